import type { DatabaseSync } from 'node:sqlite';
import { cycleName } from '../cycle/cycle-id.js';
import { statement } from '../read-side/statement.js';

/** How long the schede of earlier years took until the office had checked them, in calendar days. */
export interface PreparationTimes {
  /** How many earlier cycles it rests on. */
  readonly cycles: number;
  readonly schede: number;
  /** Half of them took no longer. */
  readonly medianDays: number;
  /** Four in five took no longer. */
  readonly mostDays: number;
}

/**
 * What the earlier cycles of a zone say of how long a scheda takes, from the day it was begun to the day it was
 * first checked. Undefined where no scheda of an earlier cycle was: nothing is guessed then.
 */
export function preparationTimes(
  database: DatabaseSync,
  cycleId: string,
): PreparationTimes | undefined {
  const rows = checkedSchede(database)
    .all()
    .filter((row) => isEarlier(row['cycleId'] as string, cycleId));
  if (rows.length === 0) return undefined;
  // The statement orders them by their days.
  const days = rows.map((row) => row['days'] as number);
  return {
    cycles: new Set(rows.map((row) => row['cycleId'])).size,
    schede: rows.length,
    medianDays: upTo(days, 0.5),
    mostDays: upTo(days, 0.8),
  };
}

/** The least number of days that so large a part of them did not exceed. */
function upTo(sortedDays: readonly number[], part: number): number {
  return sortedDays[Math.ceil(sortedDays.length * part) - 1] ?? 0;
}

function isEarlier(cycleId: string, than: string): boolean {
  const [one, other] = [cycleName(cycleId), cycleName(than)];
  return (
    one !== undefined &&
    one.zone === other?.zone &&
    one.definitionId === other.definitionId &&
    (one.year ?? 0) < (other.year ?? 0)
  );
}

const checkedSchede = statement(`
  SELECT scheda.cycle_id AS cycleId,
    CAST(julianday(min(stay.from_on)) - julianday(scheda.began_on) AS INTEGER) AS days
  FROM scheda JOIN stay ON stay.cycle_id = scheda.cycle_id AND stay.scheda_id = scheda.scheda_id
  WHERE stay.state = 'checked'
  GROUP BY scheda.cycle_id, scheda.scheda_id ORDER BY days`);
