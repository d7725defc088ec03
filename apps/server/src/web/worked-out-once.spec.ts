import { WorkedOutOnce } from './worked-out-once.js';

describe('What is worked out once', () => {
  const counting = (most = 2): { of: (...standing: unknown[]) => Promise<number> } => {
    const kept = new WorkedOutOnce<number>(most);
    let times = 0;
    return { of: (...standing) => kept.of(standing, () => Promise.resolve(++times)) };
  };

  it('is the same for all who ask of the same standing, and another of another', async () => {
    const numbers = counting();
    expect(await Promise.all([numbers.of('a', 1), numbers.of('a', 1)])).toEqual([1, 1]);
    expect(await numbers.of('a', 2)).toBe(2);
    expect(await numbers.of('a', 1)).toBe(1);
  });

  it('makes way when it was asked for longest ago', async () => {
    const numbers = counting();
    await numbers.of('a');
    await numbers.of('b');
    await numbers.of('a');
    await numbers.of('c');
    expect(await numbers.of('a')).toBe(1);
    expect(await numbers.of('b')).toBe(4);
  });

  it('is tried again when it failed', async () => {
    const kept = new WorkedOutOnce<string>(2);
    const failing = kept.of([1], () => Promise.reject(new Error('The view is being rebuilt')));
    await expect(failing).rejects.toThrow('rebuilt');
    expect(await kept.of([1], () => Promise.resolve('there'))).toBe('there');
  });
});
