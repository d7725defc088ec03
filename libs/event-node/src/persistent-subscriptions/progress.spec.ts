import fc from 'fast-check';
import { Progress } from './progress.js';

describe('how far everything is settled', () => {
  it('is always just before the first that is not, whatever the order', () => {
    const orders = fc
      .integer({ min: 1, max: 30 })
      .chain((count) =>
        fc.shuffledSubarray(Array.from({ length: count }, (_, place) => place * 2)),
      );
    fc.assert(
      fc.property(orders, fc.nat(70), (order, end) => {
        const places = order.toSorted((one, other) => one - other);
        const considered = Math.max(places.at(-1) ?? -1, end);
        const progress = new Progress(-1);
        const unsettled = new Map(places.map((place) => [place, { place, settled: false }]));
        for (const one of unsettled.values()) progress.begin(one);
        progress.consider(considered);
        const left = new Set(places);
        for (const place of order) {
          const one = unsettled.get(place);
          if (one) progress.settle(one);
          left.delete(place);
          const first = places.find((each) => left.has(each));
          // Between two that begin there is nothing: it may stop at the last that is settled.
          const before = places.filter((each) => first !== undefined && each < first).at(-1) ?? -1;
          expect(progress.done).toBe(first === undefined ? considered : before);
        }
      }),
    );
  });

  it('goes on when there is nothing to settle', () => {
    const progress = new Progress(3);
    progress.consider(9);
    expect(progress.done).toBe(9);
  });
});
