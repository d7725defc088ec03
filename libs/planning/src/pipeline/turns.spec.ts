import { Turns } from './turns.js';

/** A lot that was handed over, and is served once the test says so. */
interface Lot {
  readonly stream: string;
  readonly asked: readonly number[];
  readonly served: () => void;
}

describe('What is asked for a stream', () => {
  let lots: Lot[];
  let turns: Turns<number>;
  beforeEach(() => {
    lots = [];
    turns = new Turns((stream, asked) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      lots.push({
        stream,
        asked,
        served: () => {
          resolve(undefined);
        },
      });
      return promise;
    });
  });

  const add = (stream: string, ...asked: readonly number[]): void => {
    for (const each of asked) turns.add(stream, each);
  };
  /** Long enough for whatever is free to go. */
  const someTurns = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  const handedOver = (): readonly (readonly [string, readonly number[]])[] =>
    lots.map(({ stream, asked }) => [stream, asked]);

  it('in one turn of the event loop goes together, in the order it came', async () => {
    add('a', 1, 2);
    await Promise.resolve();
    add('a', 3);
    await someTurns();
    expect(handedOver()).toEqual([['a', [1, 2, 3]]]);
  });

  it('while a lot is being served waits for it, and goes together then', async () => {
    add('a', 1);
    await someTurns();
    add('a', 2);
    await someTurns();
    add('a', 3);
    await someTurns();
    expect(handedOver()).toEqual([['a', [1]]]);
    lots[0]?.served();
    await someTurns();
    expect(handedOver()).toEqual([
      ['a', [1]],
      ['a', [2, 3]],
    ]);
  });

  it('after the line was empty goes again', async () => {
    add('a', 1);
    await someTurns();
    lots[0]?.served();
    await someTurns();
    add('a', 2);
    await someTurns();
    expect(handedOver()).toEqual([
      ['a', [1]],
      ['a', [2]],
    ]);
  });

  it('does not wait for another stream', async () => {
    add('a', 1);
    add('b', 2);
    await someTurns();
    expect(handedOver()).toEqual([
      ['a', [1]],
      ['b', [2]],
    ]);
  });

  it('goes a hundred at a time: a lot is one append', async () => {
    add('a', ...Array.from({ length: 150 }, (_, index) => index));
    await someTurns();
    lots[0]?.served();
    await someTurns();
    expect(lots.map(({ asked }) => asked.length)).toEqual([100, 50]);
  });
});
