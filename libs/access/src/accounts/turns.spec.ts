import { Turns } from './turns.js';

/** A work that waits until it is let go, and who is at work right now. */
function works(turns: Turns) {
  const atWork: { name: string; end: () => void; fail: (error: Error) => void }[] = [];
  const begin = (name: string) =>
    turns.take(
      () =>
        new Promise<string>((resolve, reject) => {
          const leave = () =>
            atWork.splice(
              atWork.findIndex((one) => one.name === name),
              1,
            );
          const end = () => {
            leave();
            resolve(name);
          };
          const fail = (error: Error) => {
            leave();
            reject(error);
          };
          atWork.push({ name, end, fail });
        }),
    );
  return { atWork, begin };
}

describe('Turns of two at a time', () => {
  it('let the third begin when one has ended, in the order they came', async () => {
    const { atWork, begin } = works(new Turns(2, 2));
    const all = ['first', 'second', 'third', 'fourth'].map(begin);
    expect(atWork.map(({ name }) => name)).toEqual(['first', 'second']);
    atWork[1]!.end();
    await all[1];
    expect(atWork.map(({ name }) => name)).toEqual(['first', 'third']);
    atWork[0]!.end();
    await all[0];
    expect(atWork.map(({ name }) => name)).toEqual(['third', 'fourth']);
    const fifth = begin('fifth');
    expect(atWork.map(({ name }) => name)).toEqual(['third', 'fourth']);
    atWork[0]!.end();
    atWork[0]!.end();
    expect(await Promise.all(all)).toEqual(['first', 'second', 'third', 'fourth']);
    atWork[0]!.end();
    expect(await fifth).toBe('fifth');
  });

  it('turn away whoever comes when the bench is full, and nobody later', async () => {
    const { atWork, begin } = works(new Turns(1, 1));
    const [first, second] = [begin('first'), begin('second')];
    await expect(begin('third')).rejects.toThrow(expect.objectContaining({ code: 'too-busy' }));
    atWork[0]!.end();
    await first;
    const fourth = begin('fourth');
    atWork[0]!.end();
    await second;
    atWork[0]!.end();
    expect(await fourth).toBe('fourth');
  });

  it('go on after a work that failed', async () => {
    const { atWork, begin } = works(new Turns(1, 1));
    const [first, second] = [begin('first'), begin('second')];
    atWork[0]!.fail(new Error('no memory'));
    await expect(first).rejects.toThrow('no memory');
    atWork[0]!.end();
    expect(await second).toBe('second');
  });
});
