import type { Role } from '#people';
import { verbs, type Task, type Verb } from '#planning';

/**
 * The verb by which somebody does a task about a cycle as a whole: the one that leads with the fact that does it, or
 * else one that can end with it, such as a decision that can be a no.
 */
export function verbOfTask({ subject, doneBy }: Task, role: Role | undefined): Verb | undefined {
  if (subject.kind !== 'cycle' || role === undefined) return undefined;
  const theirs = verbs.filter(
    ({ about, who, facts }) =>
      about === undefined &&
      who.some((grant) => grant.role === role) &&
      (facts as readonly string[]).includes(doneBy),
  );
  return theirs.find(({ facts: [leading] }) => leading === doneBy) ?? theirs[0];
}
