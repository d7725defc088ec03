import type { Sentence } from './steps.js';

/** Something lies where a file of the evidence should be, and cannot be read as one. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(
    /** Within the evidence. */
    readonly path: string,
    readonly why: Sentence,
    cause?: unknown,
  ) {
    super(`${path}: ${why.it}. (${path}: ${why.en}.)`, { cause });
  }
}
