import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import type { RecordedEvent } from '#event-store';
import { inBatchesOf, Place, quietLogger, say, Sentences } from './sentences.fixture.js';

const PATIENCE = { timeoutMs: 10_000 };

quietLogger();

type Act =
  | { readonly kind: 'say'; readonly stream: string; readonly words: readonly string[] }
  | { readonly kind: 'restart' }
  | { readonly kind: 'kill'; readonly afterFacts: number };

const said = fc.record({
  kind: fc.constant('say' as const),
  stream: fc.constantFrom('talk-a', 'talk-b', 'noise-a'),
  words: fc.array(fc.constantFrom('one', 'two', 'poison'), { minLength: 1, maxLength: 6 }),
});
const restarted = fc.record({ kind: fc.constant('restart' as const) });
const killed = fc.record({ kind: fc.constant('kill' as const), afterFacts: fc.nat(8) });
const acts = fc.array<Act>(
  fc.oneof({ arbitrary: said, weight: 3 }, { arbitrary: restarted, weight: 1 }, killed),
  { maxLength: 15 },
);

function refusePoison({ data }: RecordedEvent): void {
  if (data['word'] === 'poison') throw new Error('poisoned');
}

/** Everything a file holds, but for the moments of parking. */
function rows(database: DatabaseSync): unknown {
  return [
    'SELECT * FROM sentence ORDER BY stream',
    'SELECT * FROM checkpoint',
    'SELECT position, stream, revision, type, error FROM parked ORDER BY position',
  ].map((sql) => database.prepare(sql).all());
}

describe('whatever is said, wherever it is stopped or killed', () => {
  it('the rows are those of a fresh replay', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.integer({ min: 1, max: 5 }), async (history, batch) => {
        const place = new Place();
        try {
          await play(place, history, batch);
        } finally {
          await place.leave();
        }
      }),
      { numRuns: 40 },
    );
  });
});

async function play(place: Place, history: readonly Act[], batch: number): Promise<void> {
  const { store } = place;
  inBatchesOf(batch, store);

  let folder = place.folder;
  let projector = place.follow(new Sentences({ then: refusePoison }), store, folder);
  for (const [turn, act] of history.entries()) {
    if (act.kind === 'say') {
      await say(store, act.stream, ...act.words);
      continue;
    }
    await place.stop(projector);
    if (act.kind === 'kill') {
      const left = join(place.folder, `left-${turn}`);
      mkdirSync(left);
      if (await killIn(place, folder, left, act.afterFacts)) folder = left;
    }
    projector = place.follow(new Sentences({ then: refusePoison }), store, folder);
  }
  const end = await store.end();
  await projector.reached(end, PATIENCE);

  const fresh = place.follow(new Sentences({ then: refusePoison }), store, join(folder, 'fresh'));
  await fresh.reached(end, PATIENCE);
  expect(projector.read(rows)).toEqual(fresh.read(rows));
}

/** Follows on and leaves, in another folder, what the disk holds in the middle of the n-th fact. */
async function killIn(place: Place, folder: string, left: string, n: number): Promise<boolean> {
  let facts = 0;
  const dying = new Sentences({
    then: (event) => {
      if (facts++ === n)
        for (const name of place.files(folder)) copyFileSync(join(folder, name), join(left, name));
      refusePoison(event);
    },
  });
  const projector = await place.followed(dying, place.store, folder);
  await place.stop(projector);
  return facts > n;
}
