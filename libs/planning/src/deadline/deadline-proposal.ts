import type { WorkingCalendar } from '#calendar';
import {
  computeDeadlines,
  diffDeadlines,
  type CurrentDeadline,
  type CycleDates,
  type DeadlineDiff,
} from '#deadlines';
import { present } from '../command/present.js';
import type { CycleLife } from '../command/lives.js';
import type { CycleData } from '../cycle/cycle-data.js';
import { cycleDates, templatesIn } from './cycle-dates.js';
import { lastDayOf } from './due-for.js';
import { isStopped } from './stands-still.js';

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
  const { data, workflow, state } = life;
  const mayChange = workflow.root.hears(state, 'DeadlineProposalAccepted');
  const isSet = Object.values(data.deadlines).some(({ derivation }) => derivation !== undefined);
  const diff =
    mayChange && isSet
      ? diffOfDeadlines(life, datesToCountFrom(data), calendar, today)
      : { moves: [], added: [], impossible: [] };
  const proposal = digestOf(diff, fingerprint);
  const open =
    diff.moves.length + diff.added.length > 0 && data.declinedProposal?.proposal !== proposal;
  return { ...diff, proposal, open };
}

/**
 * The dates of a cycle; what was counted from a day that the cycle does not know itself, because a person named
 * it, is still counted from that day.
 */
function datesToCountFrom(data: Readonly<CycleData>): CycleDates {
  const { year, days } = cycleDates(data);
  const named = Object.values(data.deadlines).flatMap(({ derivation }) =>
    derivation ? [[derivation.anchor.name, derivation.anchor.day] as const] : [],
  );
  const known = Object.entries(days).filter(([, day]) => day !== undefined);
  return { year, days: Object.fromEntries([...named, ...known]) };
}

/** What would have to be done so that the deadlines of a cycle are those of its templates on some dates. */
export function diffOfDeadlines(
  life: Readonly<CycleLife>,
  dates: CycleDates,
  calendar: WorkingCalendar,
  today: string,
): DeadlineDiff {
  const templates = templatesIn(life.workflow.definition.documents);
  return diffDeadlines(
    currentDeadlines(life, today),
    computeDeadlines(templates, dates, calendar, today),
  );
}

/**
 * The digest of what a proposal says: what would move from when to when, whether it can or cannot, so that it
 * does not become another one by the mere passing of a day.
 */
export function digestOf(
  { moves, added, impossible }: DeadlineDiff,
  fingerprint: (value: unknown) => string,
): string {
  const changes = [
    ...moves.map(({ deadlineId, from, computed }) => ({ deadlineId, from, computed })),
    ...added.map((computed) => ({ deadlineId: undefined, from: undefined, computed })),
    ...impossible.map(({ deadlineId, from, computed }) => ({ deadlineId, from, computed })),
  ].map(({ deadlineId, from, computed: { key, due: to } }) => ({
    ...{ key, to },
    ...present({ deadlineId, from }),
  }));
  return fingerprint(changes.toSorted((one, other) => (one.key < other.key ? -1 : 1)));
}

/**
 * The deadlines of a cycle as a proposal looks at them. One that is over and was not missed was met: what it
 * was about is done, and moves no more.
 */
function currentDeadlines(
  { data, parts }: Readonly<CycleLife>,
  today: string,
): readonly CurrentDeadline[] {
  return Object.values(data.deadlines).map((deadline) => {
    const { deadlineId, kind, due, derivation } = deadline;
    const standing = parts['deadline']?.[deadlineId];
    const runs = standing === 'running' && (lastDayOf(deadline) >= today || isStopped(data));
    const stands = runs || standing === 'missed';
    return { deadlineId, kind, due, stands, ...present({ derivation }) };
  });
}
