/** What is remembered of corrections and of texts that must not be shown any more. */
export interface CorrectionsData {
  readonly corrections: Correction[];
  readonly redactions: Redaction[];
}

export interface Correction {
  readonly eventId: string;
  readonly factRevision: number;
  readonly field: string;
  readonly old: string;
  readonly new: string;
  readonly by: string;
  readonly reason: string;
}

export interface Redaction {
  readonly eventId: string;
  readonly factRevision: number;
  readonly pointer: string;
  readonly sha256: string;
}

export const beginCorrectionsData = (): CorrectionsData => ({ corrections: [], redactions: [] });
