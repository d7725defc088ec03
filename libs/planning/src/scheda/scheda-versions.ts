import { fieldOf, type RecordedFact } from '#workflow';

/**
 * The revision of the cycle at which a version of a scheda was made: 0 is what it was given out with, and one
 * that was carried over begins with 1. Undefined where it never had that version.
 * @param facts all facts about the scheda, in order
 */
export function madeAt(facts: readonly RecordedFact[], version: number): number | undefined {
  return facts.find((fact) => versionMadeBy(fact) === version)?.revision;
}

/**
 * The revision of the cycle at which its unit got the scheda last: given out, carried over, returned, or taken
 * up by a revision of the plan. What has changed since then is what whoever gave it has not seen.
 * @param facts all facts about the scheda, in order
 */
export function givenBackAt(facts: readonly RecordedFact[]): number | undefined {
  return facts.findLast(({ type }) => giving.has(type))?.revision;
}

const giving: ReadonlySet<string> = new Set([
  ...['SchedaAssigned', 'SchedaCarriedOver', 'SchedaReturned', 'SchedaReopened'],
]);

function versionMadeBy({ type, data }: RecordedFact): unknown {
  switch (type) {
    case 'SchedaAssigned':
      return 0;
    case 'SchedaCarriedOver':
      return 1;
    case 'SchedaRevised':
      return fieldOf(data, 'version');
    default:
      return undefined;
  }
}
