import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createCommand, type Command } from 'commander';
import { DamagedLog, LogFile } from '#event-store';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';
import { tellLog } from './told-log.js';

interface BackupOptions {
  readonly data: string;
  readonly to: string;
}

/** `traccia backup`: copies the log of a folder, also while a server writes to it. */
export function backupCommand(terminal: Terminal): Command {
  return createCommand('backup')
    .description('copia il registro incorporato in un file, anche mentre il server lavora')
    .addOption(dataOption())
    .requiredOption('--to <file>', 'il file della copia, che non deve esserci ancora')
    .action(async ({ data, to }: BackupOptions) => {
      try {
        await backUp(join(resolve(data), 'log.db'), resolve(to), terminal);
      } catch (error) {
        if (!(error instanceof DamagedLog)) throw error;
        throw new CommandFailed(error.message, { cause: error });
      }
    });
}

async function backUp(log: string, to: string, terminal: Terminal): Promise<void> {
  if (!existsSync(log)) throw new CommandFailed(`Il registro ${log} non c’è.`);
  if (existsSync(to)) throw new CommandFailed(`Il file ${to} c’è già: indicane uno nuovo.`);
  if (!existsSync(dirname(to))) throw new CommandFailed(`La cartella ${dirname(to)} non c’è.`);
  const source = LogFile.open(log, true);
  try {
    source.copyTo(to);
  } finally {
    source.close();
  }
  const backup = LogFile.open(to, false);
  try {
    await tellLog(backup, terminal);
  } finally {
    backup.close();
  }
}
