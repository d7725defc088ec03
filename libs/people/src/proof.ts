/**
 * For so long the proof of who somebody is counts where a fresh one is asked for: 15 minutes. The one limit of all
 * that asks for it: decisive acts, how one proves who one is, the accounts of others.
 */
export const PROOF_COUNTS_MS = 15 * 60_000;

/** The clock of a provider may be ahead of ours by this much. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Whether a proof counts as fresh.
 * @param provedMs when it was given, in milliseconds since 1970 (UTC); undefined for who has given none
 * @param atMs the instant for which it has to be fresh
 */
export function isFreshProof(provedMs: number | undefined, atMs: number): boolean {
  if (provedMs === undefined) return false;
  const ageMs = atMs - provedMs;
  return ageMs >= -CLOCK_TOLERANCE_MS && ageMs <= PROOF_COUNTS_MS;
}
