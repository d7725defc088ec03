import { addDays, type Day, type WorkingCalendar } from '#calendar';
import {
  anchorDay,
  anchorName,
  type CycleDates,
  type DeadlineTemplate,
  type Rests,
  type TemplateStep,
} from './deadline-template.js';
import type { DerivedStep, Derivation, SkippedDay } from './derivation.js';

/** What a template says of a cycle: when it is due, and how that was found. */
export interface ComputedDeadline {
  readonly key: string;
  readonly kind: string;
  readonly due: Day;
  readonly basis: string;
  readonly act?: string;
  readonly derivation: Derivation;
  /** Why it could not be met, where it could not. */
  readonly impossible?: Impossible;
}

/** Why a deadline cannot be met: its day is over, or something that comes before it comes only later. */
export type Impossible =
  | { readonly why: 'over'; readonly today: Day }
  | { readonly why: 'out-of-order'; readonly follows: string; readonly day: Day };

/**
 * The deadlines of a cycle, in the order of the templates. A template counted from a date that the cycle does
 * not know yet says nothing.
 * @param today the day from which on something can still be done; without it nothing counts as over
 */
export function computeDeadlines(
  templates: readonly DeadlineTemplate[],
  dates: CycleDates,
  calendar: WorkingCalendar,
  today?: Day,
): readonly ComputedDeadline[] {
  return templates.flatMap((template) => {
    const derivation = derive(template, dates, calendar);
    if (!derivation) return [];
    const { key, kind } = template;
    const { basis, act } = restsOn(template, dates);
    const { due } = derivation;
    const impossible = whyImpossible(template, due, dates, today);
    return [
      {
        ...{ key, kind, due, basis, derivation },
        ...(act !== undefined && { act }),
        ...(impossible && { impossible }),
      },
    ];
  });
}

/**
 * On what a deadline rests. The day that an act gives is the act's; what the office counts from it, in steps of
 * its own, is the office's.
 */
function restsOn(
  { anchor, steps, basis, act }: DeadlineTemplate,
  { given = {} }: CycleDates,
): Rests {
  const own = { basis, ...(act !== undefined && { act }) };
  return steps.length === 0 && act === undefined && 'date' in anchor
    ? (given[anchor.date] ?? own)
    : own;
}

/** How the day of a template is found; undefined while the cycle does not know the date it is counted from. */
export function derive(
  template: DeadlineTemplate,
  dates: CycleDates,
  calendar: WorkingCalendar,
): Derivation | undefined {
  const day = anchorDay(template.anchor, dates);
  if (day === undefined) return undefined;
  const steps = countSteps(template, day, calendar);
  const counted = (template.direction === 'before' ? steps[0]?.from : steps.at(-1)?.to) ?? day;
  const due = rolled(template, counted, calendar);
  const name = anchorName(template.anchor);
  const act = dates.given?.[name]?.act;
  return {
    template: template.key,
    due,
    anchor: { name, day, ...(act !== undefined && { act }) },
    steps,
    ...(due !== counted && { rolled: { from: counted, to: due } }),
    skipped: skippedIn(steps, counted, due, calendar),
    calendar: calendar.version,
  };
}

/** The steps with their days: before the anchor the last one is counted first, and the first one last. */
function countSteps(
  { steps, direction }: DeadlineTemplate,
  anchor: Day,
  calendar: WorkingCalendar,
): readonly DerivedStep[] {
  let day = anchor;
  const count = (template: TemplateStep): DerivedStep => {
    const before = day;
    day = move(template, before, direction, calendar);
    const [from, to] = direction === 'before' ? [day, before] : [before, day];
    const { step, days, count: which } = template;
    return { step, days, count: which, from, to };
  };
  return direction === 'before' ? steps.toReversed().map(count).reverse() : steps.map(count);
}

/**
 * Where a step begins or ends. The first day is out and the last one is in: nobody works on the last day of a
 * step counted back from a holiday, so that its last working day is the one before. Counted on from there it
 * would otherwise pass the day it was counted back from.
 */
function move(
  { days, count }: TemplateStep,
  day: Day,
  direction: DeadlineTemplate['direction'],
  calendar: WorkingCalendar,
): Day {
  if (count === 'calendar') return addDays(day, direction === 'before' ? -days : days);
  return direction === 'before'
    ? calendar.addWorkingDays(calendar.onOrBefore(day), -days)
    : calendar.addWorkingDays(day, days);
}

function rolled({ roll }: DeadlineTemplate, day: Day, calendar: WorkingCalendar): Day {
  if (roll === undefined) return day;
  return roll === 'before' ? calendar.onOrBefore(day) : calendar.onOrAfter(day);
}

/**
 * The days that did not count: within steps of working days, and those it rolled over. The first day of
 * a step is not one of them: it would not count if it were a working day either.
 */
function skippedIn(
  steps: readonly DerivedStep[],
  counted: Day,
  due: Day,
  calendar: WorkingCalendar,
): readonly SkippedDay[] {
  const kinds = new Map<Day, string>();
  const skip = (from: Day, to: Day): void => {
    for (const { day, kind } of calendar.between(from, to)) kinds.set(day, kind);
  };
  for (const { count, from, to } of steps) {
    if (count === 'working') skip(addDays(from, 1), to);
  }
  if (due < counted) skip(due, counted);
  if (due > counted) skip(counted, due);
  return [...kinds]
    .map(([day, kind]) => ({ day, kind }))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}

function whyImpossible(
  { follows = [] }: DeadlineTemplate,
  due: Day,
  { days }: CycleDates,
  today: Day | undefined,
): Impossible | undefined {
  if (today !== undefined && due < today) return { why: 'over', today };
  for (const name of follows) {
    const day = days[name];
    if (day !== undefined && day > due) return { why: 'out-of-order', follows: name, day };
  }
  return undefined;
}
