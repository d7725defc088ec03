import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter } from '#event-store';
import type { Rules } from '../command/rules.js';
import { redactedText } from '../correction/redaction.js';
import { onFact } from '../read-side/on-fact.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep, type MigratedPart } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import { categories, type Category, type Counterpart } from '../value-sets.js';

/**
 * What a meeting did for a category: `covered` when it was heard and the minutes are there, `heard` when
 * the minutes are missing, `none` when it was not there.
 */
export type Cell = 'covered' | 'heard' | 'none';

/** A required category (LR Toscana 40/2005 art. 15) and where it stands. */
export interface CategoryCoverage {
  readonly category: Category;
  readonly label: string;
  /** The best of its cells, or `exempted` when none covers it and the director did without. */
  readonly standing: Cell | 'exempted';
  readonly exemption: Exemption | null;
}

export interface Exemption {
  readonly proposed: Decided;
  /** Null while the director has not decided. */
  readonly decided: Decided | null;
}

/** Who, when (ISO 8601 UTC) and why. */
export interface Decided {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

export interface MeetingCoverage {
  readonly meetingId: string;
  readonly title: string;
  readonly counterpart: Counterpart;
  /** The day it is planned for, after any move. */
  readonly date: string;
  readonly heldOn: string | null;
  readonly state: string;
  readonly stateName: { readonly it: string; readonly en: string };
  readonly minutesRecorded: boolean;
  /** One for each required category. */
  readonly cells: Readonly<Partial<Record<Category, Cell>>>;
}

/** The matrix of participation of a cycle. */
export interface Coverage {
  readonly cycleId: string;
  readonly zone: string;
  readonly categories: readonly CategoryCoverage[];
  /** By day. */
  readonly meetings: readonly MeetingCoverage[];
  /** Still due: neither covered nor exempted. */
  readonly gaps: readonly Category[];
}

/** Which required category was heard in which meeting. */
export class CoverageProjection extends LifeProjection {
  readonly name = 'coverage';
  readonly version = 3;
  readonly filter: LogFilter = { categories: ['cycle'] };
  readonly schema = `${standingTables}
    CREATE TABLE required (
      cycle_id TEXT NOT NULL,
      place INTEGER NOT NULL,
      category TEXT NOT NULL,
      PRIMARY KEY (cycle_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE meeting (
      cycle_id TEXT NOT NULL,
      meeting_id TEXT NOT NULL,
      title TEXT NOT NULL,
      title_revision INTEGER NOT NULL,
      held_revision INTEGER,
      counterpart TEXT NOT NULL,
      date TEXT NOT NULL,
      held_on TEXT,
      heard TEXT NOT NULL DEFAULT '[]', -- a JSON list of categories
      minutes_recorded INTEGER NOT NULL DEFAULT 0,
      state TEXT NOT NULL DEFAULT '',
      state_it TEXT NOT NULL DEFAULT '',
      state_en TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (cycle_id, meeting_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE exemption (
      cycle_id TEXT NOT NULL,
      category TEXT NOT NULL,
      proposed_by TEXT NOT NULL,
      proposed_at TEXT NOT NULL,
      proposed_reason TEXT NOT NULL,
      proposed_revision INTEGER NOT NULL,
      decided_revision INTEGER,
      decided_by TEXT,
      decided_at TEXT,
      decided_reason TEXT,
      PRIMARY KEY (cycle_id, category)
    ) STRICT, WITHOUT ROWID;
  `;

  protected follow(step: CycleStep, database: DatabaseSync): void {
    note(step, database);
    const { cycleId, part } = step;
    if (part?.kind !== 'meeting' || part.before === part.after) return;
    const [name] = part.machine.meta(part.after);
    const { after } = part;
    enter(database).run(after, name?.it ?? after, name?.en ?? after, cycleId, part.id);
  }

