import type { DatabaseSync } from 'node:sqlite';
import { addDays } from '#calendar';
import type { LogFilter, RecordedEvent } from '#event-store';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep, type MigratedPart } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import { endOf } from '../zone-register/period.js';
import { thingsTold, toldAnew, toldTable } from '../zone-register/told-anew.js';
import { beginCoDesignData, type CoDesignData, type KeptRow } from './co-design.data.js';
import { rememberCoDesign } from './co-design.remember.js';

/** A row of co-design as a list shows it on a day. */
export interface CoDesignListRow extends Readonly<KeptRow> {
  readonly cycleId: string;
  readonly zone: string;
  readonly state: string;
  readonly stateName: { readonly it: string; readonly en: string };
  /** The last day of its period, as far as it can be told. */
  readonly endsOn: string | null;
  /** Ongoing, its period over on that day, and nobody has put the look at it off beyond it. */
  readonly needsReview: boolean;
  /** The row that renews it. */
  readonly renewedBy: string | null;
  /** Those that add to its convention. */
  readonly addenda: readonly string[];
}

/** The rows of co-design of all registers, with where each stands and when it ends. */
export class CoDesignRowsProjection extends LifeProjection {
  readonly name = 'co-design-rows';
  readonly version = 2;
  readonly filter: LogFilter = { categories: ['register'] };
  readonly schema = `${standingTables} ${toldTable}
    CREATE TABLE co_design_row (
      position INTEGER NOT NULL, -- of the fact that added it
      zone TEXT NOT NULL,
      cycle_id TEXT NOT NULL,
      row_id TEXT NOT NULL,
      kept TEXT NOT NULL, -- JSON of the row as the register remembers it
      state TEXT NOT NULL,
      state_it TEXT NOT NULL,
      state_en TEXT NOT NULL,
      holder TEXT NOT NULL,
      ends_on TEXT,
      review_again_on TEXT,
      renews TEXT,
      addendum_to TEXT,
      PRIMARY KEY (cycle_id, row_id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX co_design_row_by_position ON co_design_row (position);
    CREATE INDEX co_design_row_by_renewed ON co_design_row (cycle_id, renews);
    CREATE INDEX co_design_row_by_convention ON co_design_row (cycle_id, addendum_to);
  `;

  protected follow(step: CycleStep, database: DatabaseSync, event: RecordedEvent): void {
    const { cycleId, zone, position, part, fact } = step;
    const about = part?.kind === 'coDesignRow' ? [part.id] : [];
    if (fact.type === 'CoDesignRowAdded') {
      begin(database).run(position, zone, cycleId, fact.data.coDesignRowId);
    }
    if (fact.type === 'CoDesignRowRenewed') about.push(fact.data.renewedBy);
    for (const thingId of thingsTold(step, about, event, database)) {
      const of = { cycleId, thingId };
      keepRows(cycleId, toldAnew(rememberCoDesign, beginCoDesignData, of, database), database);
    }
    if (part?.kind !== 'coDesignRow') return;
    const [name] = part.machine.meta(part.after);
    stand(database).run(
      ...[part.after, name?.it ?? part.after, name?.en ?? part.after, cycleId, part.id],
    );
    if (fact.type === 'CoDesignRowTakenBack') forget(database).run(cycleId, part.id);
  }

  protected override rename(
    part: MigratedPart,
    { cycleId }: CycleStep,
    database: DatabaseSync,
  ): void {
    const { kind, machine, after, id } = part;
    if (kind !== 'coDesignRow') return;
    const [name] = machine.meta(after);
    stand(database).run(after, name?.it ?? after, name?.en ?? after, cycleId, id);
  }
}

function keepRows(cycleId: string, { coDesignRows }: CoDesignData, database: DatabaseSync): void {
  for (const [id, row] of Object.entries(coDesignRows)) {
    const { holder, period, reviews, renews = null, addendumTo = null } = row;
    keep(database).run(
      ...[JSON.stringify(row), holder.text, (period && endOf(period)) ?? null],
      ...[reviews.at(-1)?.reviewAgainOn ?? null, renews, addendumTo, cycleId, id],
    );
  }
}

