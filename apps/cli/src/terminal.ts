/** Where a command speaks: what was asked for on one stream, everything about it on the other. */
export interface Terminal {
  /** A line of the result, for the person or the script that asked. Standard output. */
  print(line: string): void;
  /** A line about the work: notes, progress, errors. Standard error. */
  note(line: string): void;
  /** A person is watching: what moves may be shown. */
  readonly interactive: boolean;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  print: (line) => {
    process.stdout.write(`${line}\n`);
  },
  note: (line) => {
    process.stderr.write(`${line}\n`);
  },
  interactive: process.stdout.isTTY,
};
