import type { SchedaProblem } from '../command/verb.js';
import { referenceProblems, type SchedaTargets } from './scheda-references.js';
import type { SchedaContent } from './scheda.facts.js';
import type { SchedaValidator } from './scheda-validator.js';

/** All that is to be mended before a scheda can be submitted: what its schema asks for, and what it points to. */
export function submissionProblems(
  content: SchedaContent,
  targets: SchedaTargets,
  check: SchedaValidator,
): readonly SchedaProblem[] {
  return [...check(content, 'submitted'), ...referenceProblems(targets, content)];
}