const begin = statement(`
  INSERT INTO co_design_row
    (position, zone, cycle_id, row_id, kept, state, state_it, state_en, holder)
  VALUES (?, ?, ?, ?, '', '', '', '', '')`);
/** A row that the register remembers no more. */
const forget = statement('DELETE FROM co_design_row WHERE cycle_id = ? AND row_id = ?');
const stand = statement(`
  UPDATE co_design_row SET state = ?, state_it = ?, state_en = ? WHERE cycle_id = ? AND row_id = ?`);
const keep = statement(`
  UPDATE co_design_row
  SET kept = ?, holder = ?, ends_on = ?, review_again_on = ?, renews = ?, addendum_to = ?
  WHERE cycle_id = ? AND row_id = ?`);

/** Which rows of co-design are wanted. */
export interface CoDesignRowsQuery extends PageRequest {
  readonly cycleId: string;
  /** The day on which to say what needs a look and what is about to end. */
  readonly on: string;
  readonly state?: string | undefined;
  /** The words for the holder, whole. */
  readonly holder?: string | undefined;
  /** A CUP, whatever its letters look like. */
  readonly cup?: string | undefined;
  /** Only those that need a look. */
  readonly needsReview?: boolean | undefined;
  /** Only those that are ongoing and end from that day on within so many days. */
  readonly expiringWithinDays?: number | undefined;
}

/** The rows of a register in the order they were added. @throws InvalidCursor */
export function coDesignRowsOf(
  database: DatabaseSync,
  query: CoDesignRowsQuery,
): Page<CoDesignListRow> {
  const { cycleId, on, state = null, holder = null, cup, needsReview, expiringWithinDays } = query;
  const filter = {
    cycleId,
    on,
    state,
    holder,
    cup: cup?.toUpperCase() ?? null,
    review: needsReview === undefined ? null : Number(needsReview),
    until: expiringWithinDays === undefined ? null : addDays(on, expiringWithinDays),
  };
  const [position] = placeOf(query, [0]);
  const read = list(database).all({ ...filter, position, limit: rowsToRead(query) });
  const total = countMatching(database).get(filter)?.['total'] as number;
  const { rows, next } = page(read, total, query, (row) => [row['position'] as number]);
  return { rows: rows.map(listRow), total, next };
}

const REVIEW = `(state = 'ongoing' AND ends_on IS NOT NULL AND ends_on < :on
  AND (review_again_on IS NULL OR review_again_on <= :on))`;
const MATCHING = `
  FROM co_design_row AS this
  WHERE cycle_id = :cycleId AND (:state IS NULL OR state = :state)
    AND (:holder IS NULL OR holder = :holder)
    AND (:cup IS NULL OR EXISTS (
      SELECT 1 FROM json_each(kept, '$.codes.cup') WHERE upper(json_each.value) = :cup))
    AND (:review IS NULL OR ${REVIEW} = :review)
    AND (:until IS NULL OR (state = 'ongoing' AND ends_on BETWEEN :on AND :until))`;
const list = statement(`
  SELECT *, ${REVIEW} AS needs_review,
    (SELECT other.row_id FROM co_design_row AS other
      WHERE other.cycle_id = this.cycle_id AND other.renews = this.row_id) AS renewed_by,
    (SELECT json_group_array(other.row_id) FROM co_design_row AS other
      WHERE other.cycle_id = this.cycle_id AND other.addendum_to = this.row_id) AS addenda
  ${MATCHING} AND position > :position ORDER BY position LIMIT :limit`);
const countMatching = statement(`SELECT count(*) AS total ${MATCHING}`);

function listRow(row: Readonly<Record<string, unknown>>): CoDesignListRow {
  const { kept, zone, state, ends_on: endsOn, renewed_by: renewedBy, addenda } = row;
  // The columns are those of the table and of `list`, which `apply` alone fills.
  return {
    ...(JSON.parse(kept as string) as KeptRow),
    cycleId: row['cycle_id'],
    zone,
    state,
    stateName: { it: row['state_it'], en: row['state_en'] },
    endsOn,
    needsReview: row['needs_review'] === 1,
    renewedBy,
    addenda: JSON.parse(addenda as string) as readonly string[],
  } as CoDesignListRow;
}
