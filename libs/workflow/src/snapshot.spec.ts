import fc from 'fast-check';
import {
  installed,
  opened,
  recorded,
  requestDefinition,
  textItself,
  wander,
  workflow,
  type RequestData,
} from './example.fixture.js';
import type { RecordedFact } from './fact.js';
import { begin, evolve } from './life.js';
import { lifeFrom, snapshotOf, type Snapshot } from './snapshot.js';
import { Workflows } from './workflow.js';

function lifeAfter(facts: readonly RecordedFact[]) {
  const life = begin(workflow);
  for (const each of facts) evolve(life, each);
  return life;
}

const written = (snapshot: Snapshot<RequestData>) =>
  JSON.parse(JSON.stringify(snapshot)) as Snapshot<RequestData>;

const snapshot = snapshotOf(lifeAfter(recorded(opened)));

it('a life written down at any fact goes on as if it had never been', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 40 }), (picks) => {
      const facts = wander(picks);
      const whole = lifeAfter(facts);
      for (let split = 0; split <= facts.length; split += 1) {
        const life = lifeFrom(installed, written(snapshotOf(lifeAfter(facts.slice(0, split)))));
        if (!life) throw new Error(`the snapshot after ${split} facts does not fit`);
        for (const each of facts.slice(split)) evolve(life, each);
        expect(life).toEqual(whole);
      }
    }),
  );
});

it('the life that comes back shares no part with the snapshot', () => {
  const life = lifeFrom(installed, snapshot)!;
  evolve(life, {
    type: 'ObjectionRaised',
    data: { objectionId: 'o' },
    revision: 1,
    metadata: {},
  });
  expect(snapshot.parts['objection']).toEqual({});
});

it('a life may have a part with any id', () => {
  const parts = { attachment: JSON.parse('{"__proto__":"filed"}'), objection: {} };
  expect(lifeFrom(installed, { ...snapshot, parts })?.parts['attachment']?.['__proto__']).toBe(
    'filed',
  );
});

it.each([
  ['another format', { format: 3 as never }],
  ['what was remembered otherwise', { dataVersion: 2 }],
  ['another digest', { definition: { ...workflow.reference, digest: 'of the original' } }],
  ['another version', { definition: { ...workflow.reference, version: 2 } }],
  ['another definition', { definition: { ...workflow.reference, id: 'loan' } }],
  ['a state the machine does not have', { state: 'approved' }],
  ['a part in a state its machine does not have', { parts: { attachment: { a: 'lost' } } }],
])('%s does not fit', (_what, change) => {
  expect(lifeFrom(installed, { ...snapshot, ...change })).toBeUndefined();
});

it('a snapshot of a definition that is no longer installed does not fit', () => {
  const second = new Workflows([{ ...requestDefinition, version: 2 }], textItself);
  expect(lifeFrom(second, snapshot)).toBeUndefined();
});
