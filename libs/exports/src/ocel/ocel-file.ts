import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { ExportedFact } from '../exported-fact.js';
import { changesIn, objectAttributes, type Attributes } from '../objects/object-changes.js';
import type { NamedObject } from '../objects/named-objects.js';
import type { ObjectType } from '../objects/object-id.js';

/** What is told of every event besides its time. */
export const eventAttributes = [
  ...['revision', 'occurred-on', 'role', 'rule', 'command', 'policy', 'leaf-index', 'leaf-hash'],
] as const;

/** A row of a table of it, by its columns. */
export type Row = Readonly<Record<string, unknown>>;

const schema = `
  PRAGMA journal_mode = OFF; -- nobody reads it before it is whole, and it goes with its folder
  PRAGMA synchronous = OFF;
  PRAGMA foreign_keys = OFF;
  CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
  CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
  CREATE TABLE event (
    ocel_id TEXT PRIMARY KEY,
    ocel_type TEXT NOT NULL REFERENCES event_map_type (ocel_type)
  );
  CREATE TABLE object (
    ocel_id TEXT PRIMARY KEY,
    ocel_type TEXT NOT NULL REFERENCES object_map_type (ocel_type)
  );
  CREATE TABLE event_object (
    ocel_event_id TEXT NOT NULL REFERENCES event (ocel_id),
    ocel_object_id TEXT NOT NULL REFERENCES object (ocel_id),
    ocel_qualifier TEXT NOT NULL,
    PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
  );
  CREATE TABLE object_object (
    ocel_source_id TEXT NOT NULL REFERENCES object (ocel_id),
    ocel_target_id TEXT NOT NULL REFERENCES object (ocel_id),
    ocel_qualifier TEXT NOT NULL,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
  );
  BEGIN;
`;

/**
 * An event log of OCEL 2.0 in the making, in its relational form: on disk, so that it may be larger than memory. Objects
 * are told with the values they had at first, and every change after with its time.
 */
export class OcelFile {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #eventTypes = new Set<string>();
  readonly #objectTypes = new Set<ObjectType>();

  /** Makes the file, which must not be there. */
  constructor(readonly path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(schema);
  }

  add(fact: ExportedFact): void {
    this.#knowEventType(fact.type);
    this.#run('INSERT INTO event VALUES (?, ?)', fact.id, fact.type);
    const { recordedAt } = fact.envelope;
    const marks = ['?', '?', ...eventAttributes.map(() => '?')].join(', ');
    this.#run(
      `INSERT INTO ${eventTable(fact.type)} VALUES (${marks})`,
      ...[fact.id, recordedAt, ...attributesOf(fact)],
    );
    const changes = changesOf(fact);
    const inOrder = [
      ...fact.objects,
      // What the machines or the data tell of something the fact does not name.
      ...[...changes].flatMap(([id, { type }]): readonly NamedObject[] =>
        fact.objects.some((object) => object.id === id) ? [] : [{ id, type, qualifier: 'about' }],
      ),
    ];
    for (const { id, type, qualifier } of inOrder) {
      this.#tell(id, type, changes.get(id)?.attributes ?? {}, recordedAt);
      changes.delete(id);
      this.#run('INSERT OR IGNORE INTO event_object VALUES (?, ?, ?)', fact.id, id, qualifier);
    }
    for (const { source, target, qualifier } of bondsOf(fact)) {
      this.#run('INSERT OR IGNORE INTO object_object VALUES (?, ?, ?)', source, target, qualifier);
    }
  }

  /** All facts are in it. What it is made of may be read from here on. */
  finish(): void {
    this.#database.exec('COMMIT');
  }

  /** The types of events that are in it. */
  get eventTypes(): readonly string[] {
    return [...this.#eventTypes].toSorted();
  }

  get objectTypes(): readonly ObjectType[] {
    return [...this.#objectTypes].toSorted();
  }

  /** Every event, in the order of the log. */
  events(): Iterable<Row> {
    return this.#statement('SELECT * FROM event ORDER BY rowid').iterate();
  }

  /** An event with its time and its attributes. */
  event(id: string, type: string): Row {
    return this.#statement(`SELECT * FROM ${eventTable(type)} WHERE ocel_id = ?`).get(id) ?? {};
  }

  /** What an event is about. */
  objectsOf(eventId: string): readonly Row[] {
    return this.#statement('SELECT * FROM event_object WHERE ocel_event_id = ? ORDER BY rowid').all(
      eventId,
    );
  }

  /** The objects of a type, in the order in which facts named them first. */
  objects(type: ObjectType): Iterable<Row> {
    return this.#statement('SELECT * FROM object WHERE ocel_type = ? ORDER BY rowid').iterate(type);
  }

  /** What an object was like at first, and each change of it. */
  historyOf(id: string, type: ObjectType): readonly Row[] {
    return this.#statement(
      `SELECT * FROM ${objectTable(type)} WHERE ocel_id = ? ORDER BY rowid`,
    ).all(id);
  }

  /** What an object belongs to. */
  bondsOf(objectId: string): readonly Row[] {
    return this.#statement(
      'SELECT * FROM object_object WHERE ocel_source_id = ? ORDER BY rowid',
    ).all(objectId);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  /** What an object is like from now on: its first row, or one for each attribute that has another value. */
  #tell(id: string, type: ObjectType, attributes: Attributes, time: string): void {
    this.#knowObjectType(type);
    const { changes } = this.#statement('INSERT OR IGNORE INTO object VALUES (?, ?)').run(id, type);
    const names = objectAttributes(type);
    const row = (changed: string | null, values: Attributes): void => {
      const marks = ['?', '?', '?', ...names.map(() => '?')].join(', ');
      const all = names.map((name) => values[name] ?? null);
      this.#run(`INSERT INTO ${objectTable(type)} VALUES (${marks})`, id, time, changed, ...all);
    };
    if (changes > 0) {
      row(null, attributes);
      return;
    }
    for (const [name, value] of Object.entries(attributes)) {
      if (this.#valueOf(type, id, name) !== value) row(name, { [name]: value });
    }
  }

  /** What an attribute last was: by its last change, or as it was at first. */
  #valueOf(type: ObjectType, id: string, name: string): unknown {
    const select = `SELECT ${quoted(name)} AS value FROM ${objectTable(type)} WHERE ocel_id = ?`;
    const changed = this.#statement(
      `${select} AND ocel_changed_field = ? ORDER BY rowid DESC LIMIT 1`,
    ).get(id, name);
    const row = changed ?? this.#statement(`${select} AND ocel_changed_field IS NULL`).get(id);
    return row?.['value'];
  }

  #knowEventType(type: string): void {
    if (this.#eventTypes.has(type)) return;
    this.#eventTypes.add(type);
    this.#run('INSERT INTO event_map_type VALUES (?, ?)', type, type);
    const columns = eventAttributes.map((name) => `${quoted(name)} TEXT`).join(', ');
    this.#database.exec(
      `CREATE TABLE ${eventTable(type)} (
        ocel_id TEXT PRIMARY KEY REFERENCES event (ocel_id), ocel_time TIMESTAMP NOT NULL, ${columns})`,
    );
  }

  #knowObjectType(type: ObjectType): void {
    if (this.#objectTypes.has(type)) return;
    this.#objectTypes.add(type);
    this.#run('INSERT INTO object_map_type VALUES (?, ?)', type, tableNameOf(type));
    const columns = objectAttributes(type).map((name) => `${quoted(name)} TEXT`);
    this.#database.exec(
      `CREATE TABLE ${objectTable(type)} (
        ocel_id TEXT NOT NULL REFERENCES object (ocel_id), ocel_time TIMESTAMP NOT NULL,
        ocel_changed_field TEXT, ${columns.join(', ')});
       CREATE INDEX ${quoted(`of_${tableNameOf(type)}`)} ON ${objectTable(type)} (ocel_id, ocel_changed_field)`,
    );
  }

  #run(sql: string, ...values: readonly (string | null)[]): void {
    this.#statement(sql).run(...values);
  }

  #statement(sql: string): StatementSync {
    let prepared = this.#statements.get(sql);
    if (!prepared) this.#statements.set(sql, (prepared = this.#database.prepare(sql)));
    return prepared;
  }
}

