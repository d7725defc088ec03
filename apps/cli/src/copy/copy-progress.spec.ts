import { RememberedTerminal } from '../terminal.fixture.js';
import { CopyProgress } from './copy-progress.js';

describe('The progress of a copy, where nobody watches', () => {
  /** The lines without the facts per second. */
  function told(steps: readonly number[], total: number): readonly string[] {
    const terminal = new RememberedTerminal();
    const progress = new CopyProgress(terminal);
    for (const copied of steps) progress.moved(copied, total);
    progress.stop();
    return terminal.noted.map((line) => line.replace(/, \d+\/s$/, '').trim());
  }

  it('is a line at every quarter of the way', () => {
    const steps = Array.from({ length: 101 }, (_, n) => n);
    expect(told(steps, 100)).toEqual([
      'Copia 25% 25/100 fatti',
      'Copia 50% 50/100 fatti',
      'Copia 75% 75/100 fatti',
      'Copia 100% 100/100 fatti',
    ]);
  });

  it('begins where an interrupted copy ended', () => {
    expect(told([60, 70, 80, 90, 100], 100)).toEqual([
      'Copia 70% 70/100 fatti',
      'Copia 80% 80/100 fatti',
      'Copia 90% 90/100 fatti',
      'Copia 100% 100/100 fatti',
    ]);
  });

  it('says nothing where there is nothing to copy', () => {
    expect(told([0], 0)).toEqual([]);
    expect(told([7], 7)).toEqual([]);
  });

  it('counts what this copy has brought', () => {
    const progress = new CopyProgress(new RememberedTerminal());
    for (const copied of [60, 80, 90]) progress.moved(copied, 100);
    expect(progress.brought).toBe(30);
    expect(progress.perSecond).toBeGreaterThan(0);
  });
});
