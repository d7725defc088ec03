import type { Envelope } from '../envelope.js';

/** Who did something: whose hand it was, and for whom it acted. */
export interface WhoDid {
  readonly personId: string;
  /** The own role of the hand. */
  readonly role: string;
  /** Null for what was done in the own name. */
  readonly onBehalfOf: string | null;
  /** The role in which it was allowed: on behalf of somebody it is theirs. */
  readonly actedAs: string;
}

/** The same as reports show it. */
export interface ByWhom extends Omit<WhoDid, 'personId'> {
  /** The id of the hand. */
  readonly by: string;
}

/** Who did it, as it stands around a fact: the role acted in is named by the rule that allowed it. */
export function whoDid({ actor, rule }: Pick<Envelope, 'actor' | 'rule'>): WhoDid {
  const { personId, role, onBehalfOf } = actor;
  if (onBehalfOf === undefined) return { personId, role, onBehalfOf: null, actedAs: role };
  // `decide-co-programming/DIR`, `revise-scheda/UH/own-unit`
  const [, actedAs = role] = rule.split('/');
  return { personId, role, onBehalfOf, actedAs };
}
