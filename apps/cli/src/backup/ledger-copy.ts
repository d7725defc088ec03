import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDurable } from '#durable-files';
import { CommandFailed } from '../failure.js';
import { copyDatabase } from './copy-database.js';

/** The copy of the ledger that belongs to a copy of the log: `log-2026.ledger.db` beside `log-2026.db`. */
export const ledgerBeside = (log: string): string => log.replace(/(\.db)?$/, '.ledger.db');

/**
 * Copies the ledger of a folder. What was signed says later whether the log is still the whole one: a copy of the
 * log that is made after it holds all that it speaks of.
 * @returns what gives the copy its name; undefined where there is no ledger
 */
export function copyLedger(folder: string, log: string): (() => void) | undefined {
  const file = join(folder, 'ledger.db');
  const to = ledgerBeside(log);
  if (existsSync(to)) throw new CommandFailed(`Il file ${to} c’è già: indica un altro nome.`);
  if (!existsSync(file)) return undefined;
  const partial = `${to}.partial`;
  rmSync(partial, { force: true }); // of a backup that was interrupted
  copyDatabase(file, partial);
  return () => {
    renameSync(partial, to);
    makeDurable(dirname(to));
  };
}

/** A ledger that is to be put into a folder, and is there under another name. */
export interface StagedLedger {
  readonly file: string;
  putInPlace(): void;
  drop(): void;
}

/** Brings the copy of a ledger into a folder that has none; what is there is newer, and stays. */
export function stageLedger(log: string, folder: string): StagedLedger | undefined {
  const [copy, place] = [ledgerBeside(log), join(folder, 'ledger.db')];
  if (existsSync(place) || !existsSync(copy)) return undefined;
  const file = `${place}.restored`;
  const drop = (): void => {
    for (const suffix of ['-wal', '-shm', '']) rmSync(`${file}${suffix}`, { force: true });
  };
  drop(); // of a restoring that was killed
  copyFileSync(copy, file);
  return {
    file,
    putInPlace: () => {
      for (const suffix of ['-wal', '-shm']) rmSync(`${place}${suffix}`, { force: true });
      makeDurable(file);
      renameSync(file, place);
      makeDurable(folder);
    },
    drop,
  };
}
