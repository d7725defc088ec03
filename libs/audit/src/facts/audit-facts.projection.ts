import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { redactedText, type DataOf } from '#planning';
import { Projection } from '#projections';
import { auditedFact, type AuditedFact } from './audited-fact.js';
import { keyOf, Names, NAMES_TABLE, type Named } from './names.js';
import { BLOCK, blockOf, lastBlock, Postings, POSTINGS_TABLE } from './postings.js';
import { statedGrounds } from './stated-grounds.js';
import { NAMED_COLUMNS } from './statement.js';
import { saidWhy, wordsOf, type Texts } from './words.js';

/**
 * Every fact of the log, whatever its stream, by what an auditor asks for: who, for whom, what, about which
 * scheda, of which unit, when, why, under which act. What a fact says stays in the log: the index tells where
 * it stands.
 *
 * Names, days and words are numbered, and for each number it is listed which facts have it: whatever is asked at
 * once, the lists are compared. The facts of the last block are not listed yet, they are looked at one by one.
 */
export class AuditFactsProjection extends Projection {
  readonly name = 'audit-facts';
  readonly version = 2;
  readonly filter: LogFilter = {};
  readonly schema = `${NAMES_TABLE}${POSTINGS_TABLE}
    CREATE TABLE fact (
      position INTEGER PRIMARY KEY,
      event_id TEXT NOT NULL,
      stream INTEGER NOT NULL, -- names, as are the next eight
      revision INTEGER NOT NULL,
      zone INTEGER NOT NULL,
      type INTEGER NOT NULL,
      actor INTEGER,
      role INTEGER,
      behalf INTEGER,
      verb INTEGER,
      scheda INTEGER,
      unit INTEGER,
      recorded_ms INTEGER NOT NULL,
      recorded_day INTEGER NOT NULL, -- 20240131
      occurred_day INTEGER NOT NULL,
      reason TEXT,
      late_reason TEXT,
      grounds TEXT,
      act TEXT
    ) STRICT;
    CREATE INDEX fact_by_revision ON fact (stream, revision);
    -- Where a day of recording begins: facts are recorded in the order of the log, but for clocks that differ.
    CREATE TABLE day_run (position INTEGER PRIMARY KEY, day INTEGER NOT NULL) STRICT;
  `;

  readonly #writers = new WeakMap<DatabaseSync, Writer>();

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const fact = auditedFact(event);
    let writer = this.#writers.get(database);
    if (!writer) {
      writer = new Writer(database);
      this.#writers.set(database, writer);
    }
    writer.write(event, fact);
    if (event.type === 'TextRedacted') {
      writer.redact(event.stream, fact.zone, event.data as unknown as DataOf<'TextRedacted'>);
    }
  }

  override undone(database: DatabaseSync): void {
    this.#writers.delete(database);
  }
}

/** A fact of one database, with its statements prepared once. */
class Writer {
  readonly #names: Names;
  readonly #postings: Postings;
  readonly #insert: StatementSync;
  readonly #beginDay: StatementSync;
  readonly #find: StatementSync;
  readonly #hide: StatementSync;
  /** Which facts of the last block have a name, by its number, or a word, by its key. */
  readonly #waiting = new Map<number | string, number[]>();
  #block: number;
  #day: number;

  constructor(database: DatabaseSync) {
    this.#names = new Names(database);
    this.#postings = new Postings(database);
    this.#insert = database.prepare(
      'INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#beginDay = database.prepare('INSERT INTO day_run VALUES (?, ?)');
    this.#find = database.prepare(`${ROWS} WHERE stream = ? AND revision = ?`);
    this.#hide = database.prepare(
      'UPDATE fact SET reason = ?, late_reason = ?, grounds = ? WHERE position = ?',
    );
    const last = database.prepare('SELECT day FROM day_run ORDER BY position DESC LIMIT 1').get();
    this.#day = Number(last?.['day'] ?? 0);
    this.#block = lastBlock(database);
    const waiting = database.prepare(`${ROWS} WHERE position >= ?`).all(this.#block * BLOCK);
    // The columns of `ROWS`.
    for (const row of waiting as unknown as StoredFact[]) this.#list(row);
  }

