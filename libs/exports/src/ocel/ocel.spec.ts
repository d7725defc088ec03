import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { CYCLE, ExportedLog, NEXT, recordedFacts, text } from '../exports.fixture.js';

interface Relationship {
  readonly objectId: string;
  readonly qualifier: string;
}
interface Ocel {
  readonly eventTypes: readonly OcelType[];
  readonly objectTypes: readonly OcelType[];
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly time: string;
    readonly attributes: readonly { readonly name: string; readonly value: string }[];
    readonly relationships: readonly Relationship[];
  }[];
  readonly objects: readonly {
    readonly id: string;
    readonly type: string;
    readonly attributes: readonly Value[];
    readonly relationships: readonly Relationship[];
  }[];
}
interface OcelType {
  readonly name: string;
  readonly attributes: readonly { readonly name: string }[];
}
interface Value {
  readonly name: string;
  readonly value: string;
  readonly time: string;
}

const schemas = join(import.meta.dirname, '../../../../test/schemas');
const schemaOf = (name: string) =>
  JSON.parse(readFileSync(join(schemas, name), 'utf8')) as Record<string, unknown>;
const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);
const conforms = ajv.compile(schemaOf('ocel-2.0.schema.json'));
const relational = schemaOf('ocel-2.0.relational.json') as unknown as {
  readonly tables: Readonly<Record<string, readonly string[]>>;
  readonly primaryKeys: Readonly<Record<string, readonly string[]>>;
  readonly eventTypeColumns: readonly string[];
  readonly objectTypeColumns: readonly string[];
};

const facts = recordedFacts(`demo/${CYCLE}`);
const folder = mkdtempSync(join(tmpdir(), 'ocel-'));
let log: ExportedLog;
let ocel: Ocel;
let database: DatabaseSync;

beforeAll(async () => {
  log = await ExportedLog.ofTheDemonstration();
  const scope = { cycleId: CYCLE };
  ocel = JSON.parse((await log.export('ocel-json', { scope })).toString()) as Ocel;
  const file = join(folder, 'ocel.sqlite');
  writeFileSync(file, await log.export('ocel-sqlite', { scope }));
  database = new DatabaseSync(file, { readOnly: true });
});
afterAll(async () => {
  database.close();
  rmSync(folder, { recursive: true });
  await log.end();
});

const object = (id: string) => {
  const found = ocel.objects.find((each) => each.id === id);
  if (!found) throw new Error(`There is no ${id}`);
  return found;
};
const all = (sql: string): readonly Readonly<Record<string, unknown>>[] =>
  database.prepare(sql).all();
const columnsOf = (table: string) =>
  all(`PRAGMA table_info("${table}")`).map(({ name, pk }) => ({ name, pk }));

