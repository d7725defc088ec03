import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalJson,
  EventStore,
  SqliteEventStore,
  type Json,
  type NewEvent,
} from '#event-store';
import { definitions, sha256, streamOf, type DataOf } from '#planning';
import { replay, snapshotOf, Workflows, type RecordedFact } from '#workflow';
import { drive } from './drivers.fixture.js';
import { year } from './histories/year.js';
import { Journey } from './journey.fixture.js';
import { TestServer } from './server.fixture.js';

const folder = join(import.meta.dirname, 'histories');
const workflows = new Workflows(definitions, sha256);

/** A fact as a history keeps it. */
type KeptFact = RecordedFact & Pick<NewEvent, 'id' | 'data' | 'metadata'>;

/** What became of the facts of a history when it was recorded: SHA-256 of the life, by file. */
const fingerprints = JSON.parse(
  readFileSync(join(folder, 'fingerprints.json'), 'utf8'),
) as Readonly<Record<string, string>>;

function factsOf(file: string): readonly KeptFact[] {
  const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as KeptFact);
}

async function fingerprintOf(facts: readonly RecordedFact[]): Promise<string> {
  const life = await replay(workflows, facts);
  return sha256(canonicalJson(JSON.parse(JSON.stringify(snapshotOf(life!))) as Json));
}

/** Lives through the year on a server of today, and reads what was recorded. */
async function recordYear(): Promise<readonly KeptFact[]> {
  const server = new TestServer();
  try {
    await server.start();
    const journey = Journey.ofYear(server, 2024, { numbered: true });
    for (const heard of year) await drive(journey, heard);
    const facts: KeptFact[] = [];
    const store = server.application.get(EventStore, { strict: false });
    for await (const fact of store.read(streamOf(journey.cycleId))) {
      const { id, revision, type, data, metadata } = fact;
      facts.push({ revision, id, type, data, metadata });
    }
    return facts;
  } finally {
    await server.end();
  }
}

const files = readdirSync(folder).filter((file) => file.endsWith('.ndjson'));

// A definition that is still being written: UPDATE_HISTORIES=1 records its year anew, and tests nothing.
if (process.env['UPDATE_HISTORIES'] === '1') {
  it('records the year anew', async () => {
    const facts = await recordYear();
    const [{ reference } = { reference: undefined }] = workflows.all;
    const file = `${reference!.id}.v${reference!.version}.ndjson`;
    writeFileSync(join(folder, file), facts.map((fact) => `${JSON.stringify(fact)}\n`).join(''));
    const updated = { ...fingerprints, [file]: await fingerprintOf(facts) };
    writeFileSync(join(folder, 'fingerprints.json'), `${JSON.stringify(updated, null, 2)}\n`);
  });
} else {
  describe.each(files)('the history %s', (file) => {
    const facts = factsOf(file);

    const [first] = facts;
    const { cycleId, definition } = first!.data as unknown as DataOf<'CycleDrafted'>;
    const installed = workflows.all.find(
      ({ reference: { id, version } }) => id === definition.id && version === definition.version,
    );

    it('runs on a definition that has not changed since', () => {
      // What was released is frozen: a change is a new version, beside the old one.
      expect(installed?.reference).toEqual(definition);
    });

    it('tells every type of fact of its definition', () => {
      const told = new Set(facts.map(({ type }) => type));
      expect(installed?.factTypes.filter((type) => !told.has(type))).toEqual([]);
    });

    it('still leads to the same life', async () => {
      expect(await fingerprintOf(facts)).toBe(fingerprints[file]);
    });

    it('is a log on which a server of today goes on', async () => {
      const server = new TestServer();
      try {
        const store = SqliteEventStore.open({ file: join(server.folder, 'log.db') });
        await store.append(streamOf(cycleId), facts, 'none');
        await store.close();
        await server.start();
        const path = `/api/v1/cycles/${cycleId}`;
        const { body: replayed } = await server.as('AUD').get(`${path}/replay`);
        expect(replayed).toMatchObject({ matches: true, facts: facts.length, phase: 'inForce' });
        const { body: cycles } = await server.as('AUD').get(`/api/v1/cycles?after=${facts.length}`);
        expect(cycles).toMatchObject({ items: [{ cycleId, facts: facts.length }] });
      } finally {
        await server.end();
      }
    });
  });
}
