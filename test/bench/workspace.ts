import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginCycle } from './begin-cycle.js';
import { cycleOf } from './district.js';
import { fillCycle, pastClock } from './fill-cycle.js';
import { openOffice } from './office.js';
import { Progress } from './progress.js';

/** Where everything is written: a new folder that is gone afterwards, whatever happens. */
export class Workspace {
  readonly root: string;
  #long: string | undefined;

  /** @param within an existing folder; on the disk whose speed matters */
  constructor(within: string = process.env['BENCH_FOLDER'] ?? tmpdir()) {
    this.root = mkdtempSync(join(within, 'traccia-bench-'));
    process.once('exit', () => {
      rmSync(this.root, { recursive: true, force: true });
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => process.exit(1));
    }
  }

  /** An empty folder. */
  folder(name: string): string {
    const folder = join(this.root, name);
    mkdirSync(folder);
    return folder;
  }

  /** A data folder with one cycle (that of `LONG_YEAR`) of so many facts; made when first asked for. */
  async longCycle(facts: number): Promise<string> {
    this.#long ??= await this.filled('long', [LONG_YEAR], facts);
    return this.#long;
  }

  /** A data folder with a cycle of `facts` facts for each year. */
  async filled(name: string, years: readonly number[], facts: number): Promise<string> {
    const folder = this.folder(name);
    const office = openOffice(folder, pastClock);
    try {
      const task = `Writing ${years.length * facts} facts`;
      await Progress.during(task, years.length * facts, async (step) => {
        for (const [index, year] of years.entries()) {
          await beginCycle(office, cycleOf(year));
          await fillCycle(office, cycleOf(year), facts, (done) => {
            step(index * facts + done);
          });
        }
      });
    } finally {
      await office.close();
    }
    return folder;
  }
}

export const LONG_YEAR = 2024;
