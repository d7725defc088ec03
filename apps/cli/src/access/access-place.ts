import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import { AccessFile, type AccessSources } from '#access';
import { CommandFailed } from '../failure.js';

/** Where the accounts of an installation are: as the server is told, in the same words. */
export interface AccessPlace {
  readonly data: string;
  readonly access?: string;
}

/** The file of accounts, where it is not the one in the data folder. */
export const accessOption = (): Option =>
  new Option('--access <file>', 'il file degli accessi, se non è access.db della cartella').env(
    'TRACCIA_ACCESS',
  );

/**
 * Works with access.db, which the server may be using at the same time. Makes none: what is written into
 * another file than that of the server would be worth nothing, and nobody would notice until it is needed.
 * @throws CommandFailed when there is no such file
 */
export async function withAccessFile<Result>(
  { data, access }: AccessPlace,
  work: (file: AccessFile) => Result | Promise<Result>,
  sources: AccessSources = {},
): Promise<Result> {
  const path = access === undefined || access === '' ? join(data, 'access.db') : access;
  if (!existsSync(path)) {
    throw new CommandFailed(
      `Non c’è il file degli accessi ${path}: indica --data o --access come al server, che lo crea al primo avvio.`,
    );
  }
  const file = AccessFile.open(path, sources);
  try {
    return await work(file);
  } finally {
    file.close();
  }
}
