import { addressOf, columnLetter } from './address.js';
import { faultTexts, type FaultCode } from './fault-texts.js';

export interface Words {
  readonly it: string;
  readonly en: string;
}

/** One thing that is wrong with a file: where, what, and what to do about it. */
export interface TableFault {
  readonly code: FaultCode;
  /** Row as a spreadsheet numbers it, the header being one of them. */
  readonly row?: number;
  /** Letter of the column. */
  readonly column?: string;
  /** `B7`, where row and column are known. */
  readonly address?: string;
  /** Title of the column, as it is declared. */
  readonly title?: string;
  readonly problem: Words;
  readonly remedy: Words;
}

/** What the texts of a fault fill in. */
export type FaultDetails = Readonly<Record<string, string | number>>;

/** Where a fault is; the column is counted from 0. */
export interface FaultPlace {
  readonly row?: number;
  readonly index?: number;
  readonly title?: string;
}

/** Longer values and lists are cut: a fault is read at a glance. */
const MOST_OF_A_VALUE = 60;
const MOST_OF_A_LIST = 300;

export function faultOf(
  code: FaultCode,
  details: FaultDetails = {},
  { row, index, title }: FaultPlace = {},
): TableFault {
  const [problemIt, problemEn, remedyIt, remedyEn] = faultTexts[code];
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const detail = details[name];
      if (detail === undefined) throw new Error(`${code} lacks ${name}`);
      return shortened(String(detail), name === 'value' ? MOST_OF_A_VALUE : MOST_OF_A_LIST);
    });
  return {
    code,
    ...(row === undefined ? {} : { row }),
    ...(index === undefined ? {} : { column: columnLetter(index) }),
    ...(row === undefined || index === undefined ? {} : { address: addressOf(index, row) }),
    ...(title === undefined ? {} : { title }),
    problem: { it: fill(problemIt), en: fill(problemEn) },
    remedy: { it: fill(remedyIt), en: fill(remedyEn) },
  };
}

function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most).toWellFormed()}…`;
}

/** The faults of one file: as many as a person can use, and how many more there are. */
export class FaultList {
  readonly #told: TableFault[] = [];
  #more = 0;

  constructor(private readonly most: number) {}

  add(code: FaultCode, details?: FaultDetails, place?: FaultPlace): void {
    if (this.#told.length < this.most) this.#told.push(faultOf(code, details, place));
    else this.#more += 1;
  }

  get told(): readonly TableFault[] {
    return this.#told;
  }

  get more(): number {
    return this.#more;
  }
}

/** What to say below the last fault told; undefined if it was the last. */
export function moreInWords(more: number): Words | undefined {
  if (more === 0) return undefined;
  return more === 1
    ? { it: 'e un altro', en: 'and 1 more' }
    : { it: `e altri ${more}`, en: `and ${more} more` };
}