describe('An event log of OCEL 2.0 as JSON', () => {
  it('keeps to the schema', () => {
    expect(conforms(ocel) ? [] : conforms.errors?.slice(0, 3)).toEqual([]);
  });

  it.each([
    ['a value that is no text', { attributes: [{ name: 'role', value: 1 }] }],
    ['no time', { time: undefined }],
    ['a time that is none', { time: 'yesterday' }],
  ])('would not with %s', (_what, change) => {
    const [event] = ocel.events;
    expect(conforms({ ...ocel, events: [{ ...event, ...change }] })).toBe(false);
  });

  it('has every fact, once, in the order of the log', () => {
    expect(ocel.events.map(({ id, type }) => ({ id, type }))).toEqual(
      facts.map(({ id, type }) => ({ id, type })),
    );
    const times = ocel.events.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
    expect(times).toEqual(facts.map(({ metadata }) => metadata['recordedAt']));
  });

  it('says nothing of an object or of a type that it does not have', () => {
    const ids = new Set(ocel.objects.map(({ id }) => id));
    expect(ids.size).toBe(ocel.objects.length);
    const asked = [...ocel.events, ...ocel.objects].flatMap(({ relationships }) => relationships);
    expect(asked.filter(({ objectId }) => !ids.has(objectId))).toEqual([]);
    const names = (types: readonly OcelType[]) => types.map(({ name }) => name).toSorted();
    const used = (things: readonly { readonly type: string }[]) =>
      [...new Set(things.map(({ type }) => type))].toSorted();
    expect(names(ocel.eventTypes)).toEqual(used(ocel.events));
    expect(names(ocel.objectTypes)).toEqual(used(ocel.objects));
    for (const each of ocel.objects) {
      const declared = ocel.objectTypes.find(({ name }) => name === each.type)?.attributes ?? [];
      const known = declared.map(({ name }) => name);
      expect(each.attributes.filter(({ name }) => !known.includes(name))).toEqual([]);
    }
  });

  it('has the objects that an office knows, as many as it has', () => {
    const count = (type: string) => ocel.objects.filter((each) => each.type === type).length;
    const made = (type: string) => facts.filter((fact) => fact.type === type).length;
    expect(count('scheda')).toBe(made('SchedaAssigned'));
    expect(count('meeting')).toBe(made('MeetingScheduled'));
    expect(count('deadline')).toBe(made('DeadlineSet'));
    expect(count('cycle')).toBe(1);
    for (const type of ['unit', 'person', 'document', 'act', 'manifest', 'session']) {
      expect({ type, isThere: count(type) > 0 }).toEqual({ type, isThere: true });
    }
  });

  it('tells how an object changed, and when', () => {
    const assigned = facts.find(({ type }) => type === 'SchedaAssigned');
    const schedaId = text(assigned?.data['schedaId']);
    const about = facts.filter(({ data }) => data['schedaId'] === schedaId);
    const { attributes } = object(`scheda/${CYCLE}/${schedaId}`);
    const states = attributes.filter(({ name }) => name === 'state');
    expect(states[0]).toEqual({
      ...{ name: 'state', value: 'assigned', time: assigned?.metadata['recordedAt'] },
    });
    expect(states.length).toBeGreaterThan(3);
    const values = states.map(({ value }) => value);
    // Only what is otherwise than before.
    expect(values.filter((value, at) => value === values[at - 1])).toEqual([]);
    const times = new Set(about.map(({ metadata }) => metadata['recordedAt']));
    for (const { time } of states) expect(times).toContain(time);
    const versions = about.filter(({ type }) => type === 'SchedaRevised');
    expect(attributes.filter(({ name }) => name === 'version').map(({ value }) => value)).toEqual([
      '0',
      ...versions.map(({ data }) => text(data['version'])),
    ]);
  });

  it('tells in which part each object is in an event', () => {
    const returned = facts.find(({ type }) => type === 'SchedaReturned');
    const { actor } = returned?.metadata as unknown as { actor: { personId: string } };
    const event = ocel.events.find(({ id }) => id === returned?.id);
    expect(event?.relationships).toEqual(
      expect.arrayContaining([
        { objectId: `cycle/${CYCLE}`, qualifier: 'cycle' },
        { objectId: `person/livornese/${actor.personId}`, qualifier: 'actor' },
        { objectId: `scheda/${CYCLE}/${text(returned?.data['schedaId'])}`, qualifier: 'scheda' },
      ]),
    );
    const verified = ocel.events.find(({ type }) => type === 'VerificationClosed');
    const inPlan = verified?.relationships.filter(
      ({ qualifier }) => qualifier === 'manifest.schede.scheda',
    );
    const plan = facts.find(({ type }) => type === 'VerificationClosed')?.data['manifest'];
    expect(inPlan).toHaveLength((plan as unknown as { schede: object[] }).schede.length);
  });

  it('tells where schede belong', () => {
    const [scheda] = ocel.objects.filter(({ type }) => type === 'scheda');
    expect(scheda?.relationships.map(({ qualifier }) => qualifier)).toEqual(
      expect.arrayContaining(['part-of', 'of-unit', 'in-programme']),
    );
  });

  it('is the same whenever it is made, and shorter of a moment past', async () => {
    const scope = { cycleId: CYCLE };
    const once = await log.export('ocel-json', { scope });
    expect((await log.export('ocel-json', { scope })).equals(once)).toBe(true);
    const at = text(facts[200]?.metadata['recordedAt']);
    const past = JSON.parse((await log.export('ocel-json', { scope, at })).toString()) as Ocel;
    const until = facts.filter(({ metadata }) => text(metadata['recordedAt']) <= at);
    expect(past.events.map(({ id }) => id)).toEqual(until.map(({ id }) => id));
    expect(past.events.length).toBeLessThan(facts.length);
  });

  it('of a zone has all its lives, each thing once', async () => {
    const bytes = await log.export('ocel-json', { scope: { zone: 'livornese' } });
    const whole = JSON.parse(bytes.toString()) as Ocel;
    expect(conforms(whole)).toBe(true);
    const more = recordedFacts(`demo/${NEXT}`).length;
    expect(whole.events.length).toBeGreaterThan(facts.length + more);
    expect(new Set(whole.objects.map(({ id }) => id)).size).toBe(whole.objects.length);
    expect(whole.objects.filter(({ type }) => type === 'cycle').map(({ id }) => id)).toEqual(
      expect.arrayContaining([`cycle/${CYCLE}`, `cycle/${NEXT}`]),
    );
    const units = whole.objects.filter(({ type }) => type === 'unit');
    expect(units.some(({ attributes }) => attributes.some(({ name }) => name === 'name'))).toBe(
      true,
    );
    const other = await log.export('ocel-json', { scope: { zone: 'altrove' } });
    expect((JSON.parse(other.toString()) as Ocel).events).toEqual([]);
  });
});

