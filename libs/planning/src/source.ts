/** Where an imported statement comes from: file, lines, and the words as they stand there. */
export interface Source {
  readonly file: string;
  /** First and last line of each passage, one after another: `[16, 17, 20, 21]`; counted from 1. */
  readonly lines: readonly number[];
  /** The words of the source, verbatim. */
  readonly raw?: string;
  /** How exactly the source gives the date, if there is one. */
  readonly precision?: 'day' | 'month' | 'year' | 'none';
}

/** A document kept elsewhere, known by its fingerprint. */
export interface DocumentReference {
  readonly title: string;
  /** SHA-256 of the bytes, 64 hex digits. */
  readonly sha256: string;
  /** Protocol number and year as the office's register gives them, if protocolled. */
  readonly protocol?: string;
}
