import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeDurable } from '#durable-files';
import { factLine } from './fact-line.js';
import type { LogFile } from './log-file.js';
import type { StoredEvent } from './stored-event.js';

/** What a log holds that another one does not. */
export interface NotInTheOther {
  /** True when the other is only older: all that it holds is here, too, and in the same place. */
  readonly isOlder: boolean;
  /** How many events there are from the first that differs on. */
  readonly events: number;
  readonly first: StoredEvent;
}

/** What `log` holds and `other` does not; undefined when `log` is a beginning of `other`, or the same. */
export function notIn(log: LogFile, other: LogFile): NotInTheOther | undefined {
  const others = other.events();
  let first: StoredEvent | undefined;
  let isOlder = true;
  let events = 0;
  for (const event of log.events()) {
    if (first === undefined) {
      const counterpart = others.next();
      if (counterpart.done !== true && isSame(event, counterpart.value)) continue;
      isOlder = counterpart.done === true;
      first = event;
    }
    events++;
  }
  others.return(undefined);
  return first && { isOlder, events, first };
}

function isSame(one: StoredEvent, other: StoredEvent): boolean {
  return one.position === other.position && factLine(one).equals(factLine(other));
}

/**
 * Puts a whole log in the place of another one, which is kept aside under another name. Nobody may be using
 * either. A kill in between leaves one of the two in its place, or the old one so that nothing starts on it.
 */
export function replaceLog(log: string, successor: string, aside: string): void {
  if (existsSync(log)) {
    linkSync(log, aside);
    // With the successor in its place, what was written ahead for the old one would spoil it.
    if (existsSync(`${log}-wal`)) renameSync(`${log}-wal`, `${aside}-wal`);
    rmSync(`${log}-shm`, { force: true });
    makeDurable(dirname(log));
  }
  renameSync(successor, log);
  makeDurable(dirname(log));
}
