import { inLanes } from './in-lanes.js';

describe('work in lanes', () => {
  it('does every item once, never more at a time than there are lanes', async () => {
    const done: number[] = [];
    let atWork = 0;
    let most = 0;
    await inLanes(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await Promise.resolve();
      done.push(item);
      atWork -= 1;
    });
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('throws the failure of an item and begins no other', async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      await Promise.resolve();
      if (item === 2) throw new Error('two');
    };
    await expect(inLanes(1, [1, 2, 3], work)).rejects.toThrow('two');
    expect(begun).toEqual([1, 2]);
  });
});
