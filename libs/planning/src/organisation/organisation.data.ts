import type { OfficeDays } from '#calendar';
import { beginCorrectionsData, type CorrectionsData } from '../correction/correction.data.js';
import { beginLifeData, type LifeData } from '../life-data.js';
import { beginSpreadsheetsData, type SpreadsheetsData } from '../spreadsheet/spreadsheet.data.js';
import type { DelegationTerms, RoleTerms } from './organisation.facts.js';
import type { DeactivationKind, UnitKind, UnitOwner } from './organisation.value-sets.js';

/** What is remembered of the organisation of a zone. */
export interface OrganisationData extends LifeData, SpreadsheetsData, CorrectionsData {
  readonly units: Record<string, Unit>;
  readonly delegations: Record<string, Delegation>;
  readonly roleGrants: Record<string, RoleGrant>;
  /** Who is deactivated now, by id of the person. */
  readonly deactivated: Record<string, Deactivation>;
  /** The closures of the office, by id: those withdrawn, too. */
  readonly officeClosures: Record<string, OfficeClosureOfRegister>;
  /** What the office adds to the national holidays: another object whenever it says something else. */
  calendar: OfficeDays;
}

export interface Unit {
  readonly unitId: string;
  readonly kind: UnitKind;
  readonly belongsTo: UnitOwner;
  /** Its first day. */
  readonly from: string;
  /** What it was called from which day on, oldest first. */
  readonly names: { readonly name: string; readonly from: string }[];
  /** Who headed it from which day on, by which act, oldest first. */
  readonly heads: { readonly personId: string; readonly from: string; readonly act?: string }[];
  /** Where it goes on since it was merged. */
  mergedInto?: { readonly unitId: string; readonly from: string; readonly act: string };
  closed?: { readonly from: string; readonly act: string };
}

export interface Delegation extends DelegationTerms {
  readonly grantedBy: string;
  /** The day the grant was recorded, whatever day it says it happened: nobody stands in before it. */
  readonly grantedOn: string;
  revoked?: { readonly by: string; readonly on: string };
}

export interface RoleGrant extends RoleTerms {
  readonly grantedBy: string;
  revoked?: { readonly by: string; readonly on: string };
}

export interface Deactivation {
  readonly kind: DeactivationKind;
  readonly by: string;
  /** The instant since when, ISO 8601 UTC. */
  readonly at: string;
}

export interface OfficeClosureOfRegister {
  readonly closureId: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
  readonly act?: string;
  withdrawn?: { readonly by: string; readonly on: string };
}

export const beginOrganisationData = (): OrganisationData => ({
  ...beginLifeData(),
  ...beginSpreadsheetsData(),
  ...beginCorrectionsData(),
  units: {},
  delegations: {},
  roleGrants: {},
  deactivated: {},
  officeClosures: {},
  calendar: { closures: [] },
});
