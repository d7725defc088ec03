import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { XmlDocument } from 'libxml2-wasm';
import type { NewEvent } from '#event-store';
import { sha256 } from '#planning';
import { readTable } from '#spreadsheet';
import { factColumns } from './csv/facts-csv.js';
import {
  CYCLE,
  anotherFact,
  ExportedLog,
  recordedFacts,
  text as textOfValue,
} from './exports.fixture.js';
import { exported, exportFormatNames, type ExportFormatName, type ExportRequest } from './index.js';

/** So far into the year everything may still be recorded that is needed here. */
const facts = recordedFacts(`demo/${CYCLE}`).slice(0, 300);
const scope = { cycleId: CYCLE };
/** What a person wrote, where the log seals it. */
const token = {
  $pii: { s: 'person/livornese/x', k: 'k'.repeat(43), c: 'Q2FuYXJpbmEgU2lnaWxsYXRh' },
};
/** What was said and must not be shown any more. */
const secret = 'Parole da oscurare 9X';
/** What may not come through as anything but a text. */
const HOSTILE = "=cmd|'/c calc'!A1 <b>&\"]]>\u0000\u001b\ufffd\r\nseconda riga";

const question = { questionId: 'q-1', subject: 'cycle', text: 'Una domanda' };
const raised = anotherFact({ type: 'QuestionRaised', data: question }, 300);
const promise = { promiseId: 'p-1', about: 'OTHER', text: secret } as const;
const made = anotherFact({ type: 'PromiseMade', data: promise }, 301);
const redaction = {
  ...{ eventId: made.id, factType: 'PromiseMade', factRevision: 301 },
  where: 'data',
  ...{ pointer: '/text', sha256: sha256(secret), legalBasis: 'GDPR art. 17' },
} as const;
const hostile = {
  ...({ deadlineId: 'd-1', kind: 'OTHER', due: '2030-01-01', basis: 'OFFICE' } as const),
  act: HOSTILE,
};
const later: readonly NewEvent[] = [
  { ...raised, data: { ...raised.data, text: token } },
  made,
  anotherFact({ type: 'TextRedacted', data: redaction }, 302),
  anotherFact({ type: 'DeadlineSet', data: hostile }, 303, { rule: HOSTILE }),
];
const all = [...facts, ...later];

let log: ExportedLog;
beforeAll(async () => {
  log = new ExportedLog();
  await log.append(CYCLE, all);
});
afterAll(() => log.end());

const textOf = async (name: ExportFormatName, request: ExportRequest = { scope }) =>
  (await log.export(name, request)).toString();

describe('Every export', () => {
  it.each(exportFormatNames)('as %s holds no personal data that the log seals', async (name) => {
    const text = (await log.export(name, { scope })).toString('latin1');
    const parts = ['$pii', token.$pii.c, token.$pii.k];
    expect(parts.filter((part) => text.includes(part))).toEqual([]);
  });

  it.each(exportFormatNames)(
    'as %s has no text that was redacted, nor has one of before the redaction',
    async (name) => {
      const at = textOfValue(made.metadata['recordedAt']);
      for (const request of [{ scope }, { scope, at }]) {
        const text = (await log.export(name, request)).toString('latin1');
        expect(text.includes(secret)).toBe(false);
      }
    },
  );

  it('says that something is withheld, or was redacted', async () => {
    const { facts: told } = JSON.parse(await textOf('json')) as {
      readonly facts: readonly { readonly data: { readonly text?: string } }[];
    };
    expect(told[300]?.data.text).toBe('[dato personale sigillato]');
    expect(told[301]?.data.text).toBe(`[testo oscurato · sha256 ${sha256(secret)}]`);
  });

  it('keeps hostile words the words they are, in JSON', async () => {
    const { facts: told } = JSON.parse(await textOf('json')) as {
      readonly facts: readonly { readonly data: { readonly act?: string } }[];
    };
    expect(told.at(-1)?.data.act).toBe(HOSTILE);
    const { objects } = JSON.parse(await textOf('ocel-json')) as {
      readonly objects: readonly {
        readonly type: string;
        readonly attributes: readonly { readonly value: string }[];
      }[];
    };
    const acts = objects.filter(({ type }) => type === 'act');
    expect(acts.flatMap(({ attributes }) => attributes.map(({ value }) => value))).toContain(
      HOSTILE,
    );
    for (const name of ['prov-json', 'case-file'] as const) JSON.parse(await textOf(name));
    const lines = (await textOf('cloudevents')).trimEnd().split('\n');
    expect(lines).toHaveLength(all.length);
  });

  it('keeps them in XML, but for the signs that XML cannot hold', async () => {
    const document = XmlDocument.fromString(await textOf('xes'));
    const rules = document.find("//event/string[@key='rule']/@value").map(({ content }) => content);
    document.dispose();
    expect(rules).toContain(HOSTILE.replace('\u0000', '\ufffd').replace('\u001b', '\ufffd'));
  });

  it('lets none become a formula of a spreadsheet', async () => {
    const csv = await log.export('csv', { scope });
    expect(csv.toString()).not.toMatch(/(?:^|[;\n])"?=cmd/);
    const reading = await readTable(csv, { columns: factColumns });
    if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults[0]));
    expect(reading.table.rows.at(-1)?.values.act).toMatch(/^=cmd\|/);
  });

  it('has every fact, with ids that the log knows', async () => {
    const ids = all.map(({ id }) => id);
    const ocel = JSON.parse(await textOf('ocel-json')) as {
      readonly events: readonly { id: string }[];
    };
    expect(ocel.events.map(({ id }) => id)).toEqual(ids);
    const xml = await textOf('xes');
    const inTraces = [...xml.matchAll(/identity:id" value="([^"]+)"/g)].map(([, id]) => id);
    expect(inTraces.toSorted()).toEqual(ids.toSorted());
    const prov = await textOf('prov-json');
    const inProv = [...prov.matchAll(/"traccia:fact":"([^"]+)"/g)].map(([, id]) => id);
    expect(inProv.filter((id) => !ids.includes(id ?? ''))).toEqual([]);
  });

  it('stops when nobody reads any more, and leaves nothing behind', async () => {
    const before = leftBehind();
    const pieces = exported(log.source, 'ocel-json', { scope });
    expect((await pieces.next()).done).toBe(false);
    expect(leftBehind().length).toBeGreaterThan(before.length);
    expect((await pieces.return(undefined)).done).toBe(true);
    expect(leftBehind()).toEqual(before);
  });

  it('does not have what is recorded while it is made', async () => {
    const other = new ExportedLog();
    try {
      await other.append(CYCLE, facts);
      const pieces = exported(other.source, 'json', { scope });
      const got = [(await pieces.next()).value as Uint8Array];
      await other.append(CYCLE, [raised]);
      for await (const piece of pieces) got.push(piece);
      const told = JSON.parse(Buffer.concat(got).toString()) as {
        readonly facts: readonly object[];
      };
      expect(told.facts).toHaveLength(facts.length);
      const again = JSON.parse((await other.export('json', { scope })).toString()) as typeof told;
      expect(again.facts).toHaveLength(facts.length + 1);
    } finally {
      await other.end();
    }
  });

  it('is of a zone only where that makes sense', async () => {
    const request = { scope: { zone: 'livornese' } };
    await expect(log.export('case-file', request)).rejects.toThrow(RangeError);
    expect(await textOf('json', request)).toContain(raised.id);
  });
});

/** What exports of this process put aside and have not removed. */
function leftBehind(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`traccia-export-${process.pid}-`));
}
