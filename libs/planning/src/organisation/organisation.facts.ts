import type { Role } from '#people';
import type { DefinitionReference } from '#workflow';
import type {
  DeactivationKind,
  DelegationKind,
  UnitKind,
  UnitOwner,
} from './organisation.value-sets.js';

/** Facts of the organisation of a zone: its units, their heads, who has which role, and who acts for whom. */
export type OrganisationFact =
  | {
      readonly type: 'OrganisationOpened';
      readonly data: {
        /** `livornese-organizzazione`. */
        readonly registerId: string;
        readonly zone: string;
        readonly title: string;
        readonly definition: DefinitionReference;
      };
    }
  | {
      readonly type: 'UnitAdded';
      readonly data: {
        /** The id that tokens and schede name it by. */
        readonly unitId: string;
        readonly name: string;
        readonly kind: UnitKind;
        readonly belongsTo: UnitOwner;
        readonly headPersonId?: string;
        /** The first day of the unit under this name and head. */
        readonly from: string;
      };
    }
  | {
      /** It was entered by mistake, with a whole file: as if it had never been. Its id is free again. */
      readonly type: 'UnitTakenBack';
      readonly data: { readonly unitId: string };
    }
  | {
      readonly type: 'UnitRenamed';
      readonly data: {
        readonly unitId: string;
        readonly oldName: string;
        readonly newName: string;
        readonly from: string;
        readonly act?: string;
      };
    }
  | {
      readonly type: 'UnitHeadChanged';
      readonly data: {
        readonly unitId: string;
        /** Absent where the unit had no head. */
        readonly oldPersonId?: string;
        readonly newPersonId: string;
        /** The first day of the new head. */
        readonly from: string;
        readonly act: string;
      };
    }
  | {
      /** The unit goes on within another one, which takes over its schede. */
      readonly type: 'UnitMerged';
      readonly data: {
        readonly unitId: string;
        readonly intoUnitId: string;
        readonly from: string;
        readonly act: string;
      };
    }
  | {
      readonly type: 'UnitClosed';
      readonly data: { readonly unitId: string; readonly from: string; readonly act: string };
    }
  | {
      readonly type: 'OfficeSeatSet';
      readonly data: {
        /** As the calendar names it: `livorno`. Absent: one whose feast it does not know. */
        readonly municipality?: string;
        readonly act?: string;
      };
    }
  | {
      readonly type: 'OfficeClosureAdded';
      readonly data: {
        readonly closureId: string;
        /** The first day, and the last. */
        readonly from: string;
        readonly to: string;
        readonly why: string;
        readonly act?: string;
      };
    }
  | { readonly type: 'OfficeClosureWithdrawn'; readonly data: { readonly closureId: string } }
  | { readonly type: 'DelegationGranted'; readonly data: DelegationTerms }
  | { readonly type: 'DelegationRevoked'; readonly data: { readonly delegationId: string } }
  | { readonly type: 'RoleGranted'; readonly data: RoleTerms }
  | { readonly type: 'RoleRevoked'; readonly data: { readonly roleGrantId: string } }
  | {
      /** From this instant no role of theirs counts, and no delegation from or to them lends anything. */
      readonly type: 'PersonDeactivated';
      readonly data: { readonly personId: string; readonly kind: DeactivationKind };
    }
  | {
      /** What they had and nobody revoked counts again. */
      readonly type: 'PersonReactivated';
      readonly data: { readonly personId: string };
    };

/** Who has which role in the zone, and on which days. */
export interface RoleTerms {
  readonly roleGrantId: string;
  readonly personId: string;
  readonly role: Role;
  /** Of the roles that are those of a unit. */
  readonly unitId?: string;
  /** The first and the last day, both whole, Europe/Rome; without a last one until it is revoked. */
  readonly from: string;
  readonly to?: string;
  readonly act?: string;
}

/** Who may act for whom, in what, and on which days. */
export interface DelegationTerms {
  readonly delegationId: string;
  readonly fromPersonId: string;
  /** The role of the delegator that is lent: of the head of a unit, or of the director. */
  readonly fromRole: 'UH' | 'DIR';
  readonly toPersonId: string;
  readonly kind: DelegationKind;
  readonly scope: DelegationScope;
  /** The first and the last day, both whole, Europe/Rome. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly act?: string;
}

/** What a delegation covers; a member that is absent limits nothing. */
export interface DelegationScope {
  /** The unit whose head is stood in for. Always there for the role UH. */
  readonly unitId?: string;
  readonly cycleId?: string;
  /** Verbs by name: `submit-scheda`. */
  readonly verbs?: readonly string[];
}
