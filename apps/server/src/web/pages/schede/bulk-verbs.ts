import { verbByName, type Verb } from '#planning';

/** The verbs that make sense for several schede at once, in the order in which they are offered. */
const names = [
  ...(['take-scheda-in-charge', 'check-scheda', 'return-scheda'] as const),
  ...(['reassign-scheda', 'move-scheda'] as const),
] as const;
export const bulkVerbNames: readonly string[] = names;
export type BulkVerbName = (typeof names)[number];

/** Those of them that the policy knows for a role. Whether it is the moment, each scheda says for itself. */
export function bulkVerbsOf(role: string): readonly Verb[] {
  return names.flatMap((name) => {
    const verb = verbByName.get(name);
    return verb?.who.some((grant) => grant.role === role) === true ? [verb] : [];
  });
}
