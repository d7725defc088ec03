import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';

/**
 * A read model: rows in a SQLite file of its own, made from the facts of the log and from nothing
 * else. It is a cache; the log can always make it again. A port: other libs extend it.
 */
export abstract class Projection {
  /** What people call it, in kebab-case: `worklist`. It names the file. */
  abstract readonly name: string;

  /** A whole number from 1. Raise it whenever `filter`, `schema` or `apply` would give other rows. */
  abstract readonly version: number;

  /** The facts it is made from. */
  abstract readonly filter: LogFilter;

  /** The statements (DDL) that make its tables. `checkpoint` and `parked` are the names it cannot use. */
  abstract readonly schema: string;

  /**
   * The version before this one, kept in the code as long as files of it may be about: it then goes
   * on being followed and read until this version has caught up. Without it, readers see this
   * version while it is being built.
   */
  readonly previous?: Projection | undefined;

  /**
   * Writes what one fact means into the rows. Synchronous, no transactions of its own; it looks at
   * nothing but the fact and its own rows (no clock, no chance, no other table).
   * It never refuses a fact, which happened whatever we think of it: when this throws, the fact is
   * parked for people to look at, its half-written rows are undone, and the next fact is applied.
   * The facts that were applied together with it are undone, too, and applied again.
   */
  abstract apply(event: RecordedEvent, database: DatabaseSync): void;

  /** Rows were undone: what is remembered of this database beside them is to be forgotten. */
  undone?(database: DatabaseSync): void;
}
