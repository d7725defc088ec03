import type { DatabaseSync, StatementSync } from 'node:sqlite';

const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** The statement of this text in this database, prepared once. There are few texts: what is asked stands in none. */
export function prepared(database: DatabaseSync, sql: string): StatementSync {
  let ofDatabase = statements.get(database);
  if (!ofDatabase) {
    ofDatabase = new Map();
    statements.set(database, ofDatabase);
  }
  let found = ofDatabase.get(sql);
  if (!found) {
    found = database.prepare(sql);
    ofDatabase.set(sql, found);
  }
  return found;
}

/** A statement of one text, in whichever database it is used. */
export const statement =
  (sql: string) =>
  (database: DatabaseSync): StatementSync =>
    prepared(database, sql);
