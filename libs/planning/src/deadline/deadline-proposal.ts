import type { WorkingCalendar } from '#calendar';
import {
  computeDeadlines,
  diffDeadlines,
  type ComputedDeadline,
  type CurrentDeadline,
  type CycleDates,
  type DeadlineDiff,
} from '#deadlines';
import { present } from '../command/present.js';
import type { CycleLife } from '../command/lives.js';
import type { CycleData } from '../cycle/cycle-data.js';
import { cycleDates, dateNames, onOtherDays, templatesIn } from './cycle-dates.js';
import { lastDayOf } from './due-for.js';
import { isSettled } from './is-settled.js';
import { isStopped } from './stands-still.js';
import { timesMetNow } from './times-met.js';
import type { DeadlineKind } from '../value-sets.js';

/** What the templates of a cycle would do to its deadlines, for a person to accept or to decline. */
export interface DeadlineProposal extends DeadlineDiff {
  /** SHA-256 of what it says: whoever answers it says which one they saw. */
  readonly proposal: string;
  /** Whether it waits for an answer: there is something to do, it can be done, and nobody has declined it. */
  readonly open: boolean;
}

/**
 * What has to be done so that the deadlines are those that the templates say on the dates and the calendar of
 * today. Nothing before the calendar of the year was set, and nothing any more once the cycle is over: then there
 * is nothing to keep up to date.
 * @param fingerprint SHA-256 of canonical JSON
 */
export function deadlineProposal(
  life: Readonly<CycleLife>,
  calendar: WorkingCalendar,
  today: string,
  fingerprint: (value: unknown) => string,
): DeadlineProposal {
  const { data } = life;
  const diff = proposedOn(life, datesToCountFrom(data), calendar, today);
  const proposal = digestOf(diff, fingerprint);
  const open =
    diff.moves.length + diff.added.length > 0 && data.declinedProposal?.proposal !== proposal;
  return { ...diff, proposal, open };
}

/** What a proposal would do if these were the dates of a cycle. */
export function proposedOn(
  life: Readonly<CycleLife>,
  dates: CycleDates,
  calendar: WorkingCalendar,
  today: string,
): DeadlineDiff {
  const { data, workflow, state } = life;
  const mayChange = workflow.root.hears(state, 'DeadlineProposalAccepted');
  return mayChange && hasCalendar(data)
    ? diffOfDeadlines(life, dates, calendar, today)
    : { moves: [], added: [], impossible: [] };
}

/** Whether the calendar of the year was set: whether templates have found a day of any deadline. */
export function hasCalendar({ deadlines }: Readonly<CycleData>): boolean {
  return Object.values(deadlines).some(({ derivation }) => derivation !== undefined);
}

/**
 * The dates of a cycle; what was counted from a day that the cycle does not know itself, because a person named
 * it, is still counted from that day.
 */
export function datesToCountFrom(data: Readonly<CycleData>): CycleDates {
  const known = cycleDates(data);
  const named = Object.values(data.deadlines).flatMap(({ derivation }) =>
    derivation && known.days[derivation.anchor.name] === undefined
      ? [[derivation.anchor.name, derivation.anchor.day] as const]
      : [],
  );
  return onOtherDays(known, Object.fromEntries(named.filter(([name]) => name in dateNames)));
}

/** What would have to be done so that the deadlines of a cycle are those of its templates on some dates. */
export function diffOfDeadlines(
  life: Readonly<CycleLife>,
  dates: CycleDates,
  calendar: WorkingCalendar,
  today: string,
): DeadlineDiff {
  const templates = templatesIn(life.workflow.definition.documents);
  const computed = computeDeadlines(templates, dates, calendar, today);
  const diff = diffDeadlines(currentDeadlines(life, today), computed);
  return {
    moves: diff.moves,
    added: diff.added.filter((each) => !isDone(life, each)),
    impossible: diff.impossible.filter(
      (each) => each.deadlineId !== undefined || !isDone(life, each.computed),
    ),
  };
}

/** What the cycle has done already, no deadline is set for: of checkpoints that come again there may be more. */
function isDone({ data }: Readonly<CycleLife>, { kind }: Pick<ComputedDeadline, 'kind'>): boolean {
  // The library of templates knows no value sets; poa-annuale.v1.deadlines.spec.ts holds the templates to them.
  return kind !== 'CHECKPOINT' && timesMetNow(data, kind as DeadlineKind) > 0;
}

/**
 * The digest of what a proposal says: what would move from when to when, whether it can or cannot, so that it
 * does not become another one by the mere passing of a day.
 */
export function digestOf(
  { moves, added, impossible }: DeadlineDiff,
  fingerprint: (value: unknown) => string,
): string {
  const to = ({ key, due }: ComputedDeadline) => ({ key, to: due });
  const changes = [
    ...moves.map(({ deadlineId, from, computed, rests }) => ({
      ...{ ...to(computed), deadlineId, from },
      ...present({ act: rests?.act }),
    })),
    ...added.map(to),
    ...impossible.map(({ deadlineId, from, computed }) => ({
      ...to(computed),
      ...present({ deadlineId, from }),
    })),
  ];
  return fingerprint(changes.toSorted((one, other) => (one.key < other.key ? -1 : 1)));
}

/**
 * The deadlines of a cycle as a proposal looks at them. One whose day is over moves no more once what it was about is
 * done; that nobody has recorded it as missed does not say so: nobody may have been there to do it.
 */
function currentDeadlines(life: Readonly<CycleLife>, today: string): readonly CurrentDeadline[] {
  const { data, parts } = life;
  return Object.values(data.deadlines).map((deadline) => {
    const { deadlineId, kind, due, derivation } = deadline;
    const standing = parts['deadline']?.[deadlineId];
    const isOver = lastDayOf(deadline) < today && !isStopped(data);
    const isMet = isSettled(life, deadline);
    const stands = (standing === 'running' || standing === 'missed') && !(isOver && isMet);
    return { deadlineId, kind, due, stands, isMet, ...present({ derivation }) };
  });
}