describe('An event log of OCEL 2.0 as SQLite', () => {
  it('has the tables, columns and keys of the relational form', () => {
    for (const [table, columns] of Object.entries(relational.tables)) {
      const there = columnsOf(table);
      expect(there.map(({ name }) => name)).toEqual(columns);
      const keys = there.filter(({ pk }) => pk !== 0).map(({ name }) => name);
      expect(keys).toEqual(relational.primaryKeys[table]);
    }
    const types = all('SELECT ocel_type_map AS map FROM event_map_type').map(({ map }) => map);
    for (const map of types) {
      const columns = columnsOf(`event_${String(map)}`).map(({ name }) => name);
      expect(columns.slice(0, 2)).toEqual(relational.eventTypeColumns);
    }
    const kinds = all('SELECT ocel_type_map AS map FROM object_map_type').map(({ map }) => map);
    for (const map of kinds) {
      const columns = columnsOf(`object_${String(map)}`).map(({ name }) => name);
      expect(columns.slice(0, 3)).toEqual(relational.objectTypeColumns);
    }
    expect(all('PRAGMA foreign_key_check')).toEqual([]);
    expect(all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('tells the same events, objects and relations as the JSON', () => {
    expect(all('SELECT ocel_id AS id, ocel_type AS type FROM event ORDER BY rowid')).toEqual(
      ocel.events.map(({ id, type }) => ({ id, type })),
    );
    const [{ count } = { count: 0 }] = all('SELECT count(*) AS count FROM event_object');
    expect(count).toBe(ocel.events.flatMap(({ relationships }) => relationships).length);
    const [{ objects } = { objects: 0 }] = all('SELECT count(*) AS objects FROM object');
    expect(objects).toBe(ocel.objects.length);
  });

  it('has one first row of each object, and after it a row for each change with the field that changed', () => {
    const rows = all('SELECT ocel_id AS id, ocel_changed_field AS field, state FROM object_Scheda');
    const firsts = rows.filter(({ field }) => field === null);
    const [{ count } = { count: 0 }] = all(
      "SELECT count(*) AS count FROM object WHERE ocel_type = 'scheda'",
    );
    expect(firsts).toHaveLength(Number(count));
    const changes = rows.filter(({ field }) => field === 'state');
    expect(changes.length).toBeGreaterThan(0);
    for (const { state } of changes) expect(state).not.toBeNull();
    const others = rows.filter(({ field }) => field !== null && field !== 'state');
    for (const { state } of others) expect(state).toBeNull();
  });
});
