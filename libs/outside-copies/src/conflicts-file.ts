import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import type { Conflict } from './outside-copy.js';

/**
 * What somebody outside was found to remember otherwise, a line of JSON each. It stays there over restarts, for as
 * long as a person has not looked and moved the file away: nothing that runs by itself can tell which is true.
 */
export class ConflictsFile {
  #found: readonly Conflict[];

  /** @param file need not be there */
  constructor(private readonly file: string) {
    this.#found = contentOf(file)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Conflict);
  }

  /** What was found, the first first. */
  get found(): readonly Conflict[] {
    return this.#found;
  }

  /** Keeps a conflict, durably. The same one, found again, is kept once. */
  keep(conflict: Conflict): void {
    if (this.#found.some((each) => isSame(each, conflict))) return;
    const descriptor = openSync(this.file, 'a', 0o600);
    try {
      appendFileSync(descriptor, `${JSON.stringify(conflict)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    this.#found = [...this.#found, conflict];
  }
}

function isSame(one: Conflict, other: Conflict): boolean {
  return (
    one.name === other.name && one.code === other.code && one.knownOutside === other.knownOutside
  );
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return '';
  }
}
