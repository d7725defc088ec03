import type { OrganisationLife } from '#planning';
import type { PersonalRole } from '#people';

type OrganisationData = OrganisationLife['data'];

/** What the commands need of who one is, as the API shows it. */
export interface Self {
  readonly personId: string;
  readonly zone: string;
  readonly role: PersonalRole;
  /** Null for a program with a token. */
  readonly session: object | null;
}

/** A role that the register gave to a person. */
export type RoleGrantView = OrganisationData['roleGrants'][string];

/** A role a person has on the day of the view. */
export interface HeldRoleView {
  readonly role: PersonalRole;
  readonly unitId?: string;
  readonly from: string;
  readonly to?: string;
  readonly why: { readonly roleGrantId: string } | { readonly headOf: string };
}

/** What the commands need of the register of the organisation as the API shows it to an administrator. */
export interface OrganisationView {
  readonly registerId: string;
  readonly zone: string;
  readonly revision: number;
  /** The day of the view, Europe/Rome. */
  readonly on: string;
  readonly units: Readonly<
    Record<
      string,
      { readonly name?: string; readonly headPersonId?: string; readonly open: boolean }
    >
  >;
  readonly roleGrants: Readonly<Record<string, RoleGrantView>>;
  readonly persons: Readonly<
    Record<string, { readonly roles: readonly HeldRoleView[]; readonly deactivated?: object }>
  >;
}

/** What the commands need of an account as the API shows it to an administrator. */
export interface Account {
  readonly personId: string;
  readonly login: string;
  readonly isEnabled: boolean;
}
