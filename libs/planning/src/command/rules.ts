import type { Category } from '../value-sets.js';
import type { AnyLife } from './verb.js';

/** What the definition of a cycle fixes for its decisions: part of its digest, so never changed under way. */
export interface Rules {
  /** The categories whose participation is due (LR Toscana 40/2005 art. 15). */
  readonly requiredCategories: readonly Category[];
  /** Calendar days of notice at least (LR Toscana 65/2020 art. 10 c. 1 b). */
  readonly noticeDays: number;
  /** Characters of motivation at least, when co-programming is not activated. */
  readonly motivationLength: number;
}

/** The rules of the definition that a cycle follows. */
export function rulesOf({ workflow }: Readonly<AnyLife>): Rules {
  // The kernel keeps documents as plain JSON; every definition carries the rules its verbs ask for.
  return workflow.definition.documents as unknown as Rules;
}
