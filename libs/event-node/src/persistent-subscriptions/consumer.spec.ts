import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Consumer } from './consumer.js';
import { newMessage } from './message.js';
import { Progress } from './progress.js';

describe('a consumer', () => {
  const numbered = (place: number) => ({
    ...newMessage({}, place, new Progress(-1)),
    id: String(place),
  });
  const consumer = () => {
    const sent: number[] = [];
    const caller = { from: '', username: '', connectionName: '' };
    const made = new Consumer(
      caller,
      10,
      0,
      ({ place }) => sent.push(place),
      () => undefined,
    );
    return { made, sent };
  };

  it('is sent what it is given, in order', async () => {
    const { made, sent } = consumer();
    for (const place of [3, 1, 2]) made.give(numbered(place), 0);
    await turnOfTheLoop();
    expect(sent).toEqual([3, 1, 2]);
    expect(made.inFlight.size).toBe(3);
    expect(made.takeBackUnsent()).toEqual([]);
  });

  it('never had what it was given in the moment in which it went', async () => {
    const { made, sent } = consumer();
    made.give(numbered(1), 0);
    await turnOfTheLoop();
    made.give(numbered(2), 0);
    expect(made.takeBackUnsent().map(({ place }) => place)).toEqual([2]);
    await turnOfTheLoop();
    expect(sent).toEqual([1]);
    expect([...made.inFlight.keys()]).toEqual(['1']);
  });
});
