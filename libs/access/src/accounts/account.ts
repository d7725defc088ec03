import { AccessRefused } from '../access-refused.js';

/** An account of this installation, as who administers sees it. */
export interface Account {
  readonly personId: string;
  /** What its owner types to sign in. */
  readonly login: string;
  readonly isEnabled: boolean;
  readonly hasPassword: boolean;
  readonly createdMs: number;
  /** undefined when it never had a password. */
  readonly passwordChangedMs: number | undefined;
}

/** The person an account is for, and what they type to sign in. */
export interface AccountOwner {
  readonly personId: string;
  readonly login: string;
}

/** As in the envelope of a fact and in the register. */
const personIdForm = /^[a-z0-9][a-z0-9-]{0,62}$/;

const loginForm = /^[a-z0-9._@-]{3,64}$/;

/** A login as it is kept: without capitals and spaces at its ends. */
export function loginOf(typed: string): string {
  return typed.trim().toLowerCase();
}

/**
 * The same owner, checked.
 * @throws AccessRefused `person-id-malformed` or `login-malformed`
 */
export function checkedOwner({ personId, login }: AccountOwner): AccountOwner {
  if (!personIdForm.test(personId)) throw new AccessRefused('person-id-malformed');
  const kept = loginOf(login);
  if (!loginForm.test(kept)) throw new AccessRefused('login-malformed');
  return { personId, login: kept };
}
