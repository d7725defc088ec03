import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What facts are named by, the fewest first: a scheda has dozens of them, a type or a unit may have a tenth of all. */
export const NAMED_COLUMNS = [
  'scheda',
  'behalf',
  'actor',
  'unit',
  'verb',
  'type',
  'stream',
] as const;

const nameOf = (COLUMN: string): string => `(SELECT key FROM name WHERE id = ${COLUMN})`;
const COLUMNS = `
  position, event_id AS eventId, ${nameOf('stream')} AS stream, revision,
  ${nameOf('zone')} AS zone, ${nameOf('fact.type')} AS type, ${nameOf('actor')} AS actor,
  ${nameOf('role')} AS role, ${nameOf('behalf')} AS onBehalfOf, ${nameOf('verb')} AS verb,
  ${nameOf('scheda')} AS scheda, ${nameOf('unit')} AS unit, recorded_ms AS recordedMs,
  occurred_day AS occurredDay, reason, late_reason AS lateReason, grounds, act`;

const waitingSql = (SORTED: string): string => `
  SELECT position, occurred_day AS day, reason, late_reason AS lateReason, grounds, act FROM fact
  WHERE position BETWEEN :first AND :last AND zone = :zone
    AND ${NAMED_COLUMNS.map((COLUMN) => `(:${COLUMN} IS NULL OR ${COLUMN} = :${COLUMN})`).join(' AND ')}
    AND recorded_day BETWEEN :recordedFrom AND :recordedTo
    AND occurred_day BETWEEN :happenedFrom AND :happenedTo
    AND (:why = 0 OR coalesce(reason, late_reason, grounds) IS NOT NULL)
    AND (:act = 0 OR act IS NOT NULL)
  ORDER BY ${SORTED}`;
const daysSql = (DIRECTION: string): string => `
  SELECT key, block, places FROM name CROSS JOIN posting ON posting.name = name.id
  WHERE key BETWEEN ? AND ? AND block BETWEEN ? AND ?
  ORDER BY key ${DIRECTION}, block ${DIRECTION}`;

/** Every text by which facts are looked for. What is asked stands in none. */
export const QUERIES = {
  idOfName: 'SELECT id FROM name WHERE key = ?',
  idsBetween: 'SELECT id FROM name WHERE key >= ? AND key < ?',
  rowsOfName: 'SELECT block, places FROM posting WHERE name = ? AND block BETWEEN ? AND ?',
  nextBlock: 'SELECT min(block) AS block FROM posting WHERE name = ? AND block >= ?',
  blockBefore: 'SELECT max(block) AS block FROM posting WHERE name = ? AND block <= ?',
  lastPosition: 'SELECT max(position) AS position FROM fact',
  daysForward: daysSql('ASC'),
  daysBack: daysSql('DESC'),
  waitingForward: waitingSql('position ASC'),
  waitingBack: waitingSql('position DESC'),
  waitingByDayForward: waitingSql('occurred_day ASC, position ASC'),
  waitingByDayBack: waitingSql('occurred_day DESC, position DESC'),
  recordedDayAt: 'SELECT recorded_day AS day FROM fact WHERE position = ?',
  firstRunFrom: 'SELECT position FROM day_run WHERE day >= ? ORDER BY position LIMIT 1',
  lastRunUpTo: 'SELECT position FROM day_run WHERE day <= ? ORDER BY position DESC LIMIT 1',
  runAfter: 'SELECT position FROM day_run WHERE position > ? ORDER BY position LIMIT 1',
  rowAt: `SELECT ${COLUMNS} FROM fact WHERE position = ?`,
} as const;

type QueryName = keyof typeof QUERIES;
const statements = new WeakMap<DatabaseSync, Partial<Record<QueryName, StatementSync>>>();

/** The statement of this name in this database, prepared once. */
export function query(database: DatabaseSync, name: QueryName): StatementSync {
  let ofDatabase = statements.get(database);
  if (!ofDatabase) statements.set(database, (ofDatabase = {}));
  return (ofDatabase[name] ??= database.prepare(QUERIES[name]));
}
