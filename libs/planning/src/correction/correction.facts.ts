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
        /** The id of what that fact is about, where it is about something: of the session, of the meeting. */
        readonly subjectId?: string;
        /** JSON pointer into its data (RFC 6901): `/number`, `/caseFile/identifier`. */
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
        /** Where the text stands: in the data of the fact, or in the words around it (reason, late reason). */
        readonly where: 'data' | 'envelope';
        /** JSON pointer into it (RFC 6901): `/changes/description`; `/reason`. */
        readonly pointer: string;
        /** SHA-256 of the text that stood there, UTF-8. */
        readonly sha256: string;
        /** On what ground it is not shown any more: `GDPR art. 17 par. 1 lett. d`. */
        readonly legalBasis: string;
      };
    };
