import type { Terminal } from './terminal.js';

/** A terminal that remembers what was said. */
export class RememberedTerminal implements Terminal {
  readonly printed: string[] = [];
  readonly noted: string[] = [];
  readonly interactive: boolean = false;

  print(line: string): void {
    this.printed.push(line);
  }

  note(line: string): void {
    this.noted.push(line);
  }
}
