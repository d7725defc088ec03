import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { redactedText, type DataOf } from '#planning';
import { Projection } from '#projections';
import { auditedFact, type AuditedFact } from './audited-fact.js';
import { Names, NAMES_TABLE } from './names.js';
import { statedGrounds } from './stated-grounds.js';
import { wordsOf } from './words.js';

/**
 * Every fact of the log, whatever its stream, by what an auditor asks for: who, for whom, what, about which
 * scheda, of which unit, when, why, under which act. What a fact says stays in the log: the index tells where
 * it stands.
 *
 * Each index ends in the position, so that every page of a list is read from where the one before it ended.
 * Words stand in a full-text index under a letter that says what they are of (`rproroga`, `a12`), together with
 * the numbers of zone, actor, type and stream: a word and any of these are looked for at once.
 */
export class AuditFactsProjection extends Projection {
  readonly name = 'audit-facts';
  readonly version = 1;
  readonly filter: LogFilter = {};
  readonly schema = `${NAMES_TABLE}
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
    CREATE INDEX fact_by_zone ON fact (zone, position);
    CREATE INDEX fact_by_type ON fact (type, position);
    CREATE INDEX fact_by_verb ON fact (verb, position);
    CREATE INDEX fact_by_actor ON fact (actor, position, type, verb, stream);
    CREATE INDEX fact_by_actor_and_type ON fact (actor, type, position);
    CREATE INDEX fact_by_behalf ON fact (behalf, position) WHERE behalf IS NOT NULL;
    CREATE INDEX fact_by_scheda ON fact (scheda, position) WHERE scheda IS NOT NULL;
    CREATE INDEX fact_by_unit ON fact (unit, position, type) WHERE unit IS NOT NULL;
    CREATE INDEX fact_by_stream ON fact (stream, position, revision);
    CREATE INDEX fact_by_stream_and_type ON fact (stream, type, position);
    CREATE INDEX fact_by_day ON fact (zone, occurred_day, position, type, actor, stream, unit, verb);
    -- Where a day of recording begins: facts are recorded in the order of the log, but for clocks that differ.
    CREATE TABLE day_run (position INTEGER PRIMARY KEY, day INTEGER NOT NULL) STRICT;
    -- Each fact is applied within a savepoint, at which the full-text index writes out what it holds: words wait
    -- here until there are many of them.
    CREATE TABLE waiting_words (position INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE words USING fts5 (
      text, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61'
    );
  `;

  readonly #writers = new WeakMap<DatabaseSync, Writer>();

