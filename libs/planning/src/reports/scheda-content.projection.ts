import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { isInPlan } from '../monitoring/in-force.js';
import { redactedText } from '../correction/redaction.js';
import { followOrganisation, organisationTable } from '../organisation/organisation.table.js';
import { onFact } from '../read-side/on-fact.js';
import { followTitles, schedaTitleTable } from '../read-side/scheda-titles.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep, type MigratedPart } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import type { SchedaContent } from '../scheda/scheda.facts.js';
import { followTree, treeTables } from './tree.table.js';

/** What reports ask of the content of a scheda; the rest of it is not kept here. */
const kept: readonly string[] = [
  ...['sector', 'needIds', 'noNeedReason', 'indicators', 'noIndicatorReason', 'resources'],
] as const;

/**
 * What each scheda says about sector, needs, indicators and resources, where it hangs in the tree, how far
 * it has come; and what it lacked whenever the organ approved it.
 */
export class SchedaContentProjection extends LifeProjection {
  readonly name = 'scheda-content';
  readonly version = 6;
  readonly filter: LogFilter = { categories: ['cycle', 'register'] };
  readonly schema = `${standingTables} ${organisationTable} ${schedaTitleTable} ${treeTables}
    CREATE TABLE scheda (
      cycle_id TEXT NOT NULL,
      scheda_id TEXT NOT NULL,
      code TEXT NOT NULL,
      title TEXT NOT NULL,
      programme_id TEXT NOT NULL,
      unit_id TEXT NOT NULL,
      state TEXT NOT NULL,
      state_it TEXT NOT NULL,
      state_en TEXT NOT NULL,
      in_plan INTEGER NOT NULL,
      execution TEXT, -- what was said last; null while nothing was
      content TEXT NOT NULL, -- JSON: of each field that is kept { at, value }
      approved_content TEXT,
      PRIMARY KEY (cycle_id, scheda_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE approval (
      cycle_id TEXT NOT NULL,
      revision INTEGER NOT NULL, -- of the deliberation
      session_id TEXT NOT NULL,
      day TEXT NOT NULL,
      act_number TEXT,
      act_date TEXT,
      PRIMARY KEY (cycle_id, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE approved ( -- frozen as it was then
      cycle_id TEXT NOT NULL,
      approval INTEGER NOT NULL,
      scheda_id TEXT NOT NULL,
      version INTEGER NOT NULL,
      content_hash TEXT NOT NULL,
      unit_id TEXT NOT NULL,
      content TEXT NOT NULL,
      PRIMARY KEY (cycle_id, approval, scheda_id)
    ) STRICT, WITHOUT ROWID;
  `;

  protected follow(step: CycleStep, database: DatabaseSync, event: RecordedEvent): void {
    followTree(step, database);
    // A merger in it moves schede too.
    followOrganisation(step, event, database);
    note(step, database);
    const renamed = followTitles(step, database);
    if (renamed) entitle(database).run(renamed.title, step.cycleId, renamed.schedaId);
    const { cycleId, part } = step;
    if (part?.kind !== 'scheda' || part.before === part.after) return;
    const [name] = part.machine.meta(part.after);
    enter(database).run(
      ...[part.after, name?.it ?? part.after, name?.en ?? part.after],
      ...[Number(isInPlan(part.after)), cycleId, part.id],
    );
  }

  protected override rename(
    part: MigratedPart,
    { cycleId }: CycleStep,
    database: DatabaseSync,
  ): void {
    const { kind, machine, after, id } = part;
    if (kind !== 'scheda') return;
    const [name] = machine.meta(after);
    enter(database).run(
      ...[after, name?.it ?? after, name?.en ?? after],
      ...[Number(isInPlan(after)), cycleId, id],
    );
  }
}

