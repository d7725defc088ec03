import { addDays } from '#calendar';
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
  const [year = 0, month, day] = point.split('-').map(Number);
  if (day !== undefined) return point;
  return utcDay(year, month ?? 12, 0);
}

/**
 * The last day of a period: the one that is written or, where only a beginning and a duration are, the one
 * they make. Undefined where neither is, or the beginning is no more exact than a year.
 */
export function endOf({ from, to, precision, durationMonths }: Period): string | undefined {
  if (to !== undefined) return lastDay(to);
  if (from === undefined || durationMonths === undefined || precision === 'year') return undefined;
  const [year = 0, month = 1, day = 1] = firstDay(from).split('-').map(Number);
  // A month later than the 31st is the last day of a shorter month.
  const sameDay = utcDay(year, month - 1 + durationMonths, day);
  const lastOfMonth = utcDay(year, month + durationMonths, 0);
  return addDays(sameDay < lastOfMonth ? sameDay : lastOfMonth, -1);
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
  const day = firstDay(point);
  const exists = new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return exists && point.split('-').length === parts[precision];
}

/** A day of the calendar, counted on over the ends of months and years; `month` from 0, `day` 0 the last. */
function utcDay(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