  /** @param mostWaiting how many facts' words wait at most: few enough to be looked through at each question */
  constructor(private readonly mostWaiting = 1_000) {
    super();
  }

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const fact = auditedFact(event);
    let writer = this.#writers.get(database);
    if (!writer) {
      writer = new Writer(database, this.mostWaiting);
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
  readonly #insert: StatementSync;
  readonly #beginDay: StatementSync;
  readonly #addWords: StatementSync;
  readonly #dropWords: StatementSync;
  readonly #dropWaiting: StatementSync;
  readonly #moveWaiting: StatementSync;
  readonly #endWaiting: StatementSync;
  readonly #find: StatementSync;
  readonly #hide: StatementSync;
  #day: number;
  #waiting: number;

  constructor(
    database: DatabaseSync,
    private readonly mostWaiting: number,
  ) {
    this.#names = new Names(database);
    this.#insert = database.prepare(
      'INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#beginDay = database.prepare('INSERT INTO day_run VALUES (?, ?)');
    this.#addWords = database.prepare('INSERT INTO waiting_words VALUES (?, ?)');
    this.#dropWords = database.prepare('DELETE FROM words WHERE rowid = ?');
    this.#dropWaiting = database.prepare('DELETE FROM waiting_words WHERE position = ?');
    this.#moveWaiting = database.prepare(
      'INSERT INTO words (rowid, text) SELECT position, text FROM waiting_words',
    );
    this.#endWaiting = database.prepare('DELETE FROM waiting_words');
    this.#find = database.prepare(`
      SELECT position, type, actor, reason, late_reason AS lateReason, grounds, act
      FROM fact INDEXED BY fact_by_stream WHERE stream = ? AND revision = ?`);
    this.#hide = database.prepare(
      'UPDATE fact SET reason = ?, late_reason = ?, grounds = ? WHERE position = ?',
    );
    const last = database.prepare('SELECT day FROM day_run ORDER BY position DESC LIMIT 1').get();
    this.#day = Number(last?.['day'] ?? 0);
    const waiting = database.prepare('SELECT count(*) AS count FROM waiting_words').get();
    this.#waiting = Number(waiting?.['count']);
  }

  write({ position, id, stream, revision, type }: RecordedEvent, fact: AuditedFact): void {
    const { zone } = fact;
    const names = this.#names;
    const streamId = names.idOf('stream', zone, stream);
    const zoneId = names.idOf('zone', zone, zone);
    const typeId = names.idOf('type', zone, type);
    const actorId = names.idOf('actor', zone, fact.actor);
    const recordedDay = dayNumber(fact.recordedOn);
    this.#insert.run(
      ...[position, id, streamId, revision, zoneId, typeId, actorId],
      ...[names.idOf('role', zone, fact.role), names.idOf('actor', zone, fact.onBehalfOf)],
      ...[names.idOf('verb', zone, fact.verb), names.idOf('scheda', zone, fact.scheda)],
      ...[names.idOf('unit', zone, fact.unit), fact.recordedMs, recordedDay],
      ...[dayNumber(fact.occurredOn), fact.reason ?? null, fact.lateReason ?? null],
      ...[fact.grounds ?? null, fact.act ?? null],
    );
    if (recordedDay !== this.#day) {
      this.#beginDay.run(position, recordedDay);
      this.#day = recordedDay;
    }
    const words = indexedWords(fact, [zoneId, typeId, actorId, streamId]);
    if (words !== undefined) this.#keepWords(position, words);
  }

  #keepWords(position: number, words: string): void {
    this.#addWords.run(position, words);
    this.#waiting += 1;
    if (this.#waiting < this.mostWaiting) return;
    this.#moveWaiting.run();
    this.#endWaiting.run();
    this.#waiting = 0;
  }

  /** Takes a text out of the index and out of its row; that it was there its fingerprint says. */
  redact(
    stream: string,
    zone: string,
    { factType, factRevision, where, pointer, sha256 }: DataOf<'TextRedacted'>,
  ): void {
    const streamId = this.#names.idOf('stream', zone, stream);
    // The columns of `#find`.
    const row = this.#find.get(streamId, factRevision) as unknown as RedactableRow | undefined;
    const column = redactableColumn(factType, where, pointer);
    if (!row || column === undefined || row[column] === null) return;
    const kept = { ...row, [column]: redactedText(sha256) };
    this.#hide.run(kept.reason, kept.lateReason, kept.grounds, row.position);
    if (this.#dropWaiting.run(row.position).changes === 0) this.#dropWords.run(row.position);
    else this.#waiting -= 1;
    const zoneId = this.#names.idOf('zone', zone, zone);
    const words = indexedWords(withoutNulls({ ...row, [column]: null }), [
      zoneId,
      row.type,
      row.actor,
      streamId,
    ]);
    if (words !== undefined) this.#keepWords(row.position, words);
  }
}

interface RedactableRow {
  readonly position: number;
  readonly type: number;
  readonly actor: number | null;
  readonly reason: string | null;
  readonly lateReason: string | null;
  readonly grounds: string | null;
  readonly act: string | null;
}

type Texts = Pick<AuditedFact, 'reason' | 'lateReason' | 'grounds' | 'act'>;

const withoutNulls = ({ reason, lateReason, grounds, act }: RedactableRow): Texts => ({
  reason: reason ?? undefined,
  lateReason: lateReason ?? undefined,
  grounds: grounds ?? undefined,
  act: act ?? undefined,
});

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

/** Reasons under `r`, acts under `a`, names under `n`; undefined for a fact that says neither why nor by which act. */
function indexedWords(
  { reason, lateReason, grounds, act }: Texts,
  names: readonly (number | null)[],
): string | undefined {
  const why = [reason, lateReason, grounds].filter((each) => each !== undefined).join(' ');
  if (why === '' && act === undefined) return undefined;
  return [
    ...wordsOf(why).map((word) => `r${word}`),
    ...wordsOf(act ?? '').map((word) => `a${word}`),
    ...names.flatMap((id) => (id === null ? [] : `n${id}`)),
  ].join(' ');
}

/** A day as a whole number that sorts as days do: `2024-01-31` is 20240131. */
export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));
