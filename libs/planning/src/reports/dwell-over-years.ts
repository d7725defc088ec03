import type { DatabaseSync } from 'node:sqlite';
import { cycleName } from '../cycle/cycle-id.js';
import { statement } from '../read-side/statement.js';
import { unitDwellTimes, type DwellTimesQuery, type UnitDwelling } from './dwell-times.js';

/** What the schede of the units went through in one year. */
export interface YearOfDwelling {
  readonly cycleId: string;
  readonly year: number;
  readonly units: readonly UnitDwelling[];
}

/** The same over several years, each by itself and all of them together. */
export interface DwellingOverYears {
  /** The earliest first. */
  readonly years: readonly YearOfDwelling[];
  /** In the order of their ids; a unit that went on within another one stands for itself until then. */
  readonly units: readonly (UnitDwelling & { readonly years: number })[];
}

/** How long schede stood where and why they were returned, in this cycle and in those of the years before it. */
export function dwellOverYears(
  database: DatabaseSync,
  query: Omit<DwellTimesQuery, 'after' | 'limit'>,
): DwellingOverYears {
  const years = cyclesUpTo(database, query.cycleId)
    .map(({ cycleId, year }) => ({
      ...{ cycleId, year },
      units: unitDwellTimes(database, { ...query, cycleId }),
    }))
    .filter(({ units }) => units.length > 0);
  const byUnit = Map.groupBy(
    years.flatMap(({ units }) => units),
    ({ unitId }) => unitId,
  );
  return {
    years,
    units: [...byUnit]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([unitId, each]) => ({ ...together(unitId, each), years: each.length })),
  };
}

function together(unitId: string, each: readonly UnitDwelling[]): UnitDwelling {
  const sum = (of: (one: UnitDwelling) => number): number =>
    each.reduce((all, one) => all + of(one), 0);
  return {
    unitId,
    returns: sum(({ returns }) => returns),
    reportReturns: sum(({ reportReturns }) => reportReturns),
    ranking: merged(
      each.flatMap(({ ranking }) => ranking),
      ({ reason }) => reason,
      (one, other) => ({ ...one, count: one.count + other.count }),
    ).toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1)),
    states: merged(
      each.flatMap(({ states }) => states),
      ({ state }) => state,
      (one, other) => ({
        ...one,
        stays: one.stays + other.stays,
        days: one.days + other.days,
        ms: one.ms + other.ms,
        schede: one.schede + other.schede,
      }),
    ),
  };
}

/** One of each name, put together of all that have it, in the order in which they first come. */
function merged<Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
  put: (one: Thing, other: Thing) => Thing,
): readonly Thing[] {
  const byName = new Map<string, Thing>();
  for (const thing of things) {
    const known = byName.get(nameOf(thing));
    byName.set(nameOf(thing), known === undefined ? thing : put(known, thing));
  }
  return [...byName.values()];
}

/** The cycle and those of earlier years, of the same zone and definition. */
function cyclesUpTo(
  database: DatabaseSync,
  cycleId: string,
): readonly Pick<YearOfDwelling, 'cycleId' | 'year'>[] {
  const last = cycleName(cycleId);
  return withSchede(database)
    .all()
    .flatMap((row) => {
      const id = row['cycleId'] as string;
      const { zone, definitionId, year } = cycleName(id) ?? {};
      return zone === last?.zone &&
        definitionId === last?.definitionId &&
        year !== undefined &&
        year <= (last?.year ?? 0)
        ? [{ cycleId: id, year }]
        : [];
    })
    .toSorted((one, other) => one.year - other.year);
}

const withSchede = statement('SELECT DISTINCT cycle_id AS cycleId FROM scheda');
