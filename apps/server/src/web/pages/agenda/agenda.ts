import { addDays, weekday } from '#calendar';
import type { AgendaEntry } from '#planning';

/** A day as the grid of a month shows it; of the months beside it only the place. */
export interface DayOfMonth {
  /** `2024-02-20` */
  readonly day: string;
  readonly isOfMonth: boolean;
  readonly entries: readonly AgendaEntry[];
}

/** The weeks of a month, Monday first, with what falls on each day. @param month `2024-02` */
export function weeksOf(
  month: string,
  entries: readonly AgendaEntry[],
): readonly (readonly DayOfMonth[])[] {
  const byDay = Map.groupBy(entries, ({ when }) => when.day);
  const first = `${month}-01`;
  const weeks: DayOfMonth[][] = [];
  let monday = addDays(first, 1 - weekday(first));
  while (monday < first || monday.startsWith(month)) {
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const day = addDays(monday, index);
        const isOfMonth = day.startsWith(month);
        return { day, isOfMonth, entries: isOfMonth ? (byDay.get(day) ?? []) : [] };
      }),
    );
    monday = addDays(monday, 7);
  }
  return weeks;
}

/** What falls due or takes place, as a list of days tells of it. */
export interface AgendaItem {
  readonly id: string;
  readonly kind: 'deadline' | 'meeting' | 'session' | 'coDesign';
  readonly day: string;
  readonly startTime: string | undefined;
  readonly title: string;
  /** The page of it, for whoever may open it. */
  readonly address: string | undefined;
  /** Why it stands where it stands: how its day was found, or where it takes place. */
  readonly why: readonly string[];
  /** Where it is as a file for a calendar. */
  readonly file: string | undefined;
  /** Where it is put off, for whoever may do that now. */
  readonly extend: string | undefined;
  /** Whether its day is over and it is still to be met. */
  readonly isMissed: boolean;
}

const whens = ['overdue', 'today', 'thisWeek', 'later'] as const;
export type When = (typeof whens)[number];

/** The groups that hold something, the earliest first. @param today `2026-11-26` in Rome */
export function groupedItems(
  items: readonly AgendaItem[],
  today: string,
): readonly { readonly when: When; readonly items: readonly AgendaItem[] }[] {
  const sorted = items.toSorted((one, other) => compare(keyOf(one), keyOf(other)));
  return whens
    .map((when) => ({ when, items: sorted.filter(({ day }) => whenOf(day, today) === when) }))
    .filter((group) => group.items.length > 0);
}

/** The last day still counts: something is overdue from the day after. */
function whenOf(day: string, today: string): When {
  if (day < today) return 'overdue';
  if (day === today) return 'today';
  return day <= addDays(today, 7) ? 'thisWeek' : 'later';
}

const keyOf = ({ day, startTime = '', title }: AgendaItem): string =>
  [day, startTime, title].join(' ');
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