  write({ position, id, stream, revision, type }: RecordedEvent, fact: AuditedFact): void {
    const { zone, recordedMs } = fact;
    const block = blockOf(position);
    if (block > this.#block) this.#endBlock(block);
    const idOf = (what: Named, text: string | undefined): number | null =>
      text === undefined ? null : this.#names.idOf(what, zone, text);
    const row: StoredFact = {
      position,
      zone: this.#names.idOf('zone', zone, zone),
      stream: idOf('stream', stream),
      type: idOf('type', type),
      actor: idOf('actor', fact.actor),
      behalf: idOf('behalf', fact.onBehalfOf),
      verb: idOf('verb', fact.verb),
      scheda: idOf('scheda', fact.scheda),
      unit: idOf('unit', fact.unit),
      occurredDay: dayNumber(fact.occurredOn),
      reason: fact.reason ?? null,
      lateReason: fact.lateReason ?? null,
      grounds: fact.grounds ?? null,
      act: fact.act ?? null,
    };
    const recordedDay = dayNumber(fact.recordedOn);
    this.#insert.run(
      position,
      id,
      row.stream,
      revision,
      row.zone,
      row.type,
      row.actor,
      idOf('role', fact.role),
      row.behalf,
      row.verb,
      row.scheda,
      row.unit,
      recordedMs,
      recordedDay,
      row.occurredDay,
      row.reason,
      row.lateReason,
      row.grounds,
      row.act,
    );
    if (recordedDay !== this.#day) {
      this.#beginDay.run(position, recordedDay);
      this.#day = recordedDay;
    }
    this.#list(row);
  }

  /** Takes a text out of its row and its words out of the lists; that it was there its fingerprint says. */
  redact(
    stream: string,
    zone: string,
    { factType, factRevision, where, pointer, sha256 }: DataOf<'TextRedacted'>,
  ): void {
    const streamId = this.#names.idOf('stream', zone, stream);
    // The columns of `ROWS`.
    const row = this.#find.get(streamId, factRevision) as unknown as StoredFact | undefined;
    const column = redactableColumn(factType, where, pointer);
    if (!row || column === undefined || row[column] === null) return;
    const hidden = { ...row, [column]: redactedText(sha256) };
    this.#hide.run(hidden.reason, hidden.lateReason, hidden.grounds, row.position);
    const kept = new Set(wordKeys(hidden));
    for (const key of wordKeys(row)) if (!kept.has(key)) this.#forgetWord(key, row.position);
  }

  #list(row: StoredFact): void {
    const { position, zone } = row;
    // A fact that was put aside comes when its block has long been written.
    const isLate = blockOf(position) < this.#block;
    const list = (key: number | string | null): void => {
      if (key === null) return;
      if (isLate) this.#postings.change(this.#numberOf(key), position, true);
      else {
        const places = this.#waiting.get(key);
        if (places) places.push(position % BLOCK);
        else this.#waiting.set(key, [position % BLOCK]);
      }
    };
    list(zone);
    for (const column of NAMED_COLUMNS) list(row[column]);
    list(this.#names.idOf('day', String(zone), String(row.occurredDay)));
    for (const key of wordKeys(row)) list(key);
  }

  #endBlock(next: number): void {
    // In the order of the table: rows beside each other are written together.
    const lists = [...this.#waiting]
      .map(([key, places]) => [this.#numberOf(key), places] as const)
      .sort(([one], [other]) => one - other);
    for (const [name, places] of lists) this.#postings.put(name, this.#block, places);
    this.#waiting.clear();
    this.#block = next;
  }

  #numberOf(key: number | string): number {
    return typeof key === 'number' ? key : this.#names.idOfKey(key);
  }

  #forgetWord(key: string, position: number): void {
    if (blockOf(position) === this.#block) {
      const places = this.#waiting.get(key)?.filter((place) => place !== position % BLOCK) ?? [];
      if (places.length > 0) this.#waiting.set(key, places);
      else this.#waiting.delete(key);
      return;
    }
    const id = this.#names.idOfKey(key);
    this.#postings.change(id, position, false);
    if (!this.#postings.has(id)) this.#names.forget(id);
  }
}

/** A row of the index as it is listed. */
interface StoredFact extends Texts {
  readonly position: number;
  readonly zone: number;
  readonly stream: number | null;
  readonly type: number | null;
  readonly actor: number | null;
  readonly behalf: number | null;
  readonly verb: number | null;
  readonly scheda: number | null;
  readonly unit: number | null;
  readonly occurredDay: number;
}

const ROWS = `
  SELECT position, zone, stream, type, actor, behalf, verb, scheda, unit, occurred_day AS occurredDay,
    reason, late_reason AS lateReason, grounds, act
  FROM fact`;

/** Which of the texts of the index stands in a place of a fact, if one does. */
function redactableColumn(
  factType: string,
  where: 'data' | 'envelope',
  pointer: string,
): 'reason' | 'lateReason' | 'grounds' | undefined {
  if (where === 'envelope') {
    return pointer === '/reason' ? 'reason' : pointer === '/lateReason' ? 'lateReason' : undefined;
  }
  const its = statedGrounds({ type: factType, data: { [pointer.slice(1)]: 'x' } });
  return its?.pointer === pointer ? 'grounds' : undefined;
}

/** The names of the words of a fact: of its reasons, and of its act. */
const wordKeys = (row: StoredFact): readonly string[] => [
  ...wordsOf(saidWhy(row)).map((word) => keyOf('why', String(row.zone), word)),
  ...wordsOf(row.act ?? '').map((word) => keyOf('act', String(row.zone), word)),
];

/** A day as a whole number that sorts as days do: `2024-01-31` is 20240131. */
export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));
