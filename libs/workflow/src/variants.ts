import type { Fact } from './fact.js';

/** A fact type in each of the outcomes named (or once, if none is). */
export function variantsOf(type: string, outcomes: Iterable<string> = []): readonly Fact[] {
  const named = [...outcomes].map((outcome) => ({ type, data: { outcome } }));
  return named.length > 0 ? named : [{ type, data: {} }];
}

/**
 * The variants of a fact type that `step` accepts. An outcome that nobody names counts as one more, if it
 * leads elsewhere than the named ones.
 */
export function acceptedVariants(
  type: string,
  outcomes: Iterable<string> | undefined,
  step: (fact: Fact) => string | undefined,
): readonly Fact[] {
  const named = variantsOf(type, outcomes).filter((fact) => step(fact) !== undefined);
  const other = { type, data: {} };
  const next = step(other);
  return next === undefined || named.some((fact) => step(fact) === next)
    ? named
    : [...named, other];
}
