import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, SqliteEventStore, type Json } from '#event-store';
import { definitions, sha256, streamOf } from '#planning';
import { replay, snapshotOf, workflowOf, Workflows, type RecordedFact } from '#workflow';
import { addressOf } from './client.fixture.js';
import { factsOf, folder, historyFiles, type KeptFact } from './histories/history-files.js';
import { recordHistories } from './histories/record-histories.js';
import { TestServer } from './server.fixture.js';

const workflows = new Workflows(definitions, sha256);

/** SHA-256 of what the facts of a history have made. */
async function fingerprintOf(facts: readonly RecordedFact[]): Promise<string> {
  const life = await replay(workflows, facts);
  return sha256(canonicalJson(JSON.parse(JSON.stringify(snapshotOf(life!))) as Json));
}

// A definition that is still being written: UPDATE_HISTORIES=1 records everything anew, and tests nothing.
if (process.env['UPDATE_HISTORIES'] === '1') {
  it('records the histories anew', () => recordHistories(fingerprintOf), 600_000);
} else {
  /** What became of the facts of each history when it was recorded, by file. */
  const fingerprints = JSON.parse(
    readFileSync(join(folder, 'fingerprints.json'), 'utf8'),
  ) as Readonly<Record<string, string>>;

  describe.each(historyFiles())('the history %s', (file) => {
    const facts = factsOf(file);
    const { id } = idIn(facts);

    it('runs on a definition that has not changed since', () => {
      // What was released is frozen: a change is a new version, beside the old one.
      expect(() => workflowOf(workflows, facts[0]!)).not.toThrow();
    });

    it('still leads to the same life', async () => {
      expect(await fingerprintOf(facts)).toBe(fingerprints[file]);
    });

    it('is a log on which a server of today goes on', async () => {
      const server = new TestServer();
      try {
        const store = SqliteEventStore.open({ file: join(server.folder, 'log.db') });
        // A whole year is longer than one append may be.
        for (let from = 0; from < facts.length; from += 100) {
          const expected = from === 0 ? 'none' : from - 1;
          await store.append(streamOf(id), facts.slice(from, from + 100), expected);
        }
        await store.close();
        // Whoever reads it does so after it was written, in a role they have by then.
        const writtenMs = Date.parse(facts.at(-1)!.metadata['recordedAt'] as string);
        server.clock.pass({ seconds: Math.max(0, writtenMs - server.clock.nowMs()) / 1_000 });
        await server.start();
        const { body: replayed } = await server
          .as('AUD', zoneIn(facts))
          .get(`${addressOf(id)}/replay`);
        expect(replayed).toMatchObject({ matches: true, facts: facts.length });
      } finally {
        await server.end();
      }
    });
  });

  describe.each(
    workflows.all.map(({ reference, factTypes }) => [reference.id, factTypes] as const),
  )('the histories of %s', (id, types) => {
    it('tell every type of fact of the definition', () => {
      const told = new Set(
        historyFiles()
          .map(factsOf)
          .filter(([first]) => workflowOf(workflows, first!).reference.id === id)
          .flatMap((facts) => facts.map(({ type }) => type)),
      );
      expect(types.filter((type) => !told.has(type))).toEqual([]);
    });
  });
}

/** The cycle or register a history is of, as its first fact says. */
function idIn([first]: readonly KeptFact[]): { readonly id: string } {
  const { cycleId, registerId } = first!.data as Readonly<Record<string, string | undefined>>;
  return { id: cycleId ?? registerId ?? '' };
}

function zoneIn([first]: readonly KeptFact[]): string {
  return first!.data['zone'] as string;
}
