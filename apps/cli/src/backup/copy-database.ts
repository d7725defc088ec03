import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { makeDurable } from '#durable-files';

/** Copies a database as it is at this moment, for its owner alone to read, also while a server works with it. */
export function copyDatabase(file: string, to: string): void {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
  chmodSync(to, 0o600);
  makeDurable(to);
}
