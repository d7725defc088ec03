import { Bell } from './bell.js';
import { GroupCommit } from './group-commit.js';
import { mustBeSound } from './sound-log.js';
import { SqliteLog } from './sqlite.log.js';

export interface OpenLog {
  /** The one file of the log; created if it is not there. */
  readonly file: string;
  /** Milliseconds since 1970. Default: the clock of the machine. */
  readonly clock?: () => number;
}

/** A log that is open: what whoever serves it needs, each connection made anew after a failure. */
export interface Log {
  readonly commits: GroupCommit;
  /** Rings when there may be new events. */
  readonly bell: Bell;
  readonly nowMs: () => number;
}

/** @throws DamagedLog if it is not whole; if the file cannot be opened. */
export function openLog({ file, clock = () => Date.now() }: OpenLog): Log {
  mustBeSound(file);
  const nowMs = () => Math.floor(clock());
  const bell = new Bell();
  const commits = new GroupCommit(
    new SqliteLog(file, 'create'),
    () => new SqliteLog(file, 'open'),
    nowMs,
    () => {
      bell.ring();
    },
  );
  return { commits, bell, nowMs };
}
