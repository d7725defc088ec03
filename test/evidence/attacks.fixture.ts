import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteEventStore, type JsonObject } from '#event-store';
import { checkpointText, entryOf, leafHash, LedgerFile, noteText, type NoteSigner } from '#ledger';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { newFolder } from './evidence.fixture.js';

/** A fact as whoever rewrites a log has it in hand. */
export interface LooseFact {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** Something that is done to the history: by statements in the file, or by whoever writes all of it anew. */
export interface Attack {
  readonly name: string;
  /** Statements on the file of the log. */
  readonly sql: readonly string[];
  readonly rewrite: (facts: readonly LooseFact[]) => readonly LooseFact[];
}

export const FACTS = 3_000;
export const BEGIN_MS = Date.parse('2026-01-01T00:00:00.000Z');
const MINUTE_MS = 60_000;
const dayOf = (index: number): string => new Date(BEGIN_MS + index * MINUTE_MS).toISOString();

/** The fact of an index of a history with one fact a minute, a hundred in each stream. */
export const looseFact = (index: number): LooseFact => ({
  stream: `cycle-prova-anno-${2000 + Math.floor(index / 100)}`,
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  type: 'Decided',
  data: { number: index, outcome: 'yes' },
  metadata: { recordedAt: dayOf(index) },
});

const withData = (fact: LooseFact): LooseFact => ({
  ...fact,
  data: { ...fact.data, outcome: 'no' },
});
const at = (index: number): string =>
  `position = (SELECT position FROM event ORDER BY position LIMIT 1 OFFSET ${index})`;

const backDated: LooseFact = {
  ...looseFact(500),
  id: '00000000-0000-4000-8000-00000000ffff',
  data: { outcome: 'yes', late: true },
};
const oldAtTheEnd: LooseFact = {
  ...backDated,
  stream: looseFact(FACTS - 1).stream,
  metadata: { recordedAt: dayOf(400) },
};

const rowOf = ({ id, data, metadata }: LooseFact, stream: string, place: string): string => `
  INSERT INTO event (position, stream_id, revision, id, kind_id, created_ms, data, metadata)
  SELECT ${place}, s.id, (SELECT max(revision) + 1 FROM event e WHERE e.stream_id = s.id), '${id}',
    (SELECT min(id) FROM kind), ${BEGIN_MS}, '${JSON.stringify(data)}', '${JSON.stringify(metadata)}'
  FROM stream s WHERE s.name = '${stream}'`;

export const attacks: readonly Attack[] = [
  {
    name: 'edit decision #1000',
    sql: [`UPDATE event SET data = json_set(data, '$.outcome', 'no') WHERE ${at(1000)}`],
    rewrite: (facts) => facts.with(1000, withData(facts[1000]!)),
  },
  {
    name: 'edit the time of #2950',
    sql: [`UPDATE event SET metadata = '{"recordedAt":"${dayOf(2949.5)}"}' WHERE ${at(2950)}`],
    rewrite: (facts) =>
      facts.with(2950, { ...facts[2950]!, metadata: { recordedAt: dayOf(2949.5) } }),
  },
  {
    name: 'delete #1200',
    sql: [`DELETE FROM event WHERE ${at(1200)}`],
    rewrite: (facts) => facts.toSpliced(1200, 1),
  },
  {
    name: 'swap #1300 and #1301',
    sql: [
      `UPDATE event SET position = -1 WHERE ${at(1300)}`,
      `UPDATE event SET position = (SELECT position FROM event ORDER BY position LIMIT 1 OFFSET 1301) - 1
         WHERE ${at(1301)}`,
      `UPDATE event SET position = (SELECT position FROM event ORDER BY position LIMIT 1 OFFSET 1301) + 1
         WHERE position = -1`,
    ],
    rewrite: (facts) => facts.with(1300, facts[1301]!).with(1301, facts[1300]!),
  },
  {
    name: 'insert a back-dated approval at #500',
    sql: [
      'UPDATE event SET position = -(position + 1) WHERE position > 500',
      'UPDATE event SET position = -position WHERE position < 0',
      rowOf(backDated, backDated.stream, '501'),
    ],
    rewrite: (facts) => facts.toSpliced(500, 0, backDated),
  },
  {
    name: 'truncate the last 40',
    sql: [
      `DELETE FROM event WHERE position >= (SELECT position FROM event ORDER BY position LIMIT 1 OFFSET ${FACTS - 40})`,
    ],
    rewrite: (facts) => facts.slice(0, -40),
  },
  {
    name: 'append with an old date',
    sql: [rowOf(oldAtTheEnd, oldAtTheEnd.stream, '(SELECT max(position) + 1 FROM event)')],
    rewrite: (facts) => [...facts, oldAtTheEnd],
  },
  {
    name: 'rewrite from #1500',
    sql: [
      `UPDATE event SET data = json_set(data, '$.outcome', 'no')
         WHERE position >= (SELECT position FROM event ORDER BY position LIMIT 1 OFFSET 1500)`,
    ],
    rewrite: (facts) => facts.map((fact, index) => (index < 1500 ? fact : withData(fact))),
  },
  { name: 'nothing at all', sql: [], rewrite: (facts) => facts },
];

/** A log, and the ledger over it, as an attacker leaves them. */
export interface AlteredLog {
  readonly store: SqliteEventStore;
  readonly file: LedgerFile;
  readonly signer: NoteSigner;
  readonly close: () => Promise<void>;
}

function opened(folder: string, signer: NoteSigner): AlteredLog {
  const store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  const file = new LedgerFile(join(folder, 'ledger.db'));
  return {
    ...{ store, file, signer },
    close: async () => {
      file.close();
      await store.close();
    },
  };
}

/** The log after statements in its file; what was signed of it stays. The files must be closed. */
export function alteredInPlace(folder: string, { sql }: Attack, signer: NoteSigner): AlteredLog {
  const copy = newFolder();
  for (const name of ['log.db', 'ledger.db']) copyFileSync(join(folder, name), join(copy, name));
  const database = new DatabaseSync(join(copy, 'log.db'));
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
  for (const statement of sql) database.exec(statement);
  database.close();
  return opened(copy, signer);
}

/** The log written anew, and sealed with the key: by whoever has both, and asks nobody whether it may be. */
export async function writtenAnew(
  facts: readonly LooseFact[],
  signer: NoteSigner,
  origin: string,
): Promise<AlteredLog> {
  const altered = opened(newFolder(), signer);
  const { store, file } = altered;
  for (const { stream, ...event } of facts) await store.append(stream, [event], 'any');
  const events = await allOf(store.readAll());
  file.transaction(() => {
    for (const event of events) {
      const { stream, revision, id: eventId, position } = event;
      const hash = leafHash(entryOf(event, file.tailOf(stream)?.hash).bytes);
      file.push({ stream, revision, eventId, position, recordedMs: null, hash });
    }
    const text = checkpointText({ origin, size: file.size, root: file.root() });
    const note = noteText({ text, signatures: [signer.sign(text, 0)] });
    file.keepCheckpoint({ size: file.size, note });
  });
  return altered;
}

/** A sealed log of one fact a minute. */
export async function honestLog(): Promise<SealedLog> {
  const log = new SealedLog();
  for (let index = 0; index < FACTS; index++) {
    const { stream, ...event } = looseFact(index);
    await log.store.append(stream, [event], 'any');
  }
  await log.sealAll();
  return log;
}

export async function allOf<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
