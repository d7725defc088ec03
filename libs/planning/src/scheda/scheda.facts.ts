import type { ReturnReason } from '../value-sets.js';

/** The fields of a scheda as its schema names them; which are allowed and required, the schema says. */
export type SchedaContent = Readonly<Record<string, unknown>>;

export type SchedaFact =
  | {
      readonly type: 'SchedaAssigned';
      readonly data: {
        readonly schedaId: string;
        /** Stable for life and never reused: `2024-P07-003`. */
        readonly code: string;
        readonly programmeId: string;
        readonly unitId: string;
        readonly personId: string;
        readonly title: string;
        /** Schema of the content, by name and version. */
        readonly schema: string;
        /** Marked when the scheda belongs to a demonstration and its title is made up. */
        readonly demonstration?: boolean;
      };
    }
  | {
      readonly type: 'SchedaReassigned';
      readonly data: {
        readonly schedaId: string;
        readonly fromUnitId: string;
        readonly toUnitId: string;
        readonly fromPersonId: string;
        readonly toPersonId: string;
      };
    }
  | {
      /** Its code stays what it was: codes are for life. */
      readonly type: 'SchedaMoved';
      readonly data: {
        readonly schedaId: string;
        readonly fromProgrammeId: string;
        readonly toProgrammeId: string;
      };
    }
  | {
      readonly type: 'SchedaRevised';
      readonly data: {
        readonly schedaId: string;
        /** 1, 2, 3 …: the version this revision makes. */
        readonly version: number;
        /** Only the fields that changed; `null` empties a field. */
        readonly changes: SchedaContent;
        /** SHA-256 of the canonical JSON of the whole content after the change. */
        readonly contentHash: string;
      };
    }
  | { readonly type: 'SchedaSubmitted'; readonly data: VersionedScheda }
  | { readonly type: 'SchedaTakenInCharge'; readonly data: { readonly schedaId: string } }
  | {
      readonly type: 'SchedaReturned';
      readonly data: {
        readonly schedaId: string;
        readonly reasons: readonly ReturnReason[];
        readonly text: string;
        readonly due?: string;
      };
    }
  | { readonly type: 'SchedaChecked'; readonly data: VersionedScheda }
  | { readonly type: 'SchedaWithdrawalRequested'; readonly data: { readonly schedaId: string } }
  | { readonly type: 'SchedaWithdrawalDenied'; readonly data: { readonly schedaId: string } }
  | { readonly type: 'SchedaWithdrawn'; readonly data: { readonly schedaId: string } }
  | {
      readonly type: 'SchedaLeftOut';
      readonly data: { readonly schedaId: string; readonly reason: string };
    }
  | { readonly type: 'SchedaApproved'; readonly data: VersionedScheda };

export interface VersionedScheda {
  readonly schedaId: string;
  readonly version: number;
  readonly contentHash: string;
}
