import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import type { Person, Role } from '#people';
import { Projection } from '#projections';
import type { Workflows } from '#workflow';
import { lastUsefulDay } from '../co-programming/last-useful-day.js';
import type { LifeData } from '../life-data.js';
import { onFact } from '../read-side/on-fact.js';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { Standings, standingTables } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import { categories, type DeadlineKind } from '../value-sets.js';
import { followTasks, taskTables } from './tasks.js';
import { whyTheirs, type Why } from './why-theirs.js';

/** What a task is about; `category` is a category of participation that may be exempted. */
export type SubjectKind =
  | 'cycle'
  | 'scheda'
  | 'meeting'
  | 'contribution'
  | 'question'
  | 'category'
  | 'prescription'
  | 'promise'
  | 'application'
  | 'theme';

/** Something a person has to do. */
export interface Task {
  readonly cycleId: string;
  readonly subject: {
    readonly kind: SubjectKind;
    readonly id: string;
    /** Its title, or its text. */
    readonly label: string;
    /** The code, for a scheda. */
    readonly code: string | null;
    readonly unitId: string | null;
  };
  /** What has to be done. */
  readonly it: string;
  readonly en: string;
  /**
   * The last day for it: one asked of it alone, else that of the deadline of its kind, else the one said
   * otherwise: the last useful day to decide on co-programming, the day units are to report by.
   */
  readonly due: string | null;
  /** The kind of deadline that says by when, whether or not one is set. */
  readonly dueKind: DeadlineKind | null;
  /** Why it is theirs. */
  readonly why: Why;
  /** Instant since when it waits, ISO 8601 UTC. */
  readonly since: string;
}

/** What everybody has to do, by when and since when: the work that the states await. */
export class WorklistProjection extends Projection {
  readonly name = 'worklist';
  readonly version = 2;
  readonly filter: LogFilter = { categories: ['cycle'] };
  readonly schema = `${standingTables} ${taskTables}
    CREATE TABLE subject (
      cycle_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      label TEXT NOT NULL,
      code TEXT,
      unit_id TEXT,
      due TEXT, -- a day asked of this one alone, before the deadline of the cycle
      PRIMARY KEY (cycle_id, kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE deadline (
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      due TEXT NOT NULL,
      PRIMARY KEY (cycle_id, deadline_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE day_without_deadline ( -- where nobody set a deadline of the kind
      cycle_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      day TEXT NOT NULL,
      PRIMARY KEY (cycle_id, kind)
    ) STRICT, WITHOUT ROWID;
  `;
  readonly #standings: Standings;

  constructor(workflows: Workflows<LifeData>) {
    super();
    this.#standings = new Standings(workflows);
  }

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const step = this.#standings.step(event, database);
    if (!step) return;
    noteSubject(step, database);
    noteDeadline(step, database);
    followTasks(step, database);
  }
}

/** What is to be shown of the things tasks are about. */
const noteSubject = onFact({
  CycleDrafted({ title }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'cycle', cycleId, title, null, null);
  },
  SchedaAssigned({ schedaId, title, code, unitId }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'scheda', schedaId, title, code, unitId);
  },
  SchedaCarriedOver({ schedaId, title, code, unitId }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'scheda', schedaId, title, code, unitId);
  },
  SchedaReassigned({ schedaId, toUnitId }, { cycleId }, database) {
    moveScheda(database).run(toUnitId, cycleId, schedaId);
  },
  SchedaRevised({ schedaId, changes: { title } }, { cycleId }, database) {
    if (typeof title === 'string') renameScheda(database).run(title, cycleId, schedaId);
  },
  SchedaReturned({ schedaId, due }, { cycleId }, database) {
    schedule(database).run(due ?? null, cycleId, 'scheda', schedaId);
  },
  SchedaSubmitted({ schedaId }, { cycleId }, database) {
    schedule(database).run(null, cycleId, 'scheda', schedaId);
  },
  MeetingScheduled({ meetingId, title }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'meeting', meetingId, title, null, null);
  },
  ContributionReceived({ contributionId, body }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'contribution', contributionId, body, null, null);
  },
  ApplicationReceived({ applicationId, body }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'application', applicationId, body, null, null);
  },
  ThemeProposed({ themeId, name }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'theme', themeId, name, null, null);
  },
  QuestionRaised({ questionId, text }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'question', questionId, text, null, null);
  },
  /** It is of no unit: the office has it on its list, and any head may help to meet it. */
  PrescriptionSet({ prescriptionId, text, due }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'prescription', prescriptionId, text, null, null);
    schedule(database).run(due ?? null, cycleId, 'prescription', prescriptionId);
  },
  PromiseMade({ promiseId, text, due }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'promise', promiseId, text, null, null);
    schedule(database).run(due ?? null, cycleId, 'promise', promiseId);
  },
  CategoryExemptionProposed({ category }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'category', category, categories[category], null, null);
  },
});

