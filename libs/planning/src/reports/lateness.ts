import type { DatabaseSync } from 'node:sqlite';
import { daysBetween } from '#calendar';
import { aboutSchede, isAboutSchede } from '../deadline/met-by.js';
import { page, placeOf, type Page, type PageRequest } from '../read-side/page.js';
import { statement } from '../read-side/statement.js';
import { unitsAsJson } from './of-units.js';
import { deadlineKinds, type DeadlineBasis, type DeadlineKind } from '../value-sets.js';
import type { ByWhom } from './who-did.js';

/**
 * How something stands towards its deadline on a day. `open`: not done, and there is still time, or time
 * stands still because the cycle is suspended and its deadlines with it; `missing`: not done, and the day is over,
 * also where the work before it is not done; `notOwed`:
 * not done, and nobody waits for it (withdrawn, left out, excused, dropped, in revision, or the whole cycle is
 * over: closed, abandoned, annulled, revoked); `noDeadline`: there
 * is none, or it was over before the scheda began; `waived`, `cancelled`: there was one.
 */
export type Lateness = (typeof latenesses)[number];
export const latenesses = [
  ...(['onTime', 'late', 'missing', 'open', 'notOwed', 'noDeadline', 'waived'] as const),
  'cancelled',
] as const;

/** The work on a scheda that a deadline of a kind is about. */
export interface SchedaLateness {
  readonly schedaId: string;
  readonly code: string;
  readonly title: string;
  readonly unitId: string;
  readonly kind: DeadlineKind;
  /** The last day for its unit: a deadline may be extended for one unit alone. */
  readonly due: string | null;
  /** When it was first done. */
  readonly doneOn: string | null;
  /** Whether it is owed once more, as after a return. */
  readonly owedAgain: boolean;
  /** Calendar days after the due day; 0 when in time, null without a deadline or a debt. */
  readonly daysLate: number | null;
  readonly lateness: Lateness;
  /** Where the scheda stands on that day. */
  readonly state: string;
}

/** A deadline of the cycle, with everything that was done to it. */
export interface DeadlineLateness {
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  readonly label: string;
  readonly basis: DeadlineBasis;
  /** For all; null once it is waived or cancelled. */
  readonly due: string | null;
  /** When it was met; where it is about schede, by the last of them. */
  readonly doneOn: string | null;
  readonly daysLate: number | null;
  readonly lateness: Lateness;
  /** Whether what was done once is owed once more: of schede, that of any of them that it binds. */
  readonly owedAgain: boolean;
  /** How many schede stand how, where the deadline is about schede. */
  readonly schede: Readonly<Partial<Record<Lateness, number>>> | null;
  readonly history: readonly DeadlineChange[];
}

export interface DeadlineChange extends ByWhom {
  readonly revision: number;
  readonly type: string;
  readonly on: string;
  readonly due: string | null;
  /** The unit for which it was extended; null for all. */
  readonly unitId: string | null;
  readonly reason: string | null;
  readonly act: string | null;
}

export interface LatenessQuery extends PageRequest {
  readonly cycleId: string;
  /** What happened after this day is left out. */
  readonly on: string;
  /** Only schede of these units. */
  readonly unitIds?: readonly string[] | undefined;
  readonly kind?: DeadlineKind | undefined;
  readonly lateness?: Lateness | undefined;
}

/** Each scheda under each kind, by kind and code. @throws InvalidCursor */
export function schedeLateness(database: DatabaseSync, query: LatenessQuery): Page<SchedaLateness> {
  const [lastKind, lastCode] = placeOf(query, ['', '']);
  const rows = everyScheda(database, query)
    .filter(({ kind }) => query.kind === undefined || kind === query.kind)
    .filter(({ lateness }) => query.lateness === undefined || lateness === query.lateness)
    .toSorted((one, other) => compare([one.kind, one.code], [other.kind, other.code]));
  const further = rows.filter(({ kind, code }) => compare([kind, code], [lastKind, lastCode]) > 0);
  return page(further, rows.length, query, ({ kind, code }) => [kind, code]);
}

