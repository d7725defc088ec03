/**
 * Facts about facts. Nothing recorded is ever changed or deleted: a correction says which record was wrong
 * and what is right, a redaction says which text must not be shown any more and what its fingerprint was.
 */
export type CorrectionFact =
  | {
      readonly type: 'RecordCorrected';
      readonly data: {
        /** The event that was wrong. */
        readonly eventId: string;
        readonly factType: string;
        readonly factRevision: number;
        /** The member of its data: `number`. */
        readonly field: string;
        readonly old: string;
        readonly new: string;
      };
    }
  | {
      readonly type: 'TextRedacted';
      readonly data: {
        readonly eventId: string;
        readonly factType: string;
        readonly factRevision: number;
        /** JSON pointer into its data (RFC 6901): `/changes/description`. */
        readonly pointer: string;
        /** SHA-256 of the text that stood there, UTF-8. */
        readonly sha256: string;
      };
    };
