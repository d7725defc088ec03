/** Told while a document is written. */
export interface WritingProgress {
  /** Sections that are written, of all; where each is written twice, of twice as many. */
  readonly done: number;
  readonly total: number;
  /** The scheda that comes next, as the document counts them. */
  readonly scheda?: { readonly number: number; readonly of: number };
}
