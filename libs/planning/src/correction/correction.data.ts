import type { DataOf } from '../planning-fact.js';

/** What is remembered of corrections and of texts that must not be shown any more. */
export interface CorrectionsData {
  /** Oldest first; the same place may be corrected more than once. */
  readonly corrections: Correction[];
  readonly redactions: Redaction[];
  /**
   * Which fact left the copy of its data that stands at a place: its revision, by JSON pointer into what is
   * remembered, then by the type of the fact. Two facts may say the same; only one of them was wrong.
   */
  readonly copies: Record<string, Record<string, number>>;
}

export interface Correction extends DataOf<'RecordCorrected'> {
  /** The revision of the correction itself. */
  readonly recordedAs: number;
  readonly by: string;
  readonly reason: string;
}

export interface Redaction extends DataOf<'TextRedacted'> {
  /** The revision of the redaction itself. */
  readonly recordedAs: number;
}

export const beginCorrectionsData = (): CorrectionsData => ({
  corrections: [],
  redactions: [],
  copies: {},
});

/** What was corrected and what was redacted. */
export type Amended = Readonly<Pick<CorrectionsData, 'corrections' | 'redactions'>>;

/** The corrections and redactions of any life; none where its definition knows none. */
export function correctionsIn(data: object): Amended {
  const { corrections = [], redactions = [] } = data as Partial<CorrectionsData>;
  return { corrections, redactions };
}