/** The table of a type of events. */
const eventTable = (type: string): string => quoted(`event_${type}`);

/** The table of a type of objects: `object_FundedProject`. */
const objectTable = (type: ObjectType): string => quoted(`object_${tableNameOf(type)}`);

const tableNameOf = (type: ObjectType): string =>
  type.replaceAll(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase());

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function attributesOf({ revision, envelope, leaf }: ExportedFact): readonly (string | null)[] {
  const { occurredOn, actor, rule, commandId, policy } = envelope;
  return [
    ...[String(revision), occurredOn, actor.role, rule, commandId, policy ?? null],
    ...[leaf === undefined ? null : String(leaf.index), leaf?.hash ?? null],
  ];
}

/** What a fact changes, object by object. */
function changesOf(
  fact: ExportedFact,
): Map<string, { readonly type: ObjectType; readonly attributes: Attributes }> {
  const all = new Map<string, { type: ObjectType; attributes: Attributes }>();
  for (const { id, type, attributes } of changesIn(fact)) {
    all.set(id, { type, attributes: { ...all.get(id)?.attributes, ...attributes } });
  }
  return all;
}

interface Bond {
  readonly source: string;
  readonly target: string;
  readonly qualifier: string;
}

/** What belongs to what: whatever has its home in a cycle to that cycle, and a scheda where it was ever put. */
function* bondsOf({ objects, cycleId, type }: ExportedFact): Generator<Bond> {
  const cycle = objects.find(({ qualifier }) => qualifier === 'cycle')?.id ?? '';
  const home = `/${cycleId}/`;
  for (const { id } of objects) {
    if (id.includes(home)) yield { source: id, target: cycle, qualifier: 'part-of' };
  }
  if (!placing.has(type)) return;
  const scheda = objects.find(({ qualifier }) => qualifier === 'scheda');
  if (scheda === undefined) return;
  for (const { id, qualifier } of objects) {
    if (['unit', 'to-unit'].includes(qualifier)) {
      yield { source: scheda.id, target: id, qualifier: 'of-unit' };
    } else if (['programme', 'to-programme'].includes(qualifier)) {
      yield { source: scheda.id, target: id, qualifier: 'in-programme' };
    } else if (qualifier === 'carried-from.scheda') {
      yield { source: scheda.id, target: id, qualifier: 'carried-from' };
    }
  }
}

/** Facts that say where a scheda belongs. */
const placing: ReadonlySet<string> = new Set([
  ...['SchedaAssigned', 'SchedaCarriedOver', 'SchedaReassigned', 'SchedaMoved'],
]);
