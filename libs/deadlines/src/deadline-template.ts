import { type Day, isDay } from '#calendar';

/** The same in both languages. */
export interface Words {
  readonly it: string;
  readonly en: string;
}

/**
 * When something is due, as a rule: counted from a day, in steps, before it or after it. Plain JSON, since it
 * belongs to the definition of a cycle, and with it to its digest.
 */
export interface DeadlineTemplate {
  /** What it is called in facts, for ever: `schede-submitted`. One of its kind within a definition. */
  readonly key: string;
  /** The kind of deadline it sets; several templates may set one kind. */
  readonly kind: string;
  readonly label: Words;
  readonly anchor: Anchor;
  /** Whether it is due before the day it is counted from, or after it. */
  readonly direction: 'before' | 'after';
  /** In the order in which they happen, whatever the direction. None: it is due on that day itself. */
  readonly steps: readonly TemplateStep[];
  /** To which working day it goes where the day counted is none. Absent: it stays. */
  readonly roll?: 'before' | 'after';
  /** What it rests on: a law, a regional act, a decision of an organ, or the office itself. */
  readonly basis: string;
  /** The law or act that imposes it. */
  readonly act?: string;
  /** The dates that come before it, by name: due earlier than one of them it would be impossible. */
  readonly follows?: readonly string[];
}

/** The day a template is counted from: a date of the cycle by its name, or a day of the year. */
export type Anchor = Words & ({ readonly date: string } | DayOfYear);

interface DayOfYear {
  /** `02-28`; 29 February is the 28th in a year that has none. */
  readonly dayOfYear: string;
  readonly ofYear: 'this' | 'next';
}

/** A piece of time that a template counts. */
export interface TemplateStep {
  /** What it is called in facts: `notice`. */
  readonly step: string;
  /** How many days, at least one. */
  readonly days: number;
  /** Whether every day counts, or working days alone. */
  readonly count: 'calendar' | 'working';
  /** What they are for, as it follows the number: `giorni di avviso`. */
  readonly it: string;
  readonly en: string;
  /** The law that asks for it. */
  readonly law?: string;
}

/** The days of a cycle that its deadlines are counted from. */
export interface CycleDates {
  readonly year: number;
  /** By name, those that are known: `target-approval`, `kickoff`, `regional-act`. */
  readonly days: Readonly<Record<string, Day | undefined>>;
  /** By the same names, what gives those days that nobody of the office chose. */
  readonly given?: Readonly<Record<string, Rests | undefined>>;
}

/** On what a day rests: one of the bases that templates name, and the law or act that imposes it. */
export interface Rests {
  readonly basis: string;
  readonly act?: string;
}

/** The name by which a derivation and a forecast know an anchor: that of the date, or the day of the year. */
export function anchorName(anchor: Anchor): string {
  return 'date' in anchor ? anchor.date : anchor.dayOfYear;
}

/** The day of an anchor; undefined while the cycle does not know that date. */
export function anchorDay(anchor: Anchor, { year, days }: CycleDates): Day | undefined {
  if ('date' in anchor) return days[anchor.date];
  const ofYear = String(anchor.ofYear === 'this' ? year : year + 1).padStart(4, '0');
  const day = `${ofYear}-${anchor.dayOfYear}`;
  // 29 February of a year that has none.
  return isDay(day) ? day : `${ofYear}-02-28`;
}
