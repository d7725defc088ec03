import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** An SQL statement that is prepared once in each database it is used in. */
export function statement(sql: string): (database: DatabaseSync) => StatementSync {
  const prepared = new WeakMap<DatabaseSync, StatementSync>();
  return (database) => {
    let here = prepared.get(database);
    if (!here) prepared.set(database, (here = database.prepare(sql)));
    return here;
  };
}