type Key = readonly [string, string];
const compare = ([kind, code]: Key, [otherKind, otherCode]: Key): number =>
  kind < otherKind ? -1 : kind > otherKind ? 1 : code < otherCode ? -1 : Number(code > otherCode);

/**
 * The deadlines of a cycle, by the day they are due; those that are waived last.
 * @param all `everyScheda` of the same query, for whoever has it
 */
export function deadlinesLateness(
  database: DatabaseSync,
  query: LatenessQuery,
  all?: readonly SchedaLateness[],
): readonly DeadlineLateness[] {
  const { cycleId, on } = query;
  const deadlines = deadlinesOf(database, query);
  const schede = Map.groupBy(all ?? everyScheda(database, query, deadlines), ({ kind }) => kind);
  const stoppedFrom = stoppedSince(database, query);
  const isOwed = !isOver(database, query);
  const nth = new Map<DeadlineKind, number>();
  const known = new Map<DeadlineKind, WorkOfCycle>();
  const workOn = (kind: DeadlineKind): WorkOfCycle => {
    const work = known.get(kind) ?? workOfCycle(database, cycleId, kind, on);
    known.set(kind, work);
    return work;
  };
  return deadlines.map((whole) => {
    const { deadlineId, kind, basis, history } = whole;
    const { due, ended } = dueFor(whole, undefined);
    const place = nth.get(kind) ?? 0;
    nth.set(kind, place + 1);
    const deadline = { deadlineId, kind, label: deadlineKinds[kind], basis, due, history };
    if (isAboutSchede(kind)) {
      const its = schede.get(kind) ?? [];
      const standing = { due, ended, isOwed, on, stoppedFrom };
      const verdict =
        query.unitIds === undefined && isAboutNone(its)
          ? ofNone(its, standing)
          : together(its, ended);
      const owedAgain = !ended && its.some((each) => each.owedAgain && each.due !== null);
      return { ...deadline, ...verdict, owedAgain, schede: countOf(its) };
    }
    // Checkpoints come one after another: the first deadline is about the first of them.
    const said = history.findLast(({ type }) => type === 'DeadlineMet')?.on;
    const work = workOn(kind);
    const doneOn = said ?? doneTowards(work, due)[kind === 'CHECKPOINT' ? place : 0]?.day ?? null;
    const verdict = verdictOf({ due, ended, doneOn, isOwed, on, stoppedFrom });
    const owedAgain = due !== null && isOwed && isToBeDoneAnew(work);
    // What is said to be met and then taken back was not.
    return { ...deadline, ...verdict, doneOn: ended ? null : doneOn, owedAgain, schede: null };
  });
}

/** When work on a cycle as a whole was done, and from when on it was to be done anew, in the order it was recorded. */
interface WorkOfCycle {
  readonly done: readonly OnDay[];
  readonly undone: readonly OnDay[];
}

interface OnDay {
  readonly revision: number;
  readonly day: string;
}

function workOfCycle(
  database: DatabaseSync,
  cycleId: string,
  kind: DeadlineKind,
  on: string,
): WorkOfCycle {
  // The columns are named after the fields.
  return {
    done: doneInCycle(database).all(cycleId, kind, on) as unknown as readonly OnDay[],
    undone: undoneInCycle(database).all(cycleId, kind, on) as unknown as readonly OnDay[],
  };
}

/**
 * What was done in the round to which a last day belongs: a rejection makes nobody late who was in time, and a day that
 * comes after it is kept by what is done after it.
 */
function doneTowards({ done, undone }: WorkOfCycle, due: string | null): readonly OnDay[] {
  const before = undone.findLast(({ day }) => due !== null && day < due)?.revision ?? 0;
  return done.filter(({ revision }) => revision > before);
}

/** Whether it was done, and has not been done anew since it had to be. */
function isToBeDoneAnew({ done, undone }: WorkOfCycle): boolean {
  const last = undone.at(-1)?.revision ?? 0;
  const latest = done.at(-1)?.revision ?? 0;
  return latest > 0 && latest < last;
}

type Verdict = Pick<DeadlineLateness, 'lateness' | 'daysLate' | 'doneOn'>;

