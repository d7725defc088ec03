import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import { rowFaultTexts, type RowFaultCode } from './row-fault-texts.js';

/**
 * Something wrong in a row, for a person to mend: what the faults of a file say too, except for the column,
 * which only the file knows.
 */
export interface RowFault {
  readonly code: RowFaultCode;
  /** As the spreadsheet numbers it. */
  readonly row: number;
  /** Title of the column. */
  readonly title: string;
  readonly problem: { readonly it: string; readonly en: string };
  readonly remedy: { readonly it: string; readonly en: string };
}

type Details = Readonly<Record<string, string | number>>;

/** Where a fault is. */
export interface RowPlace {
  readonly row: number;
  readonly title: string;
}

const MOST_CHARACTERS = 300;

/** A fault of the catalogue, filled in. */
export function rowFault(
  code: RowFaultCode,
  { row, title }: RowPlace,
  details: Details = {},
): RowFault {
  const [problemIt, problemEn, remedyIt, remedyEn] = rowFaultTexts[code];
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => shortened(String(details[name] ?? '—')));
  return {
    code,
    row,
    title,
    problem: { it: fill(problemIt), en: fill(problemEn) },
    remedy: { it: fill(remedyIt), en: fill(remedyEn) },
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MOST_CHARACTERS
    ? line
    : `${line.slice(0, MOST_CHARACTERS).toWellFormed()}…`;
}

/** Faults that are told; the rest is counted. */
const MOST_FAULTS = 100;

/** What a fault of a file and one of a row have in common. */
type AnyFault = Omit<RowFault, 'code' | 'row' | 'title'> &
  Partial<Pick<RowFault, 'row' | 'title'>> & {
    readonly code: string;
    readonly column?: string;
    readonly address?: string;
  };

/** The refusal of a file with faults: how many, the first in words, and the list; undefined for none. */
export function spreadsheetFaulty(faults: readonly AnyFault[], more = 0): Refusal | undefined {
  const [first] = faults;
  if (!first) return undefined;
  const told = faults.slice(0, MOST_FAULTS);
  const { row, address, problem } = first;
  const place = address ?? row;
  const at = (it: string): string => (place === undefined ? it : `${place}: ${it}`);
  return refuse('spreadsheet-faulty', {
    count: faults.length + more,
    first: at(problem.it).replace(/\.$/, ''),
    firstEn: at(problem.en).replace(/\.$/, ''),
    faults: told.map(({ problem, remedy, ...fault }) => ({
      ...fault,
      problem: { ...problem },
      remedy: { ...remedy },
    })),
    more: faults.length + more - told.length,
  });
}
