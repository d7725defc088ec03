import type { DatabaseSync } from 'node:sqlite';
import { addDays, romeDay, startOfDayMs } from '#calendar';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { statement } from '../read-side/statement.js';
import { returnReasons, type ReturnReason } from '../value-sets.js';
import { unitsAsJson } from './of-units.js';

/** How long a scheda stood in a state while it was of a unit. */
export interface Dwelling {
  readonly unitId: string;
  readonly state: string;
  readonly stateName: { readonly it: string; readonly en: string };
  /** How often it came there. */
  readonly stays: number;
  /** Calendar days between the days on which things happened. */
  readonly days: number;
  /** Milliseconds between the instants at which they were recorded. */
  readonly ms: number;
  /** Whether it stands there on the day asked for. */
  readonly current: boolean;
}

/** A scheda with the time it spent everywhere it has been. */
export interface SchedaDwelling {
  readonly schedaId: string;
  readonly code: string;
  readonly title: string;
  /** The unit it is of now. */
  readonly unitId: string;
  readonly returns: number;
  /** How often each reason was given for a return. */
  readonly reasons: Readonly<Partial<Record<ReturnReason, number>>>;
  /** Returns of its final report, which give no reason from the list. */
  readonly reportReturns: number;
  /** In the order in which it first came there. */
  readonly states: readonly Dwelling[];
}

/** What a unit's schede went through. */
export interface UnitDwelling {
  readonly unitId: string;
  readonly returns: number;
  readonly reportReturns: number;
  /** The most frequent first. */
  readonly ranking: readonly {
    readonly reason: ReturnReason;
    readonly label: string;
    readonly count: number;
  }[];
  readonly states: readonly (Omit<Dwelling, 'current' | 'unitId'> & { readonly schede: number })[];
}

export interface DwellTimesQuery extends PageRequest {
  readonly cycleId: string;
  /** What happened after this day is left out; stays that go on are counted up to it, or up to now. */
  readonly on: string;
  readonly nowMs: number;
  /** Only schede of these units. */
  readonly unitIds?: readonly string[] | undefined;
}

/** The schede in the order of their codes. @throws InvalidCursor */
export function dwellTimesOf(database: DatabaseSync, query: DwellTimesQuery): Page<SchedaDwelling> {
  const { cycleId } = query;
  const until = untilOf(query);
  const [lastCode] = placeOf(query, ['']);
  const which = { cycleId, units: unitsAsJson(query), on: until.on };
  const schede = list(database).all({ ...which, lastCode, limit: rowsToRead(query) });
  const rows = schede.map((scheda) => {
    const schedaId = scheda['schedaId'] as string;
    const states = dwellings(database).all({ cycleId, schedaId, ...until });
    const returned = returnsOfScheda(database).all({ cycleId, schedaId, on: until.on });
    return {
      // The columns of `list` are named after the fields of SchedaDwelling.
      ...(scheda as unknown as Pick<SchedaDwelling, 'schedaId' | 'code' | 'title' | 'unitId'>),
      ...countReturns(returned),
      states: states.map((row) => ({ ...dwelling(row), current: row['current'] === 1 })),
    };
  });
  const total = countSchede(database).get(which)?.['total'] as number;
  return page(rows, total, query, ({ code }) => [code]);
}

/** The same unit by unit: each is charged with what happened while the scheda was its own. */
export function unitDwellTimes(
  database: DatabaseSync,
  query: DwellTimesQuery,
): readonly UnitDwelling[] {
  const { cycleId } = query;
  const until = untilOf(query);
  const units = unitsOf(database).all({ cycleId, units: unitsAsJson(query), on: until.on });
  return units.map((row) => {
    const unit = row['unitId'] as string;
    const returned = returnsOfUnit(database).all({ cycleId, unitId: unit, on: until.on });
    const { reasons, ...counts } = countReturns(returned);
    const states = dwellingsOfUnit(database).all({ cycleId, unitId: unit, ...until });
    return {
      unitId: unit,
      ...counts,
      ranking: rankingOf(reasons),
      states: states.map((each) => {
        const { unitId: _unit, ...rest } = dwelling(each);
        return { ...rest, schede: each['schede'] as number };
      }),
    };
  });
}

/** Days after today have not been yet. */
function untilOf({ on, nowMs }: DwellTimesQuery): {
  readonly on: string;
  readonly untilMs: number;
} {
  const today = romeDay(nowMs);
  return on < today ? { on, untilMs: startOfDayMs(addDays(on, 1)) } : { on: today, untilMs: nowMs };
}

function countReturns(rows: readonly Readonly<Record<string, unknown>>[]) {
  const reasons: Partial<Record<ReturnReason, number>> = {};
  const ofScheda = rows.filter(({ what }) => what === 'scheda');
  for (const row of ofScheda) {
    for (const reason of JSON.parse(row['reasons'] as string) as readonly ReturnReason[]) {
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
  }
  return { returns: ofScheda.length, reasons, reportReturns: rows.length - ofScheda.length };
}

function rankingOf(reasons: SchedaDwelling['reasons']): UnitDwelling['ranking'] {
  return (Object.keys(reasons) as ReturnReason[])
    .map((reason) => ({ reason, label: returnReasons[reason], count: reasons[reason] ?? 0 }))
    .toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));
}

function dwelling(row: Readonly<Record<string, unknown>>): Omit<Dwelling, 'current'> {
  const { it, en, unitId, state, stays, days, ms } = row;
  // The columns of the statements below, named after the fields of Dwelling.
  return { unitId, state, stateName: { it, en }, stays, days, ms } as Omit<Dwelling, 'current'>;
}

const MATCHING = `
  FROM scheda
  WHERE cycle_id = :cycleId AND began_on <= :on AND (:units IS NULL OR unit_id IN (SELECT value FROM json_each(:units)))`;
const list = statement(`
  SELECT scheda_id AS schedaId, code, title, unit_id AS unitId ${MATCHING} AND code > :lastCode
  ORDER BY code LIMIT :limit`);
const countSchede = statement(`SELECT count(*) AS total ${MATCHING}`);
const MEASURED = `
  unit_id AS unitId, state, state_it AS it, state_en AS en, count(*) AS stays,
  CAST(sum(julianday(min(coalesce(to_on, :on), :on)) - julianday(from_on)) AS INTEGER) AS days,
  sum(max(0, min(coalesce(to_ms, :untilMs), :untilMs) - from_ms)) AS ms`;
const dwellings = statement(`
  SELECT ${MEASURED}, max(to_on IS NULL OR to_on > :on) AS current
  FROM stay WHERE cycle_id = :cycleId AND scheda_id = :schedaId AND from_on <= :on
  GROUP BY unit_id, state ORDER BY min(number)`);
const dwellingsOfUnit = statement(`
  SELECT ${MEASURED}, count(DISTINCT scheda_id) AS schede
  FROM stay WHERE cycle_id = :cycleId AND unit_id = :unitId AND from_on <= :on
  GROUP BY state ORDER BY state`);
const unitsOf = statement(`
  SELECT DISTINCT unit_id AS unitId FROM stay
  WHERE cycle_id = :cycleId AND from_on <= :on AND (:units IS NULL OR unit_id IN (SELECT value FROM json_each(:units)))
  ORDER BY unit_id`);
const RETURNED = 'SELECT what, reasons FROM returned WHERE cycle_id = :cycleId AND day <= :on';
const returnsOfScheda = statement(`${RETURNED} AND scheda_id = :schedaId ORDER BY revision`);
const returnsOfUnit = statement(`${RETURNED} AND unit_id = :unitId ORDER BY revision`);
