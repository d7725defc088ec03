import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { ReturnReason } from '../value-sets.js';

/** The reason “other” says nothing by itself: it needs a text of some words. */
export function unexplainedOther(
  reasons: readonly ReturnReason[],
  text: string,
): Refusal | undefined {
  return reasons.includes('OTHER') && text.trim().length < 10
    ? refuse('other-needs-text')
    : undefined;
}
