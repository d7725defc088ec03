import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InstanceLock, openEsdbEventStore, SqliteEventStore, storeAddress } from '#event-store';
import type { EventStore, StoredLog } from '#event-store';
import { CommandFailed } from '../failure.js';

/** A log that is open where somebody said it is. */
export interface OpenPlace {
  readonly store: EventStore & StoredLog;
  close(): Promise<void>;
}

const EMBEDDED = 'embedded:';

/**
 * Opens the log at `embedded:FOLDER`, which nobody else may be using then, or at the address of a server.
 * @param mustBeThere a folder without a log is then a mistake, and nothing is made there
 * @throws CommandFailed, AlreadyRunning, DamagedLog, UnusableStoreAddress
 */
export async function openPlace(place: string, mustBeThere: boolean): Promise<OpenPlace> {
  if (!place.startsWith(EMBEDDED)) {
    if (!/^(?:esdb|kurrentdb)(?:\+discover)?:/u.test(place))
      throw new CommandFailed(
        'Un deposito si indica come embedded:CARTELLA, o con l’indirizzo esdb://… o kurrentdb://… di un server.',
      );
    const store = await openEsdbEventStore({ connectionString: storeAddress(place) });
    return { store, close: () => store.close() };
  }
  const folder = resolve(place.slice(EMBEDDED.length));
  const file = join(folder, 'log.db');
  if (mustBeThere && !existsSync(file))
    throw new CommandFailed(`Nella cartella ${folder} non c’è un registro (log.db).`);
  const lock = InstanceLock.take(folder);
  try {
    const store = SqliteEventStore.open({ file });
    return {
      store,
      close: async () => {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
