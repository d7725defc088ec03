import type { SchedaProblem } from '../command/verb.js';
import type { KnowledgeData } from '../knowledge/knowledge.data.js';
import type { SchedaContent } from './scheda.facts.js';

/** What a submission says about the rest of the cycle and is not so: needs that nobody recorded, reversed days. */
export function referenceProblems(
  { needs }: Pick<KnowledgeData, 'needs'>,
  content: SchedaContent,
): readonly SchedaProblem[] {
  const {
    needIds = [],
    start,
    end,
  } = content as {
    readonly needIds?: readonly string[];
    readonly start?: string;
    readonly end?: string;
  };
  const unknown = needIds.flatMap((id, index): SchedaProblem[] =>
    Object.hasOwn(needs, id)
      ? []
      : [
          {
            field: `/needIds/${index}`,
            label: 'Bisogni dal Profilo di salute',
            it: `il bisogno ${id} non è fra quelli del ciclo`,
            en: `the need ${id} is not one of the cycle`,
          },
        ],
  );
  if (start === undefined || end === undefined || start <= end) return unknown;
  const reversed = { it: 'la fine viene prima dell’inizio', en: 'the end comes before the start' };
  return [...unknown, { field: '/end', label: 'Fine', ...reversed }];
}
