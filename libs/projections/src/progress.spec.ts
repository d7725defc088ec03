import { getEventListeners } from 'node:events';
import { Progress } from './progress.js';

/** Far longer than a test takes: a rest that nobody ends would let it fail. */
const LONG_MS = 600_000;

describe('A rest between two steps', () => {
  const { signal } = new AbortController();

  it('is over when its time is', async () => {
    await expect(new Progress().rest(1, signal)).resolves.toBeUndefined();
  });

  it('is none while somebody waits', async () => {
    const progress = new Progress();
    let done = false;
    const waiting = progress.until(() => done);
    await expect(progress.rest(LONG_MS, signal)).resolves.toBeUndefined();
    done = true;
    progress.made();
    await waiting;
  });

  it('ends as soon as somebody begins to wait', async () => {
    const progress = new Progress();
    const resting = progress.rest(LONG_MS, signal);
    let done = false;
    const waiting = progress.until(() => done);
    await expect(resting).resolves.toBeUndefined();
    done = true;
    progress.made();
    await waiting;
  });

  it('goes on when somebody finds that what they wait for is so already', async () => {
    const progress = new Progress();
    const ending = new AbortController();
    let isOver = false;
    const resting = progress.rest(LONG_MS, ending.signal).then(() => (isOver = true));
    await progress.until(() => true);
    expect(isOver).toBe(false);
    ending.abort();
    await resting;
  });

  it('ends with the signal, and leaves nothing behind', async () => {
    const ending = new AbortController();
    const resting = new Progress().rest(LONG_MS, ending.signal);
    ending.abort();
    await expect(resting).resolves.toBeUndefined();
    expect(getEventListeners(ending.signal, 'abort')).toEqual([]);
    await expect(new Progress().rest(LONG_MS, ending.signal)).resolves.toBeUndefined();
  });
});
