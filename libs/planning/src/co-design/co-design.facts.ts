import type { Source } from '../source.js';
import type { CoDesignState, LegalForm, SubjectRole } from '../value-sets.js';
import type { Period } from '../zone-register/period.js';
import type { ProjectCodes } from '../zone-register/project-codes.js';
import type { SchedaReference } from '../zone-register/scheda-reference.js';

/** Who holds a co-design: one body or a group of them, in the words of the source. */
export interface Holder {
  readonly text: string;
  /** None where nobody has said which bodies the words mean. */
  readonly bodyIds: readonly string[];
}

/** Somebody named beside a co-design; not every one of them is a partner. */
export interface Subject {
  readonly text: string;
  readonly role: SubjectRole;
  readonly bodyId?: string;
}

/**
 * A row of the register of co-design. It need not be a co-design under art. 55 d.lgs. 117/2017: conventions
 * under art. 56 and addenda stand there too. What its source does not say is absent; it may be added later.
 */
export interface CoDesignRow {
  readonly coDesignRowId: string;
  readonly holder: Holder;
  readonly activity: string;
  readonly legalForm: LegalForm;
  readonly subjects: readonly Subject[];
  /** The very word of the source for where it stands: `Conclusa`, `concluso`. */
  readonly stateText?: string;
  /** On what that depends: `salva ammissione a finanziamento del progetto`. */
  readonly stateCondition?: string;
  readonly period?: Period;
  readonly codes: ProjectCodes;
  readonly amountEur?: string;
  readonly act?: string;
  /** Laws, decrees and acts that the row quotes. */
  readonly legalReferences: readonly string[];
  /** The row whose convention this one adds to. */
  readonly addendumTo?: string;
  /** The row that this one renews. */
  readonly renews?: string;
  readonly source?: Source;
}

/** What can be said later of a row that did not say it. */
export interface CompletedRow {
  readonly legalForm?: LegalForm;
  readonly holderBodyIds?: readonly string[];
  readonly subjects?: readonly Subject[];
  readonly period?: Period;
  readonly codes?: Partial<ProjectCodes>;
  readonly amountEur?: string;
  readonly act?: string;
  readonly addendumTo?: string;
}

/** Facts of the rows of co-design. Add to this list, never edit what is in it. */
export type CoDesignFact =
  | {
      readonly type: 'CoDesignRowAdded';
      /** `outcome` is where it stands: a row that comes from elsewhere need not begin at the beginning. */
      readonly data: CoDesignRow & { readonly outcome: CoDesignState };
    }
  | {
      /** It was entered by mistake, with a whole file: as if it had never been. Only that file gives its id again. */
      readonly type: 'CoDesignRowTakenBack';
      readonly data: { readonly coDesignRowId: string };
    }
  | {
      readonly type: 'CoDesignRowCompleted';
      readonly data: {
        readonly coDesignRowId: string;
        readonly filled: CompletedRow;
        /** What it rests on: a document, an act, the word of an office. */
        readonly basis: string;
      };
    }
  | {
      readonly type: 'CoDesignStateChanged';
      readonly data: {
        readonly coDesignRowId: string;
        readonly from: CoDesignState;
        readonly outcome: CoDesignState;
        readonly stateText?: string;
      };
    }
  | {
      readonly type: 'CoDesignRowRenewed';
      /** `renewedBy` is the row of the time after. */
      readonly data: { readonly coDesignRowId: string; readonly renewedBy: string };
    }
  | {
      readonly type: 'CoDesignAddendumAdded';
      readonly data: { readonly coDesignRowId: string; readonly addendumId: string };
    }
  | {
      readonly type: 'CoDesignRowLinked';
      readonly data: { readonly coDesignRowId: string; readonly scheda: SchedaReference };
    }
  | {
      /** The two do not belong together, or no more. What was linked by mistake is told so too. */
      readonly type: 'CoDesignRowUnlinked';
      readonly data: { readonly coDesignRowId: string; readonly scheda: SchedaReference };
    }
  | {
      readonly type: 'CoDesignExpiryReviewed';
      readonly data: {
        readonly coDesignRowId: string;
        readonly finding: string;
        /** From this day on somebody should look again, if it still stands where it stood. */
        readonly reviewAgainOn: string;
      };
    };
