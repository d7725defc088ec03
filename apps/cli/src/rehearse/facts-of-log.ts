import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LogFile, openEsdbEventStore, storeAddress, type StoredEvent } from '#event-store';
import type { RecordedFact } from '#workflow';
import { CommandFailed } from '../failure.js';

/** The facts of a log, to be read once. */
export interface Facts {
  /** How many there are, roughly: others may come while these are read. */
  readonly total: number;
  all(): AsyncIterable<ReadFact> | Iterable<ReadFact>;
  close(): Promise<void>;
}

/** A fact and where it stands; its words are only read when they are asked for. */
export interface ReadFact {
  readonly stream: string;
  fact(): RecordedFact;
}

const EMBEDDED = 'embedded:';

/**
 * Opens a log to be read, also while a server works on it; nothing is written there.
 * @throws CommandFailed, DamagedLog, UnusableStoreAddress
 */
export async function openFacts(place: string): Promise<Facts> {
  if (!place.startsWith(EMBEDDED)) {
    const store = await openEsdbEventStore({ connectionString: storeAddress(place) });
    return {
      total: await store.end(),
      async *all() {
        for await (const event of store.readStored()) yield readFact(event);
      },
      close: () => store.close(),
    };
  }
  const file = join(resolve(place.slice(EMBEDDED.length)), 'log.db');
  if (!existsSync(file)) throw new CommandFailed(`Il registro ${file} non c’è.`);
  const log = LogFile.open(file, true);
  return {
    total: log.size,
    *all() {
      for (const event of log.facts()) yield readFact(event);
    },
    close: () => {
      log.close();
      return Promise.resolve();
    },
  };
}

const decoder = new TextDecoder();

function readFact({ stream, revision, type, data, metadata }: StoredEvent): ReadFact {
  const read = (bytes: Uint8Array): never => JSON.parse(decoder.decode(bytes)) as never;
  return { stream, fact: () => ({ type, revision, data: read(data), metadata: read(metadata) }) };
}
