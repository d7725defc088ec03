import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import type { WorkingCalendar } from '#calendar';
import type { Person } from '#people';
import type { DefinitionReference, Workflow, Workflows } from '#workflow';
import { lastUsefulDay } from '../co-programming/last-useful-day.js';
import { cycleName } from '../cycle/cycle-id.js';
import { isMetByWord } from '../deadline/met-by.js';
import type { LifeData } from '../life-data.js';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import {
  closingOf,
  currentUnit,
  headOf,
  type OrganisationOn,
} from '../organisation/organisation.js';
import {
  followOrganisation,
  organisationIn,
  organisationTable,
} from '../organisation/organisation.table.js';
import { onFact } from '../read-side/on-fact.js';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { followTitles, schedaTitleTable } from '../read-side/scheda-titles.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep, type MigratedPart } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import { categories, deadlineKinds, type DeadlineKind } from '../value-sets.js';
import { followLabels, labelTable } from './labels.js';
import {
  changeAwaited,
  changesCalendar,
  followOfficeCalendar,
  followTasks,
  taskTables,
  weighAll,
} from './tasks.js';
import { standpointsOf, type Standpoint } from './standpoints.js';
import type { Why } from './why-theirs.js';

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
  | 'deadline'
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
    /** The unit it is of; of one that was merged, the unit in which it goes on. */
    readonly unitId: string | null;
    /** Of a scheda: the head of its unit today; where the organisation knows none, whom it was given to. */
    readonly headPersonId: string | null;
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
  /** The type of the fact by which it is done: `ProposalEndorsed`. */
  readonly doneBy: string;
  /** The person for whom it would be done; null for one's own. */
  readonly onBehalfOf: string | null;
  /** Why it is theirs. */
  readonly why: Why;
  /** Instant since when it waits, ISO 8601 UTC. */
  readonly since: string;
}

/** What everybody has to do, by when and since when: the work that the states await. */
export class WorklistProjection extends LifeProjection {
  readonly name = 'worklist';
  readonly version = 10;
  readonly filter: LogFilter = { categories: ['cycle', 'register'] };
  readonly schema = `${standingTables} ${taskTables} ${organisationTable}
    ${schedaTitleTable} ${labelTable}
    CREATE TABLE subject (
      cycle_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      label TEXT NOT NULL,
      code TEXT,
      unit_id TEXT,
      due TEXT, -- a day asked of this one alone, before the deadline of the cycle
      person_id TEXT, -- whom a scheda was given to
      PRIMARY KEY (cycle_id, kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE addressed ( -- the schede a prescription is addressed to
      cycle_id TEXT NOT NULL,
      prescription_id TEXT NOT NULL,
      scheda_id TEXT NOT NULL,
      PRIMARY KEY (cycle_id, prescription_id, scheda_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE deadline (
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      due TEXT NOT NULL,
      PRIMARY KEY (cycle_id, deadline_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE deadline_for_unit ( -- extended for one unit alone
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      unit_id TEXT NOT NULL,
      due TEXT NOT NULL,
      PRIMARY KEY (cycle_id, deadline_id, unit_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE target ( -- the day by which a plan is to be approved
      cycle_id TEXT PRIMARY KEY,
      day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE day_without_deadline ( -- where nobody set a deadline of the kind
      cycle_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      day TEXT NOT NULL,
      PRIMARY KEY (cycle_id, kind)
    ) STRICT, WITHOUT ROWID;
  `;

  constructor(private readonly workflows: Workflows<LifeData>) {
    super(workflows);
  }

  protected follow(step: CycleStep, database: DatabaseSync, event: RecordedEvent): void {
    if (followOrganisation(step, event, database)) {
      followOfficeCalendar(step, database);
      if (changesCalendar(step.fact)) countUsefulDaysAnew(step, this.workflows, database);
      return;
    }
    noteSubject(step, database);
    followLabels(step, database);
    const renamed = followTitles(step, database);
    if (renamed) renameScheda(database).run(renamed.title, step.cycleId, renamed.schedaId);
    noteDeadline(step, database);
    followTasks(step, database);
  }

  protected override rename(part: MigratedPart, step: CycleStep, database: DatabaseSync): void {
    changeAwaited(step, part, database);
    // After the last: what is possible hangs on the whole and on every part.
    if (part === step.migrated?.parts.at(-1)) weighAll(step, database);
  }
}

