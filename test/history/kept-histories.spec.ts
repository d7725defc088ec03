import fc from 'fast-check';
import { WorkingCalendar, addDays } from '#calendar';
import { canonicalJson, type Json, type RecordedEvent } from '#event-store';
import {
  aboutScheda,
  blame,
  documentDifference,
  pageOfTimeline,
  watchedLife,
  watchedScheda,
  zooms,
  type Moment,
  type TimelineRow,
} from '#history';
import { streamOf, type AnyLife, type Envelope } from '#planning';
import { Office, workflows } from '../../libs/history/src/office.fixture.js';
import { factsOf, historyFiles, type KeptFact } from '../histories/history-files.js';

const calendar = new WorkingCalendar();

async function allOf<Thing>(things: AsyncIterable<Thing>): Promise<readonly Thing[]> {
  const all: Thing[] = [];
  for await (const thing of things) all.push(thing);
  return all;
}

/** What the facts have made, whatever the revisions. */
const made = ({ state, parts, data }: Readonly<AnyLife>): Json =>
  JSON.parse(JSON.stringify({ state, parts, data })) as Json;

/** A fact recorded at noon, twenty of them a day, that tells of so many days before. */
function told(fact: KeptFact, index: number, daysLate: number): KeptFact {
  const day = Math.floor(index / 20);
  const envelope = {
    recordedAt: `${addDays('2024-01-01', day)}T12:00:00.000Z`,
    occurredOn: addDays('2024-01-01', Math.max(0, day - daysLate)),
  };
  return { ...fact, metadata: { ...fact.metadata, ...envelope } };
}

