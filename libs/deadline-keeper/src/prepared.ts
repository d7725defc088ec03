import type { DatabaseSync, StatementSync } from 'node:sqlite';

const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** A statement on a database, prepared once. */
export function prepared(database: DatabaseSync, sql: string): StatementSync {
  let ofDatabase = statements.get(database);
  if (!ofDatabase) statements.set(database, (ofDatabase = new Map<string, StatementSync>()));
  let statement = ofDatabase.get(sql);
  if (!statement) ofDatabase.set(sql, (statement = database.prepare(sql)));
  return statement;
}
