import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../read-side/statement.js';
import { unitsAsJson, type OfUnits } from './of-units.js';

/** Some resources together: `amount` is in EUR, exact, as a decimal text; null where none has one. */
export interface MoneySum {
  /** How many schede name them. */
  readonly schede: number;
  /** How many times they are named, and how many of those without an amount. */
  readonly resources: number;
  readonly withoutAmount: number;
  readonly amount: string | null;
}

/** The resources of one source and, within it, of each fund; a fund that is not named is null. */
export interface SourceSum extends MoneySum {
  readonly source: string;
  readonly funds: readonly (MoneySum & { readonly fund: string | null })[];
}

/** The money of the schede of a cycle as they are now. Null is not zero: what has no amount is counted apart. */
export interface Money extends MoneySum {
  readonly sources: readonly SourceSum[];
  /** Schede that name no resource at all. */
  readonly schedeWithoutResources: number;
  /** Schede that name resources, and none of them with an amount. */
  readonly schedeWithoutAmount: number;
}

/** Sums the resources of the schede that did not go out of the cycle: of all of them, or of one programme. */
export function moneyOf(
  database: DatabaseSync,
  cycleId: string,
  of: OfUnits & { readonly programmeId?: string } = {},
): Money {
  const which = { cycleId, units: unitsAsJson(of), programme: of.programmeId ?? null };
  const funds = byFund(database).all(which);
  const sources = bySource(database)
    .all(which)
    .map((row): SourceSum => {
      const source = row['source'] as string;
      const its = funds.filter((fund) => fund['source'] === source);
      return {
        source,
        ...sum(row),
        funds: its.map((fund) => ({ fund: fund['fund'] as string | null, ...sum(fund) })),
      };
    });
  const apart = counted(database).get(which) as unknown as Pick<
    Money,
    'schedeWithoutResources' | 'schedeWithoutAmount'
  >;
  // A query without GROUP BY always has a row.
  return { ...sum(inAll(database).get(which) ?? {}), sources, ...apart };
}

function sum(row: Readonly<Record<string, unknown>>): MoneySum {
  const { schede, resources, withoutAmount, cents } = row;
  return {
    schede: schede as number,
    resources: resources as number,
    withoutAmount: withoutAmount as number,
    amount: cents === null ? null : euro(cents as string),
  };
}

/** Cents as euro with two decimals: `5` is `0.05`. */
function euro(cents: string): string {
  const digits = cents.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const STANDING = `
  scheda.cycle_id = :cycleId AND (:units IS NULL OR unit_id IN (SELECT value FROM json_each(:units)))
    AND (:programme IS NULL OR programme_id = :programme)
    AND state NOT IN ('withdrawn', 'leftOut', 'dropped', 'annulled')`;
/** Amounts always have two decimals: without the point they are cents, which SQLite adds exactly. */
const SUMS = `
  count(DISTINCT scheda_id) AS schede, count(*) AS resources,
  count(*) - count(amount) AS withoutAmount,
  CAST(sum(CAST(replace(amount, '.', '') AS INTEGER)) AS TEXT) AS cents
  FROM (
    SELECT scheda_id, json_extract(value, '$.source') AS source,
      json_extract(value, '$.fund') AS fund, json_extract(value, '$.amount') AS amount
    FROM scheda, json_each(content, '$.resources.value') WHERE ${STANDING}
  )`;
const bySource = statement(`SELECT source, ${SUMS} GROUP BY source ORDER BY source`);
const byFund = statement(
  `SELECT source, fund, ${SUMS} GROUP BY source, fund ORDER BY source, fund IS NULL, fund`,
);
const inAll = statement(`SELECT ${SUMS}`);
const counted = statement(`
  SELECT count(*) FILTER (WHERE resources = 0) AS schedeWithoutResources,
    count(*) FILTER (WHERE resources > 0 AND amounts = 0) AS schedeWithoutAmount
  FROM (
    SELECT coalesce(json_array_length(content, '$.resources.value'), 0) AS resources,
      (SELECT count(json_extract(value, '$.amount')) FROM json_each(content, '$.resources.value'))
        AS amounts
    FROM scheda WHERE ${STANDING}
  )`);
