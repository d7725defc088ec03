import type { SQLInputValue } from 'node:sqlite';
import type { LogFilter, Position } from './event-store.js';
import type { EventRow, SqliteLog } from './sqlite.log.js';

/** An event in the hands of one consumer of a group, until it is settled or the hold ends. */
export interface Claim {
  readonly row: EventRow;
  readonly attempt: number;
}

export interface ParkedRow {
  readonly row: EventRow;
  readonly attempts: number;
  readonly reason: string;
  readonly parkedMs: number;
}

/** A checkpoint that only moved past unwanted events is worth a write after so many positions. */
const CHECKPOINT_STRIDE = 1_000;

/**
 * Where a group of consumers stands: a checkpoint, up to which every event has been handed out, the
 * deliveries that are not settled yet, and what was put aside. Its methods that change something run
 * inside a transaction of the log.
 */
export class SqliteGroup {
  readonly #log: SqliteLog;
  readonly #id: number;

  private constructor(log: SqliteLog, id: number) {
    this.#log = log;
    this.#id = id;
  }

  static find(log: SqliteLog, name: string): SqliteGroup | undefined {
    const row = log.statement('SELECT id FROM consumer_group WHERE name = ?').get(name);
    return row && new SqliteGroup(log, (row as unknown as [number])[0]);
  }

  /** Makes the group, standing after this position, unless it is there already. */
  static make(log: SqliteLog, name: string, after: Position): void {
    log
      .statement(
        'INSERT INTO consumer_group (name, checkpoint) VALUES (?, ?) ON CONFLICT DO NOTHING',
      )
      .run(name, after);
  }

  /** Gives back all that is held: after a restart nobody is left to hold it. */
  releaseAll(): void {
    this.#run('UPDATE delivery SET held_until_ms = 0 WHERE group_id = ?1');
  }

  /** Takes an event for a consumer: what came back first, in log order, then what is new. */
  claim(
    filter: LogFilter | undefined,
    nowMs: number,
    holdMs: number,
    maxDeliveries: number,
  ): Claim | undefined {
    for (let back = this.#firstFree(nowMs); back; back = this.#firstFree(nowMs)) {
      const [position, attempts] = back;
      if (attempts < maxDeliveries) {
        this.#hold(position, attempts + 1, nowMs + holdMs);
        return { row: this.#recorded(position), attempt: attempts + 1 };
      }
      this.#park(position, attempts, tooManyDeliveries(attempts), nowMs);
    }
    const checkpoint = this.#checkpoint();
    const page = this.#log.logPage(checkpoint, true, 1, filter);
    const [row] = page.rows;
    if (row !== undefined || page.considered - checkpoint >= CHECKPOINT_STRIDE)
      this.#run('UPDATE consumer_group SET checkpoint = ?2 WHERE id = ?1', page.considered);
    if (row === undefined) return undefined;
    this.#run('INSERT INTO delivery VALUES (?1, ?2, 1, ?3)', row[0], nowMs + holdMs);
    return { row, attempt: 1 };
  }

  /** When the first hold ends; Infinity if nothing is held. */
  nextReleaseMs(): number {
    const [first] = this.#get('SELECT min(held_until_ms) FROM delivery WHERE group_id = ?1') as [
      number | null,
    ];
    return first ?? Infinity;
  }

  /** It is done, whoever else may hold it by now, and even if it was parked. */
  acknowledge({ row: [position] }: Claim): void {
    this.#run('DELETE FROM delivery WHERE group_id = ?1 AND position = ?2', position);
    this.#run('DELETE FROM parked_event WHERE group_id = ?1 AND position = ?2', position);
  }

  /** Gives an event back, unless its hold has ended and another consumer has got it. */
  giveBack({ row: [position], attempt }: Claim, nowMs: number, maxDeliveries: number): void {
    if (!this.#isAt(position, attempt)) return;
    if (attempt < maxDeliveries) this.#hold(position, attempt, 0);
    else this.#park(position, attempt, tooManyDeliveries(attempt), nowMs);
  }

  /** Takes back a claim that no consumer has seen: it does not count as an attempt. */
  unclaim({ row: [position], attempt }: Claim): void {
    this.#hold(position, attempt - 1, 0);
  }

  /** Puts an event aside, unless its hold has ended and another consumer has got it. */
  putAside({ row: [position], attempt }: Claim, reason: string, nowMs: number): void {
    if (this.#isAt(position, attempt)) this.#park(position, attempt, reason, nowMs);
  }

  /** What was put aside, in log order. */
  parked(): readonly ParkedRow[] {
    const rows = this.#log
      .statement(
        `SELECT position, attempts, reason, parked_ms FROM parked_event
         WHERE group_id = ? ORDER BY position`,
      )
      .all(this.#id) as unknown as [number, number, string, number][];
    return rows.map(([position, attempts, reason, parkedMs]) => {
      return { row: this.#recorded(position), attempts, reason, parkedMs };
    });
  }

  /** Hands out once more what was put aside; answers how many events. */
  replayParked(): number {
    this.#run(
      'INSERT INTO delivery SELECT group_id, position, 0, 0 FROM parked_event WHERE group_id = ?1',
    );
    return this.#run('DELETE FROM parked_event WHERE group_id = ?1');
  }

  #firstFree(nowMs: number): [position: number, attempts: number] | undefined {
    return this.#get(
      `SELECT position, attempt FROM delivery WHERE group_id = ?1 AND held_until_ms <= ?2
       ORDER BY position LIMIT 1`,
      nowMs,
    ) as [number, number] | undefined;
  }

  #isAt(position: Position, attempt: number): boolean {
    const sql = 'SELECT attempt FROM delivery WHERE group_id = ?1 AND position = ?2';
    return (this.#get(sql, position) as [number] | undefined)?.[0] === attempt;
  }

  #hold(position: Position, attempt: number, untilMs: number): void {
    this.#run(
      `UPDATE delivery SET attempt = ?3, held_until_ms = ?4
       WHERE group_id = ?1 AND position = ?2`,
      position,
      attempt,
      untilMs,
    );
  }

  #park(position: Position, attempts: number, reason: string, nowMs: number): void {
    this.#run('DELETE FROM delivery WHERE group_id = ?1 AND position = ?2', position);
    this.#run(
      'INSERT INTO parked_event VALUES (?1, ?2, ?3, ?4, ?5)',
      position,
      attempts,
      reason,
      nowMs,
    );
  }

  #checkpoint(): Position {
    const sql = 'SELECT checkpoint FROM consumer_group WHERE id = ?1';
    return (this.#get(sql) as [number])[0];
  }

  #recorded(position: Position): EventRow {
    const row = this.#log.at(position);
    if (row === undefined) throw new Error(`The log has no event at ${position}`);
    return row;
  }

  #get(sql: string, ...parameters: SQLInputValue[]): unknown {
    return this.#log.statement(sql).get(this.#id, ...parameters);
  }

  #run(sql: string, ...parameters: SQLInputValue[]): number {
    return Number(this.#log.statement(sql).run(this.#id, ...parameters).changes);
  }
}

function tooManyDeliveries(attempts: number): string {
  return `Consegnato ${attempts} volte senza esito / Delivered ${attempts} times without success`;
}