/** What is to be shown of the things tasks are about. */
const noteSubject = onFact({
  CycleDrafted({ title }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'cycle', cycleId, title, null, null);
  },
  SchedaAssigned({ schedaId, title, code, unitId, personId }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'scheda', schedaId, title, code, unitId);
    giveScheda(database).run(unitId, personId, cycleId, schedaId);
  },
  SchedaCarriedOver({ schedaId, title, code, unitId, personId }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'scheda', schedaId, title, code, unitId);
    giveScheda(database).run(unitId, personId, cycleId, schedaId);
  },
  SchedaReassigned({ schedaId, toUnitId, toPersonId }, { cycleId }, database) {
    giveScheda(database).run(toUnitId, toPersonId, cycleId, schedaId);
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
  /** The office has it on its list, and the heads of the units whose schede it is addressed to. */
  PrescriptionSet({ prescriptionId, text, due, schedaIds = [] }, { cycleId }, database) {
    addSubject(database).run(cycleId, 'prescription', prescriptionId, text, null, null);
    schedule(database).run(due ?? null, cycleId, 'prescription', prescriptionId);
    for (const schedaId of schedaIds) address(database).run(cycleId, prescriptionId, schedaId);
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
    if (!isMetByWord(kind)) return;
    addSubject(database).run(cycleId, 'deadline', deadlineId, deadlineKinds[kind], null, null);
    schedule(database).run(due, cycleId, 'deadline', deadlineId);
  },
  DeadlineExtended({ deadlineId, to, unitId }, { cycleId }, database) {
    if (unitId === undefined) move(to, cycleId, deadlineId, database);
    else extendForUnit(database).run(cycleId, deadlineId, unitId, to);
  },
  DeadlineShortened({ deadlineId, to }, { cycleId }, database) {
    move(to, cycleId, deadlineId, database);
  },
  DeadlineWaived({ deadlineId }, { cycleId }, database) {
    removeDeadline(database).run(cycleId, deadlineId);
  },
  DeadlineCancelled({ deadlineId }, { cycleId }, database) {
    removeDeadline(database).run(cycleId, deadlineId);
  },
  TargetApprovalSet({ date }, step, database) {
    const { cycleId, workflow } = step;
    aimAt(database).run(cycleId, date);
    countUsefulDay(cycleId, date, workflow, calendarOn(step, database), database);
  },
  FinalReportStarted({ due }, { cycleId }, database) {
    const kind: DeadlineKind = 'FINAL_REPORT';
    if (due !== undefined) setDay(database).run(cycleId, kind, due);
  },
});

/** The last useful day to decide on co-programming, on the days that the office works. */
function countUsefulDay(
  cycleId: string,
  target: string,
  { definition }: Workflow<LifeData>,
  calendar: WorkingCalendar,
  database: DatabaseSync,
): void {
  const kind: DeadlineKind = 'CO_PROGRAMMING_DECISION';
  const dates = { year: cycleName(cycleId)?.year ?? 0, days: { 'target-approval': target } };
  const useful = lastUsefulDay(definition.documents, dates, calendar);
  if (useful) setDay(database).run(cycleId, kind, useful.day);
}

/** The same of every cycle of a zone, whose office works on other days now. */
function countUsefulDaysAnew(
  step: CycleStep,
  workflows: Workflows<LifeData>,
  database: DatabaseSync,
): void {
  const calendar = calendarOn(step, database);
  for (const row of targetsInZone(database).all(step.zone)) {
    // The columns of `targetsInZone`.
    const { cycleId, day, id, version, digest } = row as unknown as DefinitionReference & {
      readonly cycleId: string;
      readonly day: string;
    };
    countUsefulDay(cycleId, day, workflows.find({ id, version, digest }), calendar, database);
  }
}

const calendarOn = ({ zone, envelope }: CycleStep, database: DatabaseSync): WorkingCalendar =>
  workingCalendarOf(organisationIn(database, zone, envelope.occurredOn));

/** Also that somebody has to say that it is met is due on the new day. */
function move(to: string, cycleId: string, deadlineId: string, database: DatabaseSync): void {
  moveDeadline(database).run(to, cycleId, deadlineId);
  schedule(database).run(to, cycleId, 'deadline', deadlineId);
}