/** A deadline of many schede stands as the one of them that stands worst. */
function together(rows: readonly SchedaLateness[], ended: Ended | undefined): Verdict {
  if (ended) return { lateness: ended, daysLate: null, doneOn: null };
  const worst = (['missing', 'open', 'late', 'onTime'] as const).find((lateness) =>
    rows.some((row) => row.lateness === lateness),
  );
  if (!worst) return { lateness: 'notOwed', daysLate: null, doneOn: null };
  const counted = rows.filter(({ lateness }) => lateness !== 'notOwed');
  const daysLate = Math.max(0, ...rows.flatMap((row) => row.daysLate ?? []));
  return { lateness: worst, daysLate, doneOn: lastDone(counted) };
}

/** Whether no scheda was there by its day: there is none at all, or each began when it was over. */
const isAboutNone = (rows: readonly SchedaLateness[]): boolean =>
  rows.every(({ lateness }) => lateness === 'noDeadline');

/** Where there was no scheda by its day nobody met it: it is met, late, once those that came after have all done it. */
function ofNone(rows: readonly SchedaLateness[], standing: Omit<Standing, 'doneOn'>): Verdict {
  const doneOn = standing.ended ? null : lastDone(rows);
  return { ...verdictOf({ ...standing, doneOn }), doneOn };
}

/** The day on which the last of some schede was first done; null while one is not, and where there is none. */
function lastDone(rows: readonly SchedaLateness[]): string | null {
  const days = rows.flatMap(({ doneOn }) => doneOn ?? []);
  return days.length < rows.length ? null : (days.toSorted().at(-1) ?? null);
}

function countOf(rows: readonly SchedaLateness[]): Partial<Record<Lateness, number>> {
  const counts: Partial<Record<Lateness, number>> = {};
  for (const { lateness } of rows) counts[lateness] = (counts[lateness] ?? 0) + 1;
  return counts;
}

/**
 * Each scheda under each kind of deadline that is about schede, by kind and code: under one of which a deadline is
 * set however far it has come, under another once it was owed, or was done.
 */
export function everyScheda(
  database: DatabaseSync,
  query: LatenessQuery,
  deadlines = deadlinesOf(database, query),
): readonly SchedaLateness[] {
  const { cycleId, on } = query;
  const stoppedFrom = stoppedSince(database, query);
  const goesOn = !isOver(database, query);
  const reportDue = dueOfReport(database).get(cycleId, on)?.['due'] as string | undefined;
  const schede = schedeOn(database, query);
  const done = doneOnSchede(database, query);
  const withoutDeadline = aboutSchede.filter((kind) => !deadlines.some((one) => one.kind === kind));
  const owed = withoutDeadline.length === 0 ? undefined : onceOwed(database, query);
  return aboutSchede.flatMap((kind) => {
    const its = deadlines.filter((each) => each.kind === kind);
    return schede.flatMap(({ beganOn, owes, ahead, ...scheda }) => {
      const doneOn = done.get(workKey(kind, scheda.schedaId)) ?? null;
      const cameToIt = doneOn !== null || owed?.has(workKey(kind, scheda.schedaId));
      if (its.length === 0 && !cameToIt) return [];
      const dues = its.map((deadline) => dueFor(deadline, scheda.unitId));
      const running = dues.flatMap((each) => each.due ?? []).toSorted();
      const ended = running.length > 0 ? undefined : dues.at(-1)?.ended;
      // Where nobody set a deadline, the day said when the final report began.
      const said = kind === 'FINAL_REPORT' && its.length === 0 ? reportDue : running[0];
      const due = said === undefined || said < beganOn ? null : said;
      // What comes before it may not be done yet.
      const isOwed = goesOn && (owes.includes(kind) || ahead.includes(kind));
      const verdict = verdictOf({ due, ended, doneOn, isOwed, on, stoppedFrom });
      const owedAgain = doneOn !== null && isOwed;
      return [{ ...scheda, doneOn, kind, due, owedAgain, ...verdict }];
    });
  });
}

/** A scheda as it stood on a day. */
interface SchedaOn extends Pick<
  SchedaLateness,
  'schedaId' | 'code' | 'title' | 'unitId' | 'state'
