import { addDays, daysBetween, type WorkingCalendar } from '#calendar';
import type { ComputedDeadline, CycleDates, DeadlineDiff } from '#deadlines';
import { stateOfPart, type Refusal } from '#workflow';
import { lastUsefulDay, type LastUsefulDay } from '../co-programming/last-useful-day.js';
import type { CycleLife } from '../command/lives.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { onOtherDays } from './cycle-dates.js';
import { datesToCountFrom, diffOfDeadlines, hasCalendar, proposedOn } from './deadline-proposal.js';
import type { Deadline } from './deadline.data.js';
import { isSettled } from './is-settled.js';

/** What is supposed: other days, or days later than now; earlier where negative. */
export interface Supposition {
  readonly targetApprovalOn?: string | undefined;
  readonly shiftDays?: number | undefined;
  readonly kickoffOn?: string | undefined;
  readonly kickoffShiftDays?: number | undefined;
}

/** What would be if the dates of a cycle were others. Nothing is written, and nothing follows from it. */
export interface DeadlineForecast {
  readonly now: CycleDates;
  readonly then: CycleDates;
  /** By the day they would be due. */
  readonly deadlines: readonly ForecastDeadline[];
  /** The last day on which it is worth deciding on co-programming, now and then. */
  readonly lastUsefulDay: { readonly now?: LastUsefulDay; readonly then?: LastUsefulDay };
}

/** A deadline as it stands, and what a proposal would make of it; one alone where the other is nothing. */
export interface ForecastDeadline {
  readonly now?: StandingDeadline;
  /** The day it would be due. Absent where it is not set, and could not be. */
  readonly then?: string;
  readonly change: (typeof forecastChanges)[number];
  /** What its template says of the days supposed, where that changes something or cannot. */
  readonly computed?: ComputedDeadline;
}

/**
 * What a proposal would do: leave it, move it, if only to a day that is over, set it, or leave it because it cannot be
 * moved or set.
 */
export const forecastChanges = ['stays', 'moves', 'set', 'impossible'] as const;

export interface StandingDeadline {
  readonly deadline: Deadline;
  readonly standing: (typeof forecastStandings)[number];
  /** Whether its last day is later or earlier than the one that was first chosen, or found last. */
  readonly moved?: 'extended' | 'shortened';
}

/** How a deadline stands. `met`: what it is about is done, in time or late. */
export const forecastStandings = ['running', 'missed', 'met', 'waived', 'cancelled'] as const;

/** The same pure functions that propose to move the deadlines, on supposed dates. */
export function forecastOf(
  life: Readonly<CycleLife>,
  supposed: Supposition,
  calendar: WorkingCalendar,
  today: string,
): DeadlineForecast | Refusal {
  const now = datesToCountFrom(life.data);
  const { targetApprovalOn, shiftDays, kickoffOn, kickoffShiftDays } = supposed;
  const { 'target-approval': target, kickoff } = now.days;
  if (shiftDays !== undefined && target === undefined) return refuse('target-approval-needed');
  if (kickoffShiftDays !== undefined && kickoff === undefined) return refuse('kickoff-needed');
  const then = onOtherDays(now, {
    'target-approval': targetApprovalOn ?? later(target, shiftDays),
    kickoff: kickoffOn ?? later(kickoff, kickoffShiftDays),
  });
  const { documents } = life.workflow.definition;
  return {
    ...{ now, then },
    deadlines: forecastDeadlines(life, changesOn(life, then, calendar, today)),
    lastUsefulDay: present({
      now: lastUsefulDay(documents, now, calendar),
      then: lastUsefulDay(documents, then, calendar),
    }),
  };
}

/** What would be proposed; where the calendar of the year was never set, what setting it would do. */
function changesOn(
  life: Readonly<CycleLife>,
  dates: CycleDates,
  calendar: WorkingCalendar,
  today: string,
): DeadlineDiff {
  const couldBeSet =
    !hasCalendar(life.data) &&
    dates.days['target-approval'] !== undefined &&
    life.workflow.root.hears(life.state, 'DeadlineSet');
  return (couldBeSet ? diffOfDeadlines : proposedOn)(life, dates, calendar, today);
}

function forecastDeadlines(
  life: Readonly<CycleLife>,
  { moves, added, impossible }: DeadlineDiff,
): readonly ForecastDeadline[] {
  const standing = Object.values(life.data.deadlines).map((deadline): ForecastDeadline => {
    const { deadlineId, due } = deadline;
    const isIt = (each: { readonly deadlineId?: string }): boolean =>
      each.deadlineId === deadlineId;
    const now = standingOf(life, deadline);
    const move = moves.find(isIt);
    if (move) return { now, then: move.to, change: 'moves', computed: move.computed };
    const computed = impossible.find(isIt)?.computed;
    if (computed) return { now, then: due, change: 'impossible', computed };
    return { now, then: due, change: 'stays' };
  });
  const others = [
    ...added.map((computed): ForecastDeadline => ({ then: computed.due, change: 'set', computed })),
    ...impossible
      .filter(({ deadlineId }) => deadlineId === undefined)
      .map(({ computed }): ForecastDeadline => ({ change: 'impossible', computed })),
  ];
  return [...standing, ...others].toSorted((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1));
}

const dayOf = ({ then, computed }: ForecastDeadline): string => then ?? computed?.due ?? '';

function standingOf(life: Readonly<CycleLife>, deadline: Readonly<Deadline>): StandingDeadline {
  const { deadlineId, due, derivation, history } = deadline;
  // The states of the machine of deadlines, as every definition with a calendar has them.
  const state = stateOfPart(life, 'deadline', deadlineId) as StandingDeadline['standing'];
  const hasEnded = state === 'waived' || state === 'cancelled';
  const first = derivation?.due ?? history.find(({ unitId }) => unitId === undefined)?.from ?? due;
  return {
    deadline,
    standing: hasEnded || !isSettled(life, deadline) ? state : 'met',
    ...(due !== first && { moved: due > first ? 'extended' : 'shortened' }),
  };
}

/** Calendar days by which a deadline would be later; undefined where it is not set now, or would not be. */
export function shiftOf({ now, then }: ForecastDeadline): number | undefined {
  return now && then !== undefined ? daysBetween(now.deadline.due, then) : undefined;
}

function later(day: string | undefined, days = 0): string | undefined {
  return day === undefined ? undefined : addDays(day, days);
}
