import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import {
  AlreadyRunning,
  DamagedLog,
  InstanceLock,
  StoreUnavailable,
  UnusableStoreAddress,
} from '#event-store';
import { BrokenHistory, InvalidVerifierKey, UnusableLedgerKey, type LedgerPlace } from '#ledger';
import { POLICY_VERSION } from '#planning';
import { openPlace } from '../copy/place.js';
import { CommandFailed } from '../failure.js';
import { peopleFolder, peopleOption } from '../backup/personal-data-copy.js';
import { dataOption } from '../token/token-file.js';

/** Where a ledger is, as the server is told, in the same words. */
export interface LedgerOptions {
  readonly data: string;
  readonly people?: string;
  readonly key?: string;
  readonly eventStore?: string;
}

/** Has a command ask where the ledger is. */
export function withLedgerOptions(command: Command): Command {
  return command
    .addOption(dataOption())
    .addOption(peopleOption())
    .addOption(
      new Option('--key <file>', 'la chiave di firma, se non è ledger.key').env(
        'TRACCIA_LEDGER_KEY',
      ),
    )
    .addOption(
      new Option(
        '--event-store <indirizzo>',
        'il server del registro, se non è nella cartella dei dati',
      ).env('TRACCIA_EVENTSTORE'),
    );
}

/** The file of the signing key. */
function keyFileOf({ data, people, key = '' }: LedgerOptions): string {
  if (key !== '') return resolve(key);
  return join(
    resolve(peopleFolder({ data, ...(people !== undefined && { people }) })),
    'ledger.key',
  );
}

/**
 * Works on a ledger while nobody else does.
 * @throws CommandFailed in words
 */
export async function onLedger<Result>(
  options: LedgerOptions,
  work: (place: LedgerPlace) => Promise<Result>,
): Promise<Result> {
  const folder = resolve(options.data);
  const { eventStore = '' } = options;
  try {
    const lock = eventStore === '' ? undefined : InstanceLock.take(folder);
    try {
      const place = await openPlace(eventStore === '' ? `embedded:${folder}` : eventStore, true);
      try {
        const keyFile = keyFileOf(options);
        const second = `${keyFile.replace(/\.key$/, '')}.ml-dsa-44.key`;
        return await work({
          ...{ store: place.store, keyFile, file: join(folder, 'ledger.db'), host: undefined },
          postQuantumKeyFile: existsSync(second) ? second : undefined,
          nowMs: () => Date.now(),
          policy: POLICY_VERSION,
          isInOrder: () => false,
        });
      } finally {
        await place.close();
      }
    } finally {
      lock?.release();
    }
  } catch (error) {
    throw explained(error);
  }
}

/** An error of the ledger or of the log as a sentence, where it is one. */
export function explained(error: unknown): unknown {
  const sayers = [AlreadyRunning, BrokenHistory, DamagedLog, InvalidVerifierKey, StoreUnavailable];
  const isSaid =
    [...sayers, UnusableLedgerKey, UnusableStoreAddress].some((sayer) => error instanceof sayer) &&
    error instanceof Error;
  return isSaid ? new CommandFailed(error.message, { cause: error }) : error;
}