> {
  readonly beganOn: string;
  /** What its state waits for, and what it will wait for once that is done. */
  readonly owes: readonly string[];
  readonly ahead: readonly string[];
}

/** The schede of a cycle that had begun, by code. */
function schedeOn(database: DatabaseSync, query: LatenessQuery): readonly SchedaOn[] {
  const { cycleId, on } = query;
  return schedeThatBegan(database)
    .all({ cycleId, units: unitsAsJson(query), on })
    .map((row) => {
      // The columns are named after the fields; two of them are JSON.
      const { owes, ahead, ...scheda } = row as unknown as Omit<SchedaOn, 'owes' | 'ahead'> &
        Readonly<Record<'owes' | 'ahead', string>>;
      return { ...scheda, owes: kindsIn(owes), ahead: kindsIn(ahead) };
    });
}

// The column holds a list of kinds of deadlines.
const kindsIn = (column: string): readonly string[] => JSON.parse(column) as readonly string[];

/** Work of a kind on one scheda, as a key. */
const workKey = (kind: string, schedaId: string): string => `${kind} ${schedaId}`;

interface Work {
  readonly kind: string;
  readonly schedaId: string;
}

/** When each work on each scheda was first done. */
function doneOnSchede(
  database: DatabaseSync,
  { cycleId, on }: LatenessQuery,
): ReadonlyMap<string, string> {
  const rows = firstDone(database).all(cycleId, on) as unknown as readonly (Work & {
    readonly day: string;
  })[];
  return new Map(rows.map(({ kind, schedaId, day }) => [workKey(kind, schedaId), day]));
}

/** Which work on which scheda was owed so far. */
function onceOwed(database: DatabaseSync, { cycleId, on }: LatenessQuery): ReadonlySet<string> {
  const rows = everOwed(database).all(cycleId, on) as unknown as readonly Work[];
  return new Set(rows.map(({ kind, schedaId }) => workKey(kind, schedaId)));
}

type Ended = 'waived' | 'cancelled';

/** What a verdict rests on. */
interface Standing {
  readonly due: string | null;
  readonly ended: Ended | undefined;
  readonly doneOn: string | null;
  readonly isOwed: boolean;
  readonly on: string;
  readonly stoppedFrom: string | undefined;
}

function verdictOf(standing: Standing): Pick<SchedaLateness, 'lateness' | 'daysLate'> {
  const { due, ended, doneOn, isOwed, on, stoppedFrom } = standing;
  if (due === null) return { lateness: ended ?? 'noDeadline', daysLate: null };
  if (doneOn === null && !isOwed) return { lateness: 'notOwed', daysLate: null };
  // What had not passed when time stopped does not pass until it goes on.
  const standsStill = doneOn === null && stoppedFrom !== undefined && due >= stoppedFrom;
  const daysLate = standsStill ? 0 : Math.max(0, daysBetween(due, doneOn ?? on));
  if (doneOn !== null) return { lateness: daysLate > 0 ? 'late' : 'onTime', daysLate };
  return { lateness: daysLate > 0 ? 'missing' : 'open', daysLate };
}

interface Deadline {
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  readonly basis: DeadlineBasis;
  readonly history: readonly DeadlineChange[];
}

/** The last day of a deadline, for one unit or for all; none once it has ended. */
function dueFor(
  { history }: Deadline,
  unitId: string | undefined,
): { readonly due: string | null; readonly ended: Ended | undefined } {
  const forAll = history.findLast(({ unitId, type }) => unitId === null && type !== 'DeadlineMet');
  const due = forAll?.due ?? null;
  if (due === null) {
    return { due, ended: forAll?.type === 'DeadlineCancelled' ? 'cancelled' : 'waived' };
  }
  const own = history.findLast((change) => change.unitId !== null && change.unitId === unitId);
  return { due: own?.due && own.due > due ? own.due : due, ended: undefined };
}

/** Whether the cycle was closed, or had ended before its time, on the day asked for. */
export function isOver(
  database: DatabaseSync,
  { cycleId, on }: Pick<LatenessQuery, 'cycleId' | 'on'>,
): boolean {
  return overOn(database).get({ cycleId, on }) !== undefined;
}

