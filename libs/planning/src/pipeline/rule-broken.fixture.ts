/** A fact that should not be there: it breaks a rule of the domain, known by its number. */
class RuleBroken extends Error {
  override readonly name = 'RuleBroken';

  constructor(
    readonly rule: number,
    cause: unknown,
  ) {
    super(`rule ${rule}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/**
 * Expects something because a rule of the domain says so: by its number, as docs/invariants.md counts them.
 * @throws RuleBroken
 */
export function byRule(rule: number, holds: () => void): void {
  try {
    holds();
  } catch (error) {
    throw new RuleBroken(rule, error);
  }
}
