import { addDays, addMonths, isDay } from '#calendar';
import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';

/** How exactly a source gives its dates; `none` where it gives none. */
export type Precision = 'day' | 'month' | 'year' | 'none';

/** A stretch of time as its source gives it, no more exact than that. */
export interface Period {
  /** `2024-06-01`, `2024-06` or `2024`, as `precision` says. */
  readonly from?: string;
  readonly to?: string;
  readonly precision: Precision;
  readonly durationMonths?: number;
  /** The words of the source: `PERIODO 2023- 2024`. */
  readonly text?: string;
  /** On what it depends: `salva ammissione a finanziamento del progetto`. */
  readonly condition?: string;
}

/** The first day of a day, a month or a year: of `2024-06` the 1st of June. */
export function firstDay(point: string): string {
  return `${point}${'-01'.repeat(3 - point.split('-').length)}`;
}

/** The last day of a day, a month or a year: of `2024` the 31st of December. */
export function lastDay(point: string): string {
  if (isDay(point)) return point;
  const isYear = !point.includes('-');
  return addDays(addMonths(firstDay(point), isYear ? 12 : 1), -1);
}

/**
 * The last day of a period: the one that is written or, where only a beginning and a duration are, the one
 * they make. Undefined where neither is, or the beginning is no more exact than a year.
 */
export function endOf({ from, to, precision, durationMonths }: Period): string | undefined {
  if (to !== undefined) return lastDay(to);
  if (from === undefined || durationMonths === undefined || precision === 'year') return undefined;
  return addDays(addMonths(firstDay(from), durationMonths), -1);
}

/** Whether a period lies wholly before a day. What has no end is never past. */
export function isPast(period: Period | undefined, day: string): boolean {
  const end = period && endOf(period);
  return end !== undefined && end < day;
}

/** What is wrong with a period: a date that does not exist or is not of its precision, or the wrong order. */
export function faultOf(period: Period | undefined): Refusal | undefined {
  if (!period) return undefined;
  const { from, to, precision } = period;
  for (const point of [from, to]) {
    if (point !== undefined && !isPoint(point, precision)) {
      return refuse('period-unreadable', { point, precision });
    }
  }
  if (from !== undefined && to !== undefined && lastDay(to) < firstDay(from)) {
    return refuse('dates-reversed', { from, to });
  }
  return undefined;
}

const parts: Readonly<Record<Precision, number>> = { day: 3, month: 2, year: 1, none: 0 };

function isPoint(point: string, precision: Precision): boolean {
  return isDay(firstDay(point)) && point.split('-').length === parts[precision];
}
