import type { DataOf } from '#planning';
import { criticalNodeId } from '../import/need-id.js';
import type { ProgrammeData } from '../import/programme-data.js';
import type { Activities, RegisterRow } from './activities.js';
import type { Unit } from './cast.js';
import { contentOfProject, contentOfRow, madeUpContent, type Content } from './scheda-content.js';

export type ReturnReason = DataOf<'SchedaReturned'>['reasons'][number];

/** What becomes of a scheda in the story. */
export type Fate =
  /** Checked in the end; before, returned once for each of these reasons. */
  | { readonly ends: 'checked'; readonly returns: readonly ReturnReason[] }
  /** Returned as a duplicate; its unit asks to withdraw it. */
  | { readonly ends: 'withdrawn' }
  | { readonly ends: 'leftOut'; readonly reason: string };

/** A scheda before it exists. */
export interface PlannedScheda {
  readonly schedaId: string;
  readonly programmeId: string;
  readonly unit: Unit;
  readonly title: string;
  /** The title is made up. */
  readonly madeUp: boolean;
  readonly content: Content;
  readonly fate: Fate;
}

/** Which schede come back to their units, by number, and why. One comes back twice. */
const returns: Readonly<Record<number, readonly ReturnReason[]>> = {
  3: ['NO_INDICATOR'],
  9: ['INCOMPLETE'],
  17: ['RESOURCES_UNCLEAR'],
  26: ['NOT_TIED_TO_NEED', 'TEXT'],
  41: ['TEXT'],
  58: ['WRONG_PROGRAMME'],
  77: ['INCOMPLETE'],
  94: ['OTHER'],
};

/**
 * The schede of the demonstration: first those whose titles the documents give (the co-design register,
 * the funded projects with a name), then numbered ones up to the number of activities the documents give.
 * Programmes and units go round in turn, since no document ties an activity to either.
 */
export function planSchede(
  { co_design_register: register, funded_projects: projects, activities_count: count }: Activities,
  data: ProgrammeData,
  units: readonly Unit[],
): readonly PlannedScheda[] {
  const programmes = data.tree.programmes.map(({ id }) => id);
  const nodes = data.health_profile.themes.flatMap((theme) => theme.critical_nodes).length;
  const ofHolder = (holder: Unit['holder']): readonly Unit[] =>
    units.filter((unit) => unit.holder === holder);
  const real = [
    ...register.rows.map((row) => ({
      candidates: ofHolder(row.soggetto_titolare.startsWith('AUSL') ? 'AUSL' : 'COMUNE'),
      content: (turns: number) => contentOfRow(row, turns),
      fate: fateOfRow(row),
    })),
    ...projects.flatMap((project) => {
      const { name } = project;
      if (name === null) return [];
      return {
        candidates: ofHolder('AUSL'),
        content: (turns: number) => contentOfProject(project, name, turns),
        fate: fateOfProject(name, register.rows),
      };
    }),
  ];
  return Array.from({ length: count }, (_, index): PlannedScheda => {
    const number = index + 1;
    const { candidates, content, fate } = real[index] ?? {
      candidates: units,
      content: (turns: number) =>
        madeUpContent(padded(number), count, criticalNodeId(1 + (turns % nodes)), turns),
      fate: undefined,
    };
    const written = content(index);
    return {
      schedaId: `S${padded(number)}`,
      programmeId: turn(programmes, index),
      unit: turn(candidates, index),
      title: String(written['title']),
      madeUp: index >= real.length,
      content: written,
      fate: fate ?? usualFate(number, count),
    };
  });
}

/** A row planned only on a condition cannot be part of the plan yet; the words are those of the row. */
function fateOfRow({ stato_testo: state }: RegisterRow): Fate | undefined {
  return state.includes('salva ammissione') ? { ends: 'leftOut', reason: state } : undefined;
}

/** A project that the register has too would stand in the plan twice. */
function fateOfProject(name: string, rows: readonly RegisterRow[]): Fate | undefined {
  return rows.some((row) => name.toUpperCase().includes(row.attivita_leggibile))
    ? { ends: 'withdrawn' }
    : undefined;
}

function usualFate(number: number, count: number): Fate {
  if (number === count) {
    return { ends: 'leftOut', reason: 'L’unità non l’ha completata in tempo (dimostrazione)' };
  }
  return { ends: 'checked', returns: returns[number] ?? [] };
}

function turn<Item>(list: readonly Item[], index: number): Item {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('there is nothing to take turns with');
  return item;
}

const padded = (number: number): string => String(number).padStart(3, '0');