const addSubject = statement(
  'INSERT OR REPLACE INTO subject VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)',
);
const address = statement('INSERT INTO addressed VALUES (?, ?, ?)');
const SCHEDA = "WHERE cycle_id = ? AND kind = 'scheda' AND id = ?";
const giveScheda = statement(`UPDATE subject SET unit_id = ?, person_id = ? ${SCHEDA}`);
const renameScheda = statement(`UPDATE subject SET label = ? ${SCHEDA}`);
const schedule = statement('UPDATE subject SET due = ? WHERE cycle_id = ? AND kind = ? AND id = ?');
const addDeadline = statement('INSERT INTO deadline VALUES (?, ?, ?, ?)');
const moveDeadline = statement(
  'UPDATE deadline SET due = ? WHERE cycle_id = ? AND deadline_id = ?',
);
const extendForUnit = statement('INSERT OR REPLACE INTO deadline_for_unit VALUES (?, ?, ?, ?)');
const removeDeadline = statement('DELETE FROM deadline WHERE cycle_id = ? AND deadline_id = ?');
const aimAt = statement('INSERT OR REPLACE INTO target VALUES (?, ?)');
const targetsInZone = statement(`
  SELECT cycle_id AS cycleId, day, definition_id AS id, definition_version AS version,
    definition_digest AS digest
  FROM target JOIN cycle_standing USING (cycle_id) WHERE zone = ?`);
const setDay = statement('INSERT OR REPLACE INTO day_without_deadline VALUES (?, ?, ?)');

/** Which part of a worklist is wanted. */
export interface WorklistQuery extends PageRequest {
  readonly cycleId?: string | undefined;
  /** `2024-02-20`, Europe/Rome: on it depends who heads a unit and who acts for whom. */
  readonly today: string;
  /** Of `cyclesWithCalendar` those in which a proposal of deadlines waits for an answer. */
  readonly proposals?: readonly string[] | undefined;
}

/**
 * What a person has to do, also on behalf of those who have delegated to them today: the earliest due first,
 * then what has waited longest; without a due day last.
 * @throws InvalidCursor
 */
export function worklistOf(
  database: DatabaseSync,
  person: Person,
  query: WorklistQuery,
): Page<Task> {
  const { zone } = person;
  const organisation = organisationIn(database, zone, query.today);
  const standpoints = standpointsOf(person, organisation);
  const filter = {
    ...{ zone, cycleId: query.cycleId ?? null },
    standpoints: JSON.stringify(standpoints.map((each) => withMerged(each, organisation))),
    closed: JSON.stringify(closedUnits(organisation)),
    proposals: JSON.stringify(query.proposals ?? []),
  };
  const [due, since, cycleId, kind, id, it, behalf] = placeOf(query, ['', '', '', '', '', '', '']);
  const last = { lastDue: due, lastSince: since, lastCycleId: cycleId, lastBehalf: behalf };
  const rows = list(database).all({
    ...filter,
    ...last,
    lastKind: kind,
    lastId: id,
    lastIt: it,
    limit: rowsToRead(query),
  });
  const total = countMatching(database).get(filter)?.['total'] as number;
  return page(
    rows.map((row) => task(row, standpoints, organisation)),
    total,
    query,
    ({ due, since, cycleId, subject, it, onBehalfOf }) => [
      due ?? NEVER,
      ...[since, cycleId, subject.kind, subject.id, it, onBehalfOf ?? ''],
    ],
  );
}

/** The standpoint as the tables know it: with the units that have gone on in its own. */
function withMerged(
  { role, units, cycleId, doneBy, onBehalfOf }: Standpoint,
  organisation: OrganisationOn | undefined,
): object {
  const merged = Object.keys(organisation?.data.units ?? {}).filter(
    (unit) => units?.includes(currentUnit(organisation, unit)) === true,
  );
  return { role, units: units && [...units, ...merged], cycleId, doneBy, onBehalfOf };
}

/** The units that nobody acts for, also those that went on in one that was closed, and since when. */
function closedUnits(
  organisation: OrganisationOn | undefined,
): readonly { readonly unit: string; readonly since: string }[] {
  return Object.keys(organisation?.data.units ?? {}).flatMap((unit) => {
    const closed = closingOf(organisation, currentUnit(organisation, unit));
    return closed ? [{ unit, since: `${closed.from}T00:00:00.000Z` }] : [];
  });
}

