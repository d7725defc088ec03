import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedLog, LogFile, type JsonObject } from '#event-store';
import { Directory, type DecidedErasure } from '#people';
import { decidedErasure, ERASURE } from '#planning';

/** Every erasure that a log knows of. */
export function erasuresIn(log: LogFile): readonly DecidedErasure[] {
  const found: DecidedErasure[] = [];
  for (const { id, stream, type, data, metadata } of log.facts()) {
    if (type !== ERASURE || !stream.startsWith('register-')) continue;
    found.push(decidedErasure({ id, stream, data: jsonOf(data), metadata: jsonOf(metadata) }));
  }
  return found;
}

/** What the logs of a folder say of erasures: the one in use and those that were put aside. */
export interface KnownErasures {
  readonly erasures: readonly DecidedErasure[];
  /** The logs that nobody can read. */
  readonly unreadable: readonly string[];
}

/** Every erasure that some log in a folder knows of. */
export function erasuresKnownIn(folder: string): KnownErasures {
  const logs = readdirSync(folder).filter((name) => /^log(-replaced-.*)?\.db$/.test(name));
  const erasures: DecidedErasure[] = [];
  const unreadable: string[] = [];
  for (const name of logs) {
    try {
      const log = LogFile.open(join(folder, name), false);
      try {
        erasures.push(...erasuresIn(log));
      } finally {
        log.close();
      }
    } catch (error) {
      if (!(error instanceof DamagedLog)) throw error;
      unreadable.push(name);
    }
  }
  return { erasures, unreadable };
}

/** Has the server carry them out when it starts, since the log it will have does not know of them. */
export function owe(people: string, erasures: readonly DecidedErasure[]): void {
  if (erasures.length === 0) return;
  const directory = Directory.open(join(people, 'people.db'));
  try {
    for (const erasure of erasures) directory.owe(erasure);
  } finally {
    directory.close();
  }
}

/** Facts are JSON objects: nothing else is appended by the server. */
const jsonOf = (bytes: Uint8Array): JsonObject =>
  JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonObject;