const note = onFact({
  SchedaAssigned(scheda, step, database) {
    begin(scheda, {}, step, database);
  },
  SchedaCarriedOver(scheda, step, database) {
    begin(scheda, scheda.content, step, database);
  },
  UnitMerged({ unitId, intoUnitId }, { zone }, database) {
    merge(database).run(intoUnitId, unitId, zone);
  },
  SchedaReassigned({ schedaId, toUnitId }, { cycleId }, database) {
    reassign(database).run(toUnitId, cycleId, schedaId);
  },
  SchedaMoved({ schedaId, toProgrammeId }, { cycleId }, database) {
    changeProgramme(database).run(toProgrammeId, cycleId, schedaId);
  },
  SchedaRevised({ schedaId, changes }, { cycleId, revision }, database) {
    const content = contentOf(cycleId, schedaId, database);
    const after = Object.entries({ ...content, ...keptOf(changes, revision) });
    const said = Object.fromEntries(after.filter(([, { value }]) => value !== null));
    revise(database).run(JSON.stringify(said), cycleId, schedaId);
  },
  AmendmentDropped({ schedaId }, { cycleId }, database) {
    backToApproved(database).run(cycleId, schedaId);
  },
  SchedaAnnulled({ schedaId }, { cycleId }, database) {
    backToApproved(database).run(cycleId, schedaId);
  },
  ProgressRecorded({ schedaId, status }, { cycleId }, database) {
    execute(database).run(status, cycleId, schedaId);
  },
  SchedaReported({ schedaId, status }, { cycleId }, database) {
    execute(database).run(status, cycleId, schedaId);
  },
  DeliberationRecorded({ sessionId, outcome, number, actDate }, step, database) {
    if (!outcome.startsWith('approved')) return;
    const { cycleId, revision, envelope } = step;
    approve(database).run(
      ...[cycleId, revision, sessionId, envelope.occurredOn, number ?? null, actDate ?? null],
    );
  },
  SchedaApproved({ schedaId, version, contentHash }, { cycleId }, database) {
    freeze(database).run(version, contentHash, cycleId, schedaId);
    keepApproved(database).run(cycleId, schedaId);
  },
  TextRedacted({ where, pointer, factRevision, sha256 }, { cycleId }, database) {
    const [, , field = '', ...inner] = pointer.split('/');
    if (where !== 'data' || !kept.includes(field)) return;
    const path = inner.map((name) => (/^\d+$/.test(name) ? `[${name}]` : `."${name}"`));
    const [value, at] = [`$.${field}.value${path.join('')}`, `$.${field}.at`];
    const change = [value, redactedText(sha256), cycleId, at, factRevision] as const;
    for (const redact of redactions) redact(database).run(...change);
  },
});

function begin(
  scheda: {
    readonly schedaId: string;
    readonly code: string;
    readonly title: string;
    readonly programmeId: string;
    readonly unitId: string;
  },
  content: SchedaContent,
  { cycleId, revision }: CycleStep,
  database: DatabaseSync,
): void {
  const { schedaId, code, title, programmeId, unitId } = scheda;
  insert(database).run(
    ...[cycleId, schedaId, code, title, programmeId, unitId],
    JSON.stringify(keptOf(content, revision)),
  );
}

/** A field that is kept, and the revision of the fact that said it: a redaction names that fact. */
type Kept = Readonly<Record<string, { readonly at: number; readonly value: unknown }>>;

/** Of what a fact said of a scheda the fields that are kept. */
function keptOf(said: SchedaContent, revision: number): Kept {
  return Object.fromEntries(
    kept.flatMap((field) => {
      const value = said[field];
      return value === undefined ? [] : [[field, { at: revision, value }] as const];
    }),
  );
}

function contentOf(cycleId: string, schedaId: string, database: DatabaseSync): Kept {
  const row = one(database).get(cycleId, schedaId);
  return row ? (JSON.parse(row['content'] as string) as Kept) : {};
}

const insert = statement(`
  INSERT INTO scheda (cycle_id, scheda_id, code, title, programme_id, unit_id, content,
    state, state_it, state_en, in_plan)
  VALUES (?, ?, ?, ?, ?, ?, ?, '', '', '', 0)`);
const ONE = 'WHERE cycle_id = ? AND scheda_id = ?';
const one = statement(`SELECT content FROM scheda ${ONE}`);
const enter = statement(
  `UPDATE scheda SET state = ?, state_it = ?, state_en = ?, in_plan = ? ${ONE}`,
);
const reassign = statement(`UPDATE scheda SET unit_id = ? ${ONE}`);
const merge = statement(`
  UPDATE scheda SET unit_id = ?
  WHERE unit_id = ? AND cycle_id IN (SELECT cycle_id FROM cycle_standing WHERE zone = ?)`);
const changeProgramme = statement(`UPDATE scheda SET programme_id = ? ${ONE}`);
const revise = statement(`UPDATE scheda SET content = ? ${ONE}`);
const entitle = statement(`UPDATE scheda SET title = ? ${ONE}`);
const backToApproved = statement(
  `UPDATE scheda SET content = coalesce(approved_content, content) ${ONE}`,
);
const execute = statement(`UPDATE scheda SET execution = ? ${ONE}`);
const approve = statement('INSERT INTO approval VALUES (?, ?, ?, ?, ?, ?)');
const freeze = statement(`
  INSERT INTO approved (cycle_id, approval, scheda_id, version, content_hash, unit_id, content)
  SELECT cycle_id, (SELECT max(revision) FROM approval WHERE approval.cycle_id = scheda.cycle_id),
    scheda_id, ?, ?, unit_id, content
  FROM scheda ${ONE}`);
const keepApproved = statement(`UPDATE scheda SET approved_content = content ${ONE}`);
const redactions = [
  ['scheda', 'content'],
  ['scheda', 'approved_content'],
  ['approved', 'content'],
].map(([table, column]) =>
  statement(`
    UPDATE ${table} SET ${column} = json_replace(${column}, ?, ?)
    WHERE cycle_id = ? AND json_extract(${column}, ?) = ?`),
);
