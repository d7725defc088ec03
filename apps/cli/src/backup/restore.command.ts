import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCommand, type Command } from 'commander';
import { AlreadyRunning, DamagedLog, InstanceLock, LogFile, notIn, replaceLog } from '#event-store';
import type { NotInTheOther } from '#event-store';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';
import { tellLog } from './told-log.js';

interface RestoreOptions {
  readonly data: string;
  readonly from: string;
  readonly confirmOlder?: true;
}

/** `traccia restore`: puts a copy in the place of the log of a folder, and keeps that one aside. */
export function restoreCommand(terminal: Terminal): Command {
  return createCommand('restore')
    .description('rimette una copia al posto del registro incorporato, che resta da parte')
    .requiredOption('--from <file>', 'la copia')
    .addOption(dataOption())
    .option('--confirm-older', 'anche se il registro che c’è contiene fatti che la copia non ha')
    .action(async ({ data, from, confirmOlder }: RestoreOptions) => {
      try {
        await restore(resolve(data), resolve(from), confirmOlder === true, terminal);
      } catch (error) {
        const inWords = error instanceof AlreadyRunning || error instanceof DamagedLog;
        throw inWords ? new CommandFailed(error.message, { cause: error }) : error;
      }
    });
}

async function restore(
  folder: string,
  from: string,
  confirmed: boolean,
  terminal: Terminal,
): Promise<void> {
  if (!existsSync(from)) throw new CommandFailed(`La copia ${from} non c’è.`);
  const backup = LogFile.open(from, false);
  try {
    const lock = InstanceLock.take(folder);
    try {
      const log = join(folder, 'log.db');
      if (!confirmed) mustLoseNothing(log, backup);
      putInPlace(backup, folder, log, terminal);
    } finally {
      lock.release();
    }
    await tellLog(backup, terminal);
  } finally {
    backup.close();
  }
}

/** @throws CommandFailed when the log holds what the backup does not, or may do so */
function mustLoseNothing(log: string, backup: LogFile): void {
  if (!existsSync(log) && !existsSync(`${log}-wal`)) return;
  const lost = whatIsLost(log, backup);
  if (lost !== undefined)
    throw new CommandFailed(
      `${lost} Se è quello che vuoi, ripeti con --confirm-older: il registro di adesso resterà da parte. ` +
        'Non è stato toccato nulla.',
    );
}

function whatIsLost(log: string, backup: LogFile): string | undefined {
  let present: LogFile;
  try {
    present = LogFile.open(log, false);
  } catch (error) {
    if (!(error instanceof DamagedLog)) throw error;
    return `Il registro che c’è è danneggiato, e non si può dire se contiene fatti che la copia non ha. (${error.message})`;
  }
  try {
    const missing = notIn(present, backup);
    return missing && sentence(missing);
  } finally {
    present.close();
  }
}

function sentence({ isOlder, events, first }: NotInTheOther): string {
  const { stream, revision } = first;
  const what = isOlder
    ? 'La copia è più vecchia del registro che c’è'
    : 'La copia e il registro che c’è sono diversi';
  const lost = events === 1 ? 'mancherebbe 1 evento' : `mancherebbero ${events} eventi`;
  return `${what}: ${lost}, dalla revisione ${revision} di ${stream} ` + `(${first.type}) in poi.`;
}

function putInPlace(backup: LogFile, folder: string, log: string, terminal: Terminal): void {
  const successor = join(folder, 'log-restored.db');
  rmSync(successor, { force: true }); // of a restoring that was killed
  backup.copyTo(successor);
  // What was made of another log; the server makes it anew. Before the log, so that a kill does no harm.
  rmSync(join(folder, 'views'), { recursive: true, force: true });
  for (const suffix of ['-wal', '-shm', ''])
    rmSync(join(folder, `snapshots.db${suffix}`), { force: true });
  const aside = join(
    folder,
    `log-replaced-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.db`,
  );
  replaceLog(log, successor, aside);
  if (existsSync(aside)) terminal.note(`Il registro di prima è in ${aside}.`);
}
