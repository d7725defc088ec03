import type { Person } from './person.js';

/**
 * For so long the proof of who somebody is counts where a fresh one is asked for: 15 minutes. The one limit of all
 * that asks for it: decisive acts, how one proves who one is, the accounts of others.
 */
export const PROOF_COUNTS_MS = 15 * 60_000;

/** The clock of a provider may be ahead of ours by this much. */
const CLOCK_TOLERANCE_MS = 60_000;

/** How somebody proved who they are, as far as it has to be fresh. */
type Proof = Pick<Person, 'authenticatedAtMs' | 'isWeakProof'>;

/**
 * Whether a proof counts as fresh: it was strong enough, and is young enough.
 * @param atMs the instant for which it has to be fresh, in milliseconds since 1970 (UTC)
 */
export function isFreshProof({ authenticatedAtMs, isWeakProof }: Proof, atMs: number): boolean {
  if (authenticatedAtMs === undefined || isWeakProof === true) return false;
  const ageMs = atMs - authenticatedAtMs;
  return ageMs >= -CLOCK_TOLERANCE_MS && ageMs <= PROOF_COUNTS_MS;
}