const noteDeadline = onFact({
  DeadlineSet({ deadlineId, kind, due }, { cycleId }, database) {
    addDeadline(database).run(cycleId, deadlineId, kind, due);
  },
  DeadlineExtended({ deadlineId, to }, { cycleId }, database) {
    moveDeadline(database).run(to, cycleId, deadlineId);
  },
  DeadlineShortened({ deadlineId, to }, { cycleId }, database) {
    moveDeadline(database).run(to, cycleId, deadlineId);
  },
  DeadlineWaived({ deadlineId }, { cycleId }, database) {
    removeDeadline(database).run(cycleId, deadlineId);
  },
  TargetApprovalSet({ date }, { cycleId }, database) {
    const kind: DeadlineKind = 'CO_PROGRAMMING_DECISION';
    setDay(database).run(cycleId, kind, lastUsefulDay(date));
  },
  FinalReportStarted({ due }, { cycleId }, database) {
    const kind: DeadlineKind = 'FINAL_REPORT';
    if (due !== undefined) setDay(database).run(cycleId, kind, due);
  },
});

const addSubject = statement('INSERT OR REPLACE INTO subject VALUES (?, ?, ?, ?, ?, ?, NULL)');
const SCHEDA = "WHERE cycle_id = ? AND kind = 'scheda' AND id = ?";
const moveScheda = statement(`UPDATE subject SET unit_id = ? ${SCHEDA}`);
const renameScheda = statement(`UPDATE subject SET label = ? ${SCHEDA}`);
const schedule = statement('UPDATE subject SET due = ? WHERE cycle_id = ? AND kind = ? AND id = ?');
const addDeadline = statement('INSERT INTO deadline VALUES (?, ?, ?, ?)');
const moveDeadline = statement(
  'UPDATE deadline SET due = ? WHERE cycle_id = ? AND deadline_id = ?',
);
const removeDeadline = statement('DELETE FROM deadline WHERE cycle_id = ? AND deadline_id = ?');
const setDay = statement('INSERT OR REPLACE INTO day_without_deadline VALUES (?, ?, ?)');

/** Which part of a worklist is wanted. */
export interface WorklistQuery extends PageRequest {
  readonly cycleId?: string | undefined;
}

/** Those who have only the work of their own unit. */
const boundToUnit: ReadonlySet<Role> = new Set(['UH', 'RF']);

/**
 * What a person has to do: the earliest due first, then what has waited longest; without a due day last.
 * @throws InvalidCursor
 */
export function worklistOf(
  database: DatabaseSync,
  person: Person,
  query: WorklistQuery = {},
): Page<Task> {
  const { zone, role, unitId = null } = person;
  const bound = Number(boundToUnit.has(role));
  const filter = { zone, role, unitId, bound, cycleId: query.cycleId ?? null };
  const [due, since, cycleId, kind, id, it] = placeOf(query, ['', '', '', '', '', '']);
  const last = { lastDue: due, lastSince: since, lastCycleId: cycleId };
  const rows = list(database).all({
    ...filter,
    ...last,
    lastKind: kind,
    lastId: id,
    lastIt: it,
    limit: rowsToRead(query),
  });
  const total = countMatching(database).get(filter)?.['total'] as number;
  const why = whyTheirs(role);
  return page(
    rows.map((row) => task(row, why)),
    total,
    query,
    ({ due, since, cycleId, subject, it }) => [
      due ?? NEVER,
      ...[since, cycleId, subject.kind, subject.id, it],
    ],
  );
}

/** Sorts after every day. */
const NEVER = '9999-12-31';
const MATCHING = `
  FROM task JOIN subject USING (cycle_id, kind, id)
  WHERE zone = :zone AND possible = 1 AND (:cycleId IS NULL OR cycle_id = :cycleId)
    AND EXISTS (SELECT 1 FROM json_each(roles) WHERE value = :role)
    AND (:bound = 0 OR unit_id = :unitId)`;
const list = statement(`
  SELECT * FROM (
    SELECT cycle_id AS cycleId, kind, id, label, code, unit_id AS unitId, it, en,
      due_kind AS dueKind, since,
      CASE WHEN due_kind IS NOT NULL OR done_by IN ('PrescriptionMet', 'PromiseKept') THEN coalesce(own_due, due, (
        SELECT min(deadline.due) FROM deadline
        WHERE deadline.cycle_id = task.cycle_id AND deadline.kind = due_kind
      ), (
        SELECT day FROM day_without_deadline AS other
        WHERE other.cycle_id = task.cycle_id AND other.kind = due_kind
      )) END AS due
    ${MATCHING}
  )
  WHERE (coalesce(due, '${NEVER}'), since, cycleId, kind, id, it)
      > (:lastDue, :lastSince, :lastCycleId, :lastKind, :lastId, :lastIt)
  ORDER BY coalesce(due, '${NEVER}'), since, cycleId, kind, id, it
  LIMIT :limit`);
const countMatching = statement(`SELECT count(*) AS total ${MATCHING}`);

function task(row: Readonly<Record<string, unknown>>, why: Why): Task {
  const { kind, id, label, code, unitId, ...rest } = row;
  // The rest are the columns of `list`, named after the fields of Task.
  return { ...rest, subject: { kind, id, label, code, unitId }, why } as unknown as Task;
}