/** Sorts after every day. */
const NEVER = '9999-12-31';
/** One row for each task and each person it would be done for, however many delegations cover it. */
const MATCHING = `
  FROM (SELECT value AS who FROM json_each(:standpoints)), task
    JOIN subject USING (cycle_id, kind, id)
  WHERE zone = :zone AND possible = 1 AND (:cycleId IS NULL OR cycle_id = :cycleId)
    AND EXISTS (SELECT 1 FROM json_each(roles) WHERE value = who ->> 'role')
    AND (who ->> 'units' IS NULL
      OR unit_id IN (SELECT value FROM json_each(who, '$.units'))
      OR (kind = 'prescription' AND EXISTS (
        SELECT 1 FROM addressed JOIN subject AS scheda
          ON scheda.cycle_id = addressed.cycle_id AND scheda.kind = 'scheda'
          AND scheda.id = addressed.scheda_id
        WHERE addressed.cycle_id = task.cycle_id AND addressed.prescription_id = task.id
          AND scheda.unit_id IN (SELECT value FROM json_each(who, '$.units')))))
    AND (who ->> 'cycleId' IS NULL OR cycle_id = who ->> 'cycleId')
    AND (who ->> 'doneBy' IS NULL
      OR done_by IN (SELECT value FROM json_each(who, '$.doneBy')))
    AND (done_by <> 'SchedaReassigned'
      OR unit_id IN (SELECT value ->> 'unit' FROM json_each(:closed)))
    AND (done_by <> 'DeadlineProposalAccepted'
      OR cycle_id IN (SELECT value FROM json_each(:proposals)))`;
const list = statement(`
  SELECT * FROM (
    SELECT DISTINCT who ->> 'onBehalfOf' AS onBehalfOf, cycle_id AS cycleId, kind, id, label,
      code, unit_id AS unitId, person_id AS personId, it, en,
      due_kind AS dueKind, done_by AS doneBy, coalesce((
        SELECT max(since, value ->> 'since') FROM json_each(:closed)
        WHERE done_by = 'SchedaReassigned' AND value ->> 'unit' = unit_id
      ), since) AS since,
      CASE WHEN due_kind IS NOT NULL OR done_by IN ('PrescriptionMet', 'PromiseKept', 'DeadlineMet')
        THEN coalesce(own_due, due, (
        SELECT min(max(deadline.due, coalesce(own.due, ''))) FROM deadline
        LEFT JOIN deadline_for_unit AS own ON own.cycle_id = deadline.cycle_id
          AND own.deadline_id = deadline.deadline_id AND own.unit_id = subject.unit_id
        WHERE deadline.cycle_id = task.cycle_id AND deadline.kind = due_kind
      ), (
        SELECT day FROM day_without_deadline AS other
        WHERE other.cycle_id = task.cycle_id AND other.kind = due_kind
      )) END AS due
    ${MATCHING}
  )
  WHERE (coalesce(due, '${NEVER}'), since, cycleId, kind, id, it, coalesce(onBehalfOf, ''))
      > (:lastDue, :lastSince, :lastCycleId, :lastKind, :lastId, :lastIt, :lastBehalf)
  ORDER BY coalesce(due, '${NEVER}'), since, cycleId, kind, id, it, coalesce(onBehalfOf, '')
  LIMIT :limit`);
const countMatching = statement(`
  SELECT count(*) AS total FROM (
    SELECT DISTINCT who ->> 'onBehalfOf', cycle_id, kind, id, it ${MATCHING}
  )`);

function task(
  row: Readonly<Record<string, unknown>>,
  standpoints: readonly Standpoint[],
  organisation: OrganisationOn | undefined,
): Task {
  const { kind, id, label, code, personId, ...rest } = row;
  const unitId = row['unitId'] === null ? null : currentUnit(organisation, row['unitId'] as string);
  const headPersonId = (unitId === null ? undefined : headOf(organisation, unitId)) ?? personId;
  const subject = { kind, id, label, code, unitId, headPersonId };
  const why = standpoints.find(({ onBehalfOf }) => onBehalfOf === row['onBehalfOf'])?.why;
  // The rest are the columns of `list`, named after the fields of Task.
  const { unitId: _assigned, ...columns } = rest;
  return { ...columns, subject, why } as unknown as Task;
}
