import type { SchedaProblem } from '#planning';
import type { SchedaField } from './scheda-field.js';

/** The parts in which a scheda is written, each on a screen of its own, with the fields that stand there. */
const layout = {
  attivita: ['title', 'kind', 'sector', 'holder', 'description', 'specificGoals'],
  bisogni: ['needIds', 'noNeedReason', 'pssirReferences'],
  destinatari: ['recipients', 'expectedRecipients', 'territory', 'genderViolence'],
  indicatori: ['indicators', 'noIndicatorReason'],
  risorse: ['resources', 'pnrr', 'fundedProjectIds'],
  tempi: ['start', 'end', 'periodPrecision'],
  soggetti: ['partners', 'coDesignIds'],
  riferimenti: ['legalReferences', 'attachments'],
} as const;

/** Where a field stands that this table does not know: a schema may have more. */
const REST = 'riferimenti';

/** Its word in addresses. */
export type SectionId = keyof typeof layout;

export interface Section {
  readonly id: SectionId;
  readonly fields: readonly SchedaField[];
}

/** How far a section is. Nobody has looked at one where nothing was written this year. */
export type SectionState = 'complete' | 'incomplete' | 'untouched';

/** The sections of a scheda with these fields, in the order in which they are written. */
export function sectionsOf(fields: readonly SchedaField[]): readonly Section[] {
  const ids = Object.keys(layout) as SectionId[];
  const placed = new Set(Object.values(layout).flat() as readonly string[]);
  return ids
    .map((id) => {
      const names: readonly string[] = layout[id];
      const known = names.flatMap((name) => fields.filter((field) => field.name === name));
      const unknown = id === REST ? fields.filter(({ name }) => !placed.has(name)) : [];
      return { id, fields: [...known, ...unknown] };
    })
    .filter((section) => section.fields.length > 0);
}

/** The problems of a submission that are to be mended in a section. */
export function problemsIn(
  { fields }: Section,
  problems: readonly SchedaProblem[],
): readonly SchedaProblem[] {
  return problems.filter(({ field }) =>
    fields.some(({ name }) => field === `/${name}` || field.startsWith(`/${name}/`)),
  );
}
