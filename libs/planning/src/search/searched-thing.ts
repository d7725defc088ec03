import type { DatabaseSync } from 'node:sqlite';
import { sealedIn } from '#people';
import { valueSets } from '../value-sets.js';
import { statement } from '../read-side/statement.js';

/** What can be looked for. */
export const thingKinds = [
  ...[
    'cycle',
    'scheda',
    'programme',
    'objective',
    'unit',
    'meeting',
    'contribution',
    'coDesignRow',
  ],
  ...['act', 'document', 'deadline'],
] as const;
export type ThingKind = (typeof thingKinds)[number];

/** Which thing, and the fact that tells of it. */
export interface ThingTold {
  readonly zone: string;
  readonly cycleId: string;
  readonly revision: number;
  readonly kind: ThingKind;
  readonly id: string;
}

/** Where a text counts: a code is looked up whole, a title weighs more than the rest. */
export type TextPlace = 'code' | 'title' | 'body';

/** The tables that hold what can be looked for, and the words of it. */
export const thingTables = `
  CREATE TABLE thing (
    thing INTEGER PRIMARY KEY,
    zone TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL, -- of the fact that told of it first
    codes TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    UNIQUE (cycle_id, kind, id)
  ) STRICT;
  CREATE TABLE piece ( -- a text as a fact said it: a redaction names the fact and the place in it
    thing INTEGER NOT NULL,
    approved INTEGER NOT NULL DEFAULT 0, -- 1: as the organ approved it, to go back to
    field TEXT NOT NULL,
    place TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    pointer TEXT NOT NULL,
    corrected INTEGER, -- the revision of the fact that corrected it
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX piece_by_thing ON piece (thing, approved, field);
  CREATE INDEX piece_by_fact ON piece (cycle_id, revision);
  CREATE TABLE code (plain TEXT NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (plain, thing))
    STRICT, WITHOUT ROWID;
  CREATE INDEX code_by_thing ON code (thing);
  CREATE VIRTUAL TABLE words USING fts5 (
    codes, title, body, content='thing', content_rowid='thing',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3');
  CREATE VIRTUAL TABLE trigrams USING fts5 (
    title, content='thing', content_rowid='thing', tokenize='trigram remove_diacritics 1');
  INSERT INTO words (words, rank) VALUES ('secure-delete', 1); -- a redacted word leaves the file, too
  INSERT INTO trigrams (trigrams, rank) VALUES ('secure-delete', 1);
  INSERT INTO words (words, rank) VALUES ('rank', 'bm25(8.0, 5.0, 1.0)');
  CREATE TRIGGER thing_begins AFTER INSERT ON thing BEGIN
    INSERT INTO words (rowid, codes, title, body) VALUES (new.thing, new.codes, new.title, new.body);
    INSERT INTO trigrams (rowid, title) VALUES (new.thing, new.title);
  END;
  CREATE TRIGGER thing_changes AFTER UPDATE OF codes, title, body ON thing BEGIN
    INSERT INTO words (words, rowid, codes, title, body)
      VALUES ('delete', old.thing, old.codes, old.title, old.body);
    INSERT INTO trigrams (trigrams, rowid, title) VALUES ('delete', old.thing, old.title);
    INSERT INTO words (rowid, codes, title, body) VALUES (new.thing, new.codes, new.title, new.body);
    INSERT INTO trigrams (rowid, title) VALUES (new.thing, new.title);
  END;
  CREATE TRIGGER thing_ends AFTER DELETE ON thing BEGIN
    INSERT INTO words (words, rowid, codes, title, body)
      VALUES ('delete', old.thing, old.codes, old.title, old.body);
    INSERT INTO trigrams (trigrams, rowid, title) VALUES ('delete', old.thing, old.title);
  END;
`;

/** One thing of the index while a fact is told. Its words are written anew by `keep`. */
export class SearchedThing {
  readonly #thing: number;

  constructor(
    private readonly told: ThingTold,
    private readonly database: DatabaseSync,
  ) {
    const { zone, cycleId, kind, id, revision } = told;
    const row =
      find(database).get(cycleId, kind, id) ??
      begin(database).get(zone, cycleId, kind, id, revision);
    this.#thing = row?.['thing'] as number;
  }

