import { actionOf, verbByName, type AnyLife, type Circumstances } from '#planning';
import type { Person } from '#people';

/** Whether somebody may put off this deadline of a life now. */
export function mayExtend(
  life: Readonly<AnyLife>,
  person: Person,
  deadlineId: string,
  circumstances: Circumstances,
): boolean {
  const verb = verbByName.get('extend-deadline');
  const part = { kind: 'deadline', id: deadlineId } as const;
  return verb !== undefined && actionOf(life, person, verb, part, circumstances)?.possible === true;
}
