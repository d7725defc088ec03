import fc from 'fast-check';
import { threadsIn } from './threads.js';

const told = (id: string) => ({
  notice: { cycleId: 'livornese-poa-annuale-2024', about: { kind: 'scheda', id } },
});

it('Notices stand together by what they are about, and none is lost', () => {
  const threads = threadsIn(['S-1', 'S-2', 'S-1'].map(told));
  expect(threads.map((thread) => thread.map(({ notice }) => notice.about.id))).toEqual([
    ['S-1', 'S-1'],
    ['S-2'],
  ]);
  fc.assert(
    fc.property(fc.array(fc.constantFrom('S-1', 'S-2', 'S-3')), (ids) => {
      expect(threadsIn(ids.map(told)).flat()).toHaveLength(ids.length);
    }),
  );
});