  /**
   * Takes what a fact says in a field, in the place of what was said of it before: every text in it, however deep.
   * @param pointer where the fact has it (RFC 6901)
   */
  says(field: string, value: unknown, pointer: string, place: TextPlace = 'body'): this {
    forgetField(this.database).run(this.#thing, field);
    const { cycleId, revision } = this.told;
    for (const leaf of textsIn(value, pointer)) {
      const where = place === 'body' && isProjectCode(leaf.text) ? 'code' : place;
      add(this.database).run(
        ...[this.#thing, field, where, cycleId, revision, leaf.pointer, leaf.text],
      );
    }
    return this;
  }

  /** The content as it is now is what the organ approved. */
  approve(): void {
    forgetApproved(this.database).run(this.#thing);
    copyApproved(this.database).run(this.#thing);
  }

  /** The content is again what the organ approved, where it did. */
  goBack(): this {
    if (hasApproved(this.database).get(this.#thing)) {
      forgetPresent(this.database).run(this.#thing);
      copyBack(this.database).run(this.#thing);
    }
    return this;
  }

  keep(): void {
    writeAnew(this.#thing, this.database);
  }
}

/** A thing that is there no more. */
export function forgetThing(
  cycleId: string,
  kind: ThingKind,
  id: string,
  database: DatabaseSync,
): void {
  const thing = find(database).get(cycleId, kind, id)?.['thing'] as number | undefined;
  if (thing === undefined) return;
  for (const forget of [forgetPieces, forgetCodes, forgetRow]) forget(database).run(thing);
}

/** A text was redacted: whatever rests on it has it no more. @param hidden what stands in its place in a title */
export function redactPieces(
  place: { readonly cycleId: string; readonly revision: number; readonly pointer: string },
  hidden: string,
  database: DatabaseSync,
): void {
  const { cycleId, revision, pointer } = place;
  // A correction quotes the text: what is redacted there stood here.
  const quotes = Number(pointer === '/new');
  const of = { cycleId, revision, pointer, quotes };
  const things = touched(database).all(of);
  hideTitles(database).run({ ...of, hidden });
  dropTexts(database).run(of);
  for (const { thing } of things) writeAnew(thing as number, database);
}

/** A text was corrected. */
export function correctPieces(
  place: { readonly cycleId: string; readonly revision: number; readonly pointer: string },
  right: string,
  corrected: number,
  database: DatabaseSync,
): void {
  const { cycleId, revision, pointer } = place;
  const of = { cycleId, revision, pointer, quotes: 0 };
  const things = touched(database).all(of);
  correct(database).run(right, corrected, cycleId, revision, pointer);
  for (const { thing } of things) writeAnew(thing as number, database);
}

/** A code as it is looked up: letters and digits, however it is written. */
export const plainCode = (code: string): string =>
  code.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

function writeAnew(thing: number, database: DatabaseSync): void {
  const pieces = piecesOf(database).all(thing) as unknown as readonly {
    readonly place: TextPlace;
    readonly text: string;
  }[];
  const at = (place: TextPlace): readonly string[] =>
    pieces.filter((piece) => piece.place === place).map(({ text }) => text);
  const codes = at('code');
  // Written as one word, too: whoever leaves out the hyphen finds it.
  const plain = [...new Set(codes.map(plainCode))].filter((code) => code !== '');
  write(database).run(
    [...codes, ...plain].join(' '),
    at('title').join(' '),
    at('body').join(' · '),
    thing,
  );
  forgetCodes(database).run(thing);
  for (const code of plain) addCode(database).run(code, thing);
}

interface Leaf {
  readonly pointer: string;
  readonly text: string;
}

/** The words of closed lists: people know them by their labels. */
const words = new Set(Object.values(valueSets).flatMap((set) => Object.keys(set)));

function textsIn(value: unknown, pointer: string): readonly Leaf[] {
  if (typeof value === 'string') {
    // The index marks what it found by two of these.
    const text = value
      .normalize('NFC')
      .replace(/\p{Control}+/gu, ' ')
      .trim();
    // Personal data is sealed in the facts, and stays so: no index holds it.
    const isLeftOut = text === '' || words.has(text) || sealedIn(value) !== undefined;
    return isLeftOut ? [] : [{ pointer, text }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    textsIn(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

/** CUP and CIG: letters and digits, 15 or 10 of them. */
const isProjectCode = (text: string): boolean =>
  /^(?=.*\d)(?:[A-Z0-9]{15}|[A-Z0-9]{10})$/i.test(text);

const find = statement('SELECT thing FROM thing WHERE cycle_id = ? AND kind = ? AND id = ?');
const begin = statement(`
  INSERT INTO thing (zone, cycle_id, kind, id, revision) VALUES (?, ?, ?, ?, ?)
  RETURNING thing`);
const add = statement(`
  INSERT INTO piece (thing, field, place, cycle_id, revision, pointer, text)
  VALUES (?, ?, ?, ?, ?, ?, ?)`);
const forgetField = statement('DELETE FROM piece WHERE thing = ? AND approved = 0 AND field = ?');
const forgetPieces = statement('DELETE FROM piece WHERE thing = ?');
const forgetPresent = statement('DELETE FROM piece WHERE thing = ? AND approved = 0');
const forgetApproved = statement('DELETE FROM piece WHERE thing = ? AND approved = 1');
const hasApproved = statement('SELECT 1 FROM piece WHERE thing = ? AND approved = 1 LIMIT 1');
const COPIED = 'field, place, cycle_id, revision, pointer, corrected, text';
const copyApproved = statement(`
  INSERT INTO piece (thing, approved, ${COPIED})
  SELECT thing, 1, ${COPIED} FROM piece WHERE thing = ? AND approved = 0 ORDER BY rowid`);
const copyBack = statement(`
  INSERT INTO piece (thing, approved, ${COPIED})
  SELECT thing, 0, ${COPIED} FROM piece WHERE thing = ? AND approved = 1 ORDER BY rowid`);
const forgetCodes = statement('DELETE FROM code WHERE thing = ?');
const forgetRow = statement('DELETE FROM thing WHERE thing = ?');
const addCode = statement('INSERT OR IGNORE INTO code VALUES (?, ?)');
const piecesOf = statement(
  'SELECT place, text FROM piece WHERE thing = ? AND approved = 0 ORDER BY field, rowid',
);
const write = statement('UPDATE thing SET codes = ?, title = ?, body = ? WHERE thing = ?');
const STANDS = `cycle_id = :cycleId AND
  ((revision = :revision AND pointer = :pointer) OR (:quotes = 1 AND corrected = :revision))`;
const touched = statement(`SELECT DISTINCT thing FROM piece WHERE ${STANDS}`);
const hideTitles = statement(`UPDATE piece SET text = :hidden WHERE place = 'title' AND ${STANDS}`);
const dropTexts = statement(`DELETE FROM piece WHERE place <> 'title' AND ${STANDS}`);
const correct = statement(`
  UPDATE piece SET text = ?, corrected = ? WHERE cycle_id = ? AND revision = ? AND pointer = ?`);
