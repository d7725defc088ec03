import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { SchedaProblem } from '../command/verb.js';

/** The refusal of a scheda with points to mend: how many, the first in words, and the whole list. */
export function invalidScheda(problems: readonly SchedaProblem[]): Refusal | undefined {
  const [first] = problems;
  if (!first) return undefined;
  const { label, it, en } = first;
  return refuse('scheda-invalid', {
    count: problems.length,
    first: `${label}: ${it}`,
    firstEn: `${label}: ${en}`,
    problems: problems.map((problem) => ({ ...problem })),
  });
}