describe.each(historyFiles())('Of the history %s', (file) => {
  const facts = factsOf(file);
  const first = facts[0]!.data as { readonly cycleId?: string; readonly registerId?: string };
  const stream = streamOf(first.cycleId ?? first.registerId ?? '');
  let office: Office;
  let recorded: readonly RecordedEvent[];
  let now: AnyLife;
  beforeAll(async () => {
    office = new Office();
    await office.keep(stream, facts);
    recorded = await allOf(office.store.read(stream));
    now = (await office.lives.shown(stream))!;
  });
  afterAll(() => office.close());

  const at = async (moment: Moment) => (await office.moments.at(stream, moment))!;

  it('every fact stands in exactly one row, at each zoom and in pages of any size', async () => {
    for (const zoom of zooms) {
      for (const limit of [7, 1_000]) {
        const rows: TimelineRow[] = [];
        let next: number | null = 0;
        while (next !== null) {
          // The fact before it says how long nothing was recorded.
          const read = office.store.read(stream, { from: Math.max(0, next - 1) });
          const page = await pageOfTimeline(read, {
            ...{ zoom, now, calendar, limit, from: next, to: Number.MAX_SAFE_INTEGER },
          });
          rows.push(...page.rows);
          ({ next } = page);
        }
        const told = rows.flatMap((row) =>
          Array.from({ length: row.to - row.from + 1 }, (_, index) => row.from + index),
        );
        expect(told).toEqual(facts.map((_, revision) => revision));
        expect(rows.map((row) => row.facts)).toEqual(rows.map((row) => row.to - row.from + 1));
        for (const { types, facts: all, isDecision, lead } of rows) {
          expect(types.reduce((sum, type) => sum + type.facts, 0)).toBe(all);
          expect(isDecision && lead === null).toBe(false);
        }
      }
    }
  });

  it('no decision is folded away behind another', async () => {
    const all = await pageOfTimeline(office.store.read(stream), {
      ...{ zoom: 'everything', now, calendar, limit: 100_000, from: 0, to: facts.length },
    });
    const decisions = await pageOfTimeline(office.store.read(stream), {
      ...{ zoom: 'decisions', now, calendar, limit: 100_000, from: 0, to: facts.length },
    });
    const commandOf = (revision: number): string =>
      (recorded[revision]!.metadata as unknown as Envelope).commandId;
    for (const row of all.rows.filter(({ isDecision }) => isDecision)) {
      const within = decisions.rows.find(({ from, to }) => from <= row.from && row.from <= to)!;
      expect(within.isDecision).toBe(true);
      expect(commandOf(within.from)).toBe(commandOf(row.from));
    }
  });

  it('what happened by the day of the last fact is all there is', async () => {
    const last = recorded.reduce((day, { metadata }) => {
      const { occurredOn, recordedAt } = metadata as unknown as Envelope;
      return [day, occurredOn, recordedAt.slice(0, 10)].toSorted().at(-1)!;
    }, '');
    const { life, early } = await at({ occurredBy: addDays(last, 1) });
    expect(early).toEqual([]);
    expect(documentDifference(made(life), made(now))).toEqual([]);
  });

  it('every day it tells of can be looked at, as it occurred', async () => {
    const days = new Set(
      recorded.map(({ metadata }) => (metadata as unknown as Envelope).occurredOn),
    );
    let before = -1;
    for (const occurredBy of [...days].toSorted()) {
      const then = await office.moments.at(stream, { occurredBy });
      if (!then) continue;
      // The longer one waits the more has happened.
      expect(then.life.revision).toBeGreaterThanOrEqual(before);
      before = then.life.revision;
    }
    expect(before).toBeGreaterThanOrEqual(0);
  });

  it('whatever days the facts tell of, each day can be looked at', async () => {
    const days = fc.array(fc.nat({ max: 6 }), { minLength: facts.length, maxLength: facts.length });
    await fc.assert(
      fc.asyncProperty(days, async (daysLate) => {
        const other = new Office();
        try {
          await other.keep(
            stream,
            facts.map((fact, index) => told(fact, index, daysLate[index]!)),
          );
          for (let day = 0; day <= Math.ceil(facts.length / 20); day++) {
            const occurredBy = addDays('2024-01-01', day);
            const then = await other.moments.at(stream, { occurredBy });
            const { late = [], early = [] } = then ?? {};
            expect(new Set([...late, ...early.map(({ revision }) => revision)]).size).toBe(
              late.length + early.length,
            );
            // A correction counts from the day of what it corrects, whatever its own.
            for (const fact of early.filter(({ type }) => type !== 'RecordCorrected')) {
              expect(fact.occurredOn <= occurredBy).toBe(true);
            }
          }
        } finally {
          await other.close();
        }
      }),
      { numRuns: 3, examples: [[facts.map(() => 0)]] },
    );
  });

  it('each field has the origin that made it what it is', async () => {
    const schede = Object.keys((now.data as { readonly schede?: object }).schede ?? {}).slice(0, 3);
    for (const watched of [watchedLife(), ...schede.map(watchedScheda)]) {
      const fields = await blame(office.store.read(stream), watched, workflows, now);
      expect(fields.length).toBeGreaterThan(0);
      for (const { revision, eventId, field } of fields) {
        expect({ field, eventId }).toEqual({ field, eventId: recorded[revision]!.id });
      }
    }
  });

  it('the facts about a scheda are those that name it', async () => {
    for (const schedaId of Object.keys((now.data as { readonly schede?: object }).schede ?? {})) {
      const about = await allOf(aboutScheda(office.store.read(stream), schedaId));
      const named = recorded.filter(({ data }) => data['schedaId'] === schedaId);
      expect(about).toEqual(expect.arrayContaining([...named]));
    }
  });

  it('two moments differ by what makes one of the other', async () => {
    const middle = Math.floor(facts.length / 2);
    const [one, other] = [await at({ revision: middle }), await at({ revision: facts.length - 1 })];
    expect(documentDifference(made(one.life), made(one.life))).toEqual([]);
    const changes = documentDifference(made(one.life), made(other.life));
    expect(changes.length).toBeGreaterThan(0);
    expect(canonicalJson(made(other.life))).toBe(canonicalJson(made(now)));
  });
});
