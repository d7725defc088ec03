import type { SchedaProblem } from '../command/verb.js';

/** How many problems there are and the first of them, for the sentence of a refusal. */
export function firstProblem(problems: readonly SchedaProblem[]): {
  readonly count: number;
  readonly first: string;
} {
  const [first] = problems;
  return { count: problems.length, first: first ? `${first.field}: ${first.it}` : '' };
}
