import { isFreshProof, PROOF_COUNTS_MS, type Person } from '#people';
import type { RefusalDetails } from '#workflow';
import type { Verb } from './command/verb.js';

const codes = ['token-may-not-decide', 'emergency-may-not-decide', 'proof-too-old'] as const;

/** Why somebody may not decide as they come, and by which rule. */
export interface MayNotDecide {
  readonly code: (typeof codes)[number];
  readonly rule: `deny/decisive/${string}`;
}

const refused = (code: MayNotDecide['code']): MayNotDecide => ({
  code,
  rule: `deny/decisive/${code}`,
});

/**
 * Why the hand that asks for a verb may not decide: it is a program with a token, it came in an emergency, or
 * it is too long since its person proved who they are, or they proved it below the level this takes. Of the hand, also where it stands in for somebody: whom it is
 * done for proves nothing. Undefined when it may, and for a verb that is not decisive.
 * @param atMs the instant at which it would be recorded
 */
export function whyNotDecide(
  { decisive }: Pick<Verb, 'decisive'>,
  hand: Pick<Person, 'authMethod' | 'authenticatedAtMs' | 'isWeakProof'>,
  atMs: number,
): MayNotDecide | undefined {
  if (decisive !== true) return undefined;
  if (hand.authMethod === 'api-token') return refused('token-may-not-decide');
  if (hand.authMethod === 'emergency') return refused('emergency-may-not-decide');
  return isFreshProof(hand, atMs) ? undefined : refused('proof-too-old');
}

/** What the refusal of a decisive verb tells. */
export function inWords({ it, en }: Verb['title']): RefusalDetails {
  return { verb: it, verbEn: en, minutes: PROOF_COUNTS_MS / 60_000 };
}

/** Whether a refusal is about how somebody came, and not about what they asked. */
export function isMayNotDecide(code: string): boolean {
  return (codes as readonly string[]).includes(code);
}