  protected override rename(
    part: MigratedPart,
    { cycleId }: CycleStep,
    database: DatabaseSync,
  ): void {
    const { kind, machine, after, id } = part;
    if (kind !== 'meeting') return;
    const [name] = machine.meta(after);
    enter(database).run(after, name?.it ?? after, name?.en ?? after, cycleId, id);
  }
}

const note = onFact({
  CycleDrafted(_fact, step, database) {
    requireCategories(step, database);
  },
  DefinitionMigrated(_fact, step, database) {
    requireNone(database).run(step.cycleId);
    requireCategories(step, database);
  },
  MeetingScheduled({ meetingId, title, counterpart, date }, { cycleId, revision }, database) {
    schedule(database).run(cycleId, meetingId, title, revision, counterpart, date);
  },
  MeetingRescheduled({ meetingId, to }, { cycleId }, database) {
    reschedule(database).run(to, cycleId, meetingId);
  },
  MeetingHeld({ meetingId, heldOn, categories: heard }, { cycleId, revision }, database) {
    hold(database).run(heldOn, revision, JSON.stringify(heard), cycleId, meetingId);
  },
  CategoriesAttributed({ meetingId, categories: heard }, { cycleId }, database) {
    attribute(database).run(JSON.stringify(heard), cycleId, meetingId);
  },
  MinutesRecorded({ meetingId }, { cycleId }, database) {
    recordMinutes(database).run(cycleId, meetingId);
  },
  CategoryExemptionProposed({ category }, step, database) {
    propose(database).run(step.cycleId, category, ...decided(step));
  },
  CategoryExemptionDeclined({ category }, { cycleId }, database) {
    forgetExemption(database).run(cycleId, category);
  },
  CategoryExempted({ category }, step, database) {
    exempt(database).run(...decided(step), step.cycleId, category);
  },
  RecordCorrected({ factRevision, field, new: right }, { cycleId }, database) {
    if (field === '/heldOn') correctDay(database).run(right, cycleId, factRevision);
  },
  TextRedacted({ factRevision, where, pointer, sha256 }, { cycleId }, database) {
    const place = [redactedText(sha256), cycleId, factRevision] as const;
    if (where === 'data' && pointer === '/title') hideTitle(database).run(...place);
    if (where === 'envelope' && pointer === '/reason') {
      hideProposal(database).run(...place);
      hideDecision(database).run(...place);
    }
  },
});

function decided({ envelope: { actor, recordedAt, reason = '' }, revision }: CycleStep) {
  return [actor.personId, recordedAt, reason, revision] as const;
}

/** The categories that the definition of a cycle asks for. */
function requireCategories({ cycleId, workflow }: CycleStep, database: DatabaseSync): void {
  // A definition without this document hears nobody in particular.
  const { requiredCategories = [] } = workflow.definition.documents as Partial<Rules>;
  requiredCategories.forEach((category, place) => {
    requireCategory(database).run(cycleId, place, category);
  });
}

const requireNone = statement('DELETE FROM required WHERE cycle_id = ?');
const requireCategory = statement('INSERT INTO required VALUES (?, ?, ?)');
const schedule = statement(`
  INSERT INTO meeting (cycle_id, meeting_id, title, title_revision, counterpart, date)
  VALUES (?, ?, ?, ?, ?, ?)`);
const MEETING = 'WHERE cycle_id = ? AND meeting_id = ?';
const reschedule = statement(`UPDATE meeting SET date = ? ${MEETING}`);
const hold = statement(`UPDATE meeting SET held_on = ?, held_revision = ?, heard = ? ${MEETING}`);
const attribute = statement(`UPDATE meeting SET heard = ? ${MEETING}`);
const recordMinutes = statement(`UPDATE meeting SET minutes_recorded = 1 ${MEETING}`);
const enter = statement(`UPDATE meeting SET state = ?, state_it = ?, state_en = ? ${MEETING}`);
const propose = statement(`
  INSERT INTO exemption
    (cycle_id, category, proposed_by, proposed_at, proposed_reason, proposed_revision)
  VALUES (?, ?, ?, ?, ?, ?)`);
const forgetExemption = statement('DELETE FROM exemption WHERE cycle_id = ? AND category = ?');
const exempt = statement(`
  UPDATE exemption SET decided_by = ?, decided_at = ?, decided_reason = ?, decided_revision = ?
  WHERE cycle_id = ? AND category = ?`);

const correctDay = statement(
  'UPDATE meeting SET held_on = ? WHERE cycle_id = ? AND held_revision = ?',
);
const hideTitle = statement(
  'UPDATE meeting SET title = ? WHERE cycle_id = ? AND title_revision = ?',
);
const hideProposal = statement(
  'UPDATE exemption SET proposed_reason = ? WHERE cycle_id = ? AND proposed_revision = ?',
);
const hideDecision = statement(
  'UPDATE exemption SET decided_reason = ? WHERE cycle_id = ? AND decided_revision = ?',
);

/** The matrix of a cycle; undefined when there is none of that id. */
export function coverageOf(database: DatabaseSync, cycleId: string): Coverage | undefined {
  const zone = zoneOf(database).get(cycleId)?.['zone'];
  if (typeof zone !== 'string') return undefined;
  const required = requiredOf(database)
    .all(cycleId)
    .map(({ category }) => category as Category);
  const meetings = meetingsOf(database)
    .all(cycleId)
    .map((row) => meetingCoverage(row, required));
  const exemptions = new Map(
    exemptionsOf(database)
      .all(cycleId)
      .map((row) => [row['category'], exemption(row)]),
  );
  const rows = required.map((category): CategoryCoverage => {
    const cells = meetings.map(({ cells }) => cells[category]);
    const its = exemptions.get(category) ?? null;
    const standing = standingOf(cells, its);
    return { category, label: categories[category], standing, exemption: its };
  });
  const settled = new Set<string>(['covered', 'exempted']);
  const gaps = rows.filter(({ standing }) => !settled.has(standing)).map((row) => row.category);
  return { cycleId, zone, categories: rows, meetings, gaps };
}

function standingOf(
  cells: readonly (Cell | undefined)[],
  exemption: Exemption | null,
): CategoryCoverage['standing'] {
  if (cells.includes('covered')) return 'covered';
  if (exemption?.decided) return 'exempted';
  return cells.includes('heard') ? 'heard' : 'none';
}

const zoneOf = statement('SELECT zone FROM cycle_standing WHERE cycle_id = ?');
const requiredOf = statement('SELECT category FROM required WHERE cycle_id = ? ORDER BY place');
const meetingsOf = statement(`
  SELECT meeting_id AS meetingId, title, counterpart, date, held_on AS heldOn, heard,
    minutes_recorded AS minutesRecorded, state, state_it AS it, state_en AS en
  FROM meeting WHERE cycle_id = ? ORDER BY date, meeting_id`);
const exemptionsOf = statement(`
  SELECT category, proposed_by, proposed_at, proposed_reason, decided_by, decided_at, decided_reason
  FROM exemption WHERE cycle_id = ?`);

function meetingCoverage(
  row: Readonly<Record<string, unknown>>,
  required: readonly Category[],
): MeetingCoverage {
  const { heard, minutesRecorded, it, en, ...rest } = row;
  const there = new Set(JSON.parse(heard as string) as readonly Category[]);
  const attended: Cell = minutesRecorded === 1 ? 'covered' : 'heard';
  const cells = required.map((category) => [category, there.has(category) ? attended : 'none']);
  // The rest are the columns of `meetingsOf`, named after the fields of MeetingCoverage.
  return {
    ...rest,
    stateName: { it, en },
    minutesRecorded: minutesRecorded === 1,
    cells: Object.fromEntries(cells) as unknown,
  } as unknown as MeetingCoverage;
}

function exemption(row: Readonly<Record<string, unknown>>): Exemption {
  const decided = (name: 'proposed' | 'decided'): Decided => ({
    by: String(row[`${name}_by`]),
    at: String(row[`${name}_at`]),
    reason: String(row[`${name}_reason`]),
  });
  return {
    proposed: decided('proposed'),
    decided: row['decided_by'] === null ? null : decided('decided'),
  };
}
