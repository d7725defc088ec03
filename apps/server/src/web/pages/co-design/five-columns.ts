import type { CoDesignListRow } from '#planning';
import type { Columns } from '#spreadsheet';
import { periodInWords } from './period-in-words.js';

const line = { kind: 'text', oneLine: true } as const;

/**
 * The five columns of the document of 2024, in its order and under its titles: the same in whatever file the register
 * leaves in. The titles are Italian, as those of every file.
 */
export const fiveColumns = {
  holder: { title: 'Soggetto titolare', ...line },
  activity: { title: 'Attività', ...line },
  subjects: { title: 'Soggetti coinvolti', kind: 'list' },
  state: { title: 'Stato', ...line },
  period: { title: 'Data/periodo', ...line },
} as const satisfies Columns;

/** What stands in the five columns of a row. */
export type FiveCells = Readonly<Record<'holder' | 'activity' | 'state' | 'period', string>> & {
  readonly subjects: readonly string[];
};

/**
 * The cells of a row, in the words of its source where it has any.
 * @param stateName what its state is called in Italian
 */
export function fiveCells(
  {
    holder,
    activity,
    subjects,
    stateText,
    period,
  }: Pick<CoDesignListRow, 'holder' | 'activity' | 'subjects' | 'stateText' | 'period'>,
  stateName: string,
): FiveCells {
  return {
    holder: holder.text,
    activity,
    subjects: subjects.map(({ text }) => text),
    state: stateText ?? stateName,
    period: periodInWords(period),
  };
}

/** The same as texts, in the order of the columns: what is several in one stands in a sentence. */
export function fiveTexts(cells: FiveCells): readonly string[] {
  const { holder, activity, subjects, state, period } = cells;
  return [holder, activity, subjects.join('; '), state, period];
}