/** Since when the deadlines of a cycle stood still on the day asked for, if they did. */
function stoppedSince(database: DatabaseSync, { cycleId, on }: LatenessQuery): string | undefined {
  const since = standstillOn(database).get({ cycleId, on })?.['since'];
  return typeof since === 'string' ? since : undefined;
}

/** The deadlines that had been set by the day asked for, with what had been done to them by then. */
function deadlinesOf(database: DatabaseSync, { cycleId, on }: LatenessQuery): readonly Deadline[] {
  // The columns of both statements are named after the fields.
  const changes = changesOf(database).all(cycleId, on) as unknown as readonly (DeadlineChange & {
    readonly deadlineId: string;
  })[];
  const deadlines = allDeadlines(database).all(cycleId) as unknown as readonly Omit<
    Deadline,
    'history'
  >[];
  const ofEach = Map.groupBy(changes, ({ deadlineId }) => deadlineId);
  return deadlines
    .map((deadline) => ({
      ...deadline,
      history: (ofEach.get(deadline.deadlineId) ?? []).map(({ deadlineId, ...change }) => change),
    }))
    .filter(({ history }) => history.length > 0)
    .map((deadline) => ({ deadline, due: dueFor(deadline, undefined).due ?? NEVER }))
    .toSorted((one, other) =>
      compare([one.due, one.deadline.kind], [other.due, other.deadline.kind]),
    )
    .map(({ deadline }) => deadline);
}

/** Sorts after every day. */
const NEVER = '9999-12-31';
const changesOf = statement(`
  SELECT deadline_id AS deadlineId, revision, type, day AS "on", due, unit_id AS unitId, person_id AS "by", role,
    on_behalf_of AS onBehalfOf, acted_as AS actedAs, reason, act
  FROM deadline_change WHERE cycle_id = ? AND day <= ? ORDER BY revision`);
const allDeadlines = statement(`
  SELECT deadline_id AS deadlineId, kind, basis FROM deadline WHERE cycle_id = ?
  ORDER BY deadline_id`);
const dueOfReport = statement(`
  SELECT due FROM report_due WHERE cycle_id = ? AND day <= ? ORDER BY revision DESC LIMIT 1`);
const standstillOn = statement(`
  SELECT min(from_on) AS since FROM standstill
  WHERE cycle_id = :cycleId AND from_on <= :on AND (to_on IS NULL OR to_on > :on)`);
const overOn = statement(`
  SELECT 1 FROM over
  WHERE cycle_id = :cycleId AND from_on <= :on AND (to_on IS NULL OR to_on > :on)`);
const doneInCycle = statement(`
  SELECT revision, day FROM done WHERE cycle_id = ? AND kind = ? AND scheda_id = '' AND day <= ?
  ORDER BY revision`);
const undoneInCycle = statement(`
  SELECT revision, day FROM undone WHERE cycle_id = ? AND kind = ? AND day <= ? ORDER BY revision`);
const schedeThatBegan = statement(`
  SELECT scheda_id AS schedaId, code, title, scheda.unit_id AS unitId, began_on AS beganOn, current.state,
    current.owes, current.ahead
  FROM scheda JOIN stay AS current USING (cycle_id, scheda_id)
  WHERE cycle_id = :cycleId AND began_on <= :on
    AND (:units IS NULL OR scheda.unit_id IN (SELECT value FROM json_each(:units)))
    AND current.number = (
      SELECT max(number) FROM stay
      WHERE stay.cycle_id = scheda.cycle_id AND stay.scheda_id = scheda.scheda_id AND from_on <= :on)
  ORDER BY code`);
const firstDone = statement(`
  SELECT kind, scheda_id AS schedaId, min(day) AS day FROM done
  WHERE cycle_id = ? AND scheda_id <> '' AND day <= ? GROUP BY kind, scheda_id`);
const everOwed = statement(`
  SELECT DISTINCT value AS kind, scheda_id AS schedaId FROM stay, json_each(owes)
  WHERE cycle_id = ? AND from_on <= ?`);
