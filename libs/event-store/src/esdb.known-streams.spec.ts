import { KnownStreams } from './esdb.known-streams.js';
import type { KnownStream } from './esdb.known-stream.js';

describe('Known streams', () => {
  /** Lets a stream be known up to so many events, and tells how many were known before. */
  const grow = (streams: KnownStreams, stream: string, length: number): Promise<number> =>
    streams.turn(stream, (known: KnownStream) => {
      const before = known.size;
      for (let revision = before; revision < length; revision++)
        known.add(`${stream}-${revision}`, { revision, position: revision });
      return Promise.resolve(before);
    });

  it('give one turn at a stream after another, in the order of the calls', async () => {
    const streams = new KnownStreams();
    const steps: string[] = [];
    const first = Promise.withResolvers<undefined>();
    const turns = [
      streams.turn('a', async () => {
        await first.promise;
        steps.push('first');
      }),
      streams.turn('a', () => Promise.resolve(steps.push('second'))),
      streams.turn('b', () => Promise.resolve(steps.push('other'))),
    ];
    await turns[2];
    first.resolve(undefined);
    await Promise.all(turns);
    expect(steps).toEqual(['other', 'first', 'second']);
  });

  it('go on after a turn that failed', async () => {
    const streams = new KnownStreams();
    const failing = streams.turn('a', () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(await grow(streams, 'a', 1)).toBe(0);
  });

  it('are forgotten when there are too many ids, those unused longest first', async () => {
    const streams = new KnownStreams(10);
    await grow(streams, 'a', 3);
    await grow(streams, 'b', 3);
    expect(await grow(streams, 'a', 3)).toBe(3);
    await grow(streams, 'c', 3);
    expect(await grow(streams, 'a', 3)).toBe(3);
    expect(await grow(streams, 'b', 3)).toBe(0);
  });

  it('are not forgotten while somebody is there', async () => {
    const streams = new KnownStreams(4);
    const busy = Promise.withResolvers<undefined>();
    const using = streams.turn('a', async (known) => {
      known.add('x', { revision: 0, position: 1 });
      await busy.promise;
      return known.size;
    });
    await grow(streams, 'b', 9);
    const next = grow(streams, 'a', 1);
    busy.resolve(undefined);
    expect([await using, await next]).toEqual([1, 1]);
  });
});
