import type { SchedaProblem } from '../command/verb.js';
import type { KnowledgeData } from '../knowledge/knowledge.data.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import type { SchedaContent } from './scheda.facts.js';

/** What a scheda can point to. */
export interface SchedaTargets extends Pick<KnowledgeData, 'needs'> {
  /** Undefined where the zone keeps no register: rows and projects are then taken as they are written. */
  readonly register: Pick<ZoneRegisterData, 'coDesignRows' | 'fundedProjects'> | undefined;
}

/** What the references of a scheda have in common. */
interface Content {
  readonly needIds?: readonly string[];
  readonly coDesignIds?: readonly string[];
  readonly fundedProjectIds?: readonly string[];
  readonly start?: string;
  readonly end?: string;
}

/**
 * What a submission says about the rest of the cycle and of the zone and is not so: needs, rows and projects
 * that nobody recorded, reversed days.
 */
export function referenceProblems(
  { needs, register }: SchedaTargets,
  content: SchedaContent,
): readonly SchedaProblem[] {
  const { needIds, coDesignIds, fundedProjectIds, start, end } = content as Content;
  const unknown = [
    ...pointing('needIds', 'Bisogni dal Profilo di salute', needIds, needs, (id) => ({
      it: `il bisogno ${id} non è fra quelli del ciclo`,
      en: `the need ${id} is not one of the cycle`,
    })),
    ...pointing(
      ...(['coDesignIds', 'Righe di co-progettazione', coDesignIds] as const),
      register?.coDesignRows,
      (id) => ({
        it: `la riga ${id} non è nel registro della zona`,
        en: `the row ${id} is not in the register of the zone`,
      }),
    ),
    ...pointing(
      ...(['fundedProjectIds', 'Progetti finanziati', fundedProjectIds] as const),
      register?.fundedProjects,
      (id) => ({
        it: `il progetto ${id} non è nel registro della zona`,
        en: `the project ${id} is not in the register of the zone`,
      }),
    ),
  ];
  if (start === undefined || end === undefined || start <= end) return unknown;
  const reversed = { it: 'la fine viene prima dell’inizio', en: 'the end comes before the start' };
  return [...unknown, { field: '/end', label: 'Fine', ...reversed }];
}

function pointing(
  field: string,
  label: string,
  ids: readonly string[] = [],
  known: Readonly<Record<string, unknown>> | undefined,
  words: (id: string) => Pick<SchedaProblem, 'it' | 'en'>,
): readonly SchedaProblem[] {
  if (!known) return [];
  return ids.flatMap((id, index) =>
    Object.hasOwn(known, id) ? [] : [{ field: `/${field}/${index}`, label, ...words(id) }],
  );
}
