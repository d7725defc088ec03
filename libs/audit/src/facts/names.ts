import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** The table of `Names`. */
export const NAMES_TABLE = `
  CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE -- what it names, the zone and the text, with tabs between
  ) STRICT;
`;

/** What is named. A name is one of a zone, so that what is found by it is of that zone alone. */
export type Named =
  | 'zone'
  | 'stream'
  | 'type'
  | 'actor'
  | 'behalf'
  | 'role'
  | 'verb'
  | 'scheda'
  | 'unit'
  | 'day'
  // Words, of a reason and of an act.
  | 'why'
  | 'act';

/** Ids kept in memory; beyond that all are looked up anew. */
const MOST_KEPT = 100_000;

/** Numbers for the texts that facts repeat a million times: the indexes over them are small and quick. */
export class Names {
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #forget: StatementSync;
  /** By zone, by what they name, by text: a key is written for each fact a dozen times, so none is. */
  readonly #ids = new Map<string, Map<Named, Map<string, number>>>();
  #kept = 0;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare('SELECT id FROM name WHERE key = ?');
    this.#add = database.prepare('INSERT INTO name (key) VALUES (?)');
    this.#forget = database.prepare('DELETE FROM name WHERE id = ?');
  }

  /** The number of a name, given to it now if it has none, and kept in memory. */
  idOf(what: Named, zone: string, text: string): number {
    const known = this.#ids.get(zone)?.get(what)?.get(text);
    if (known !== undefined) return known;
    const id = this.idOfKey(keyOf(what, zone, text));
    this.#keep(what, zone, text, id);
    return id;
  }

  /** The same, of a name that is asked for seldom or may be forgotten. */
  idOfKey(key: string): number {
    const found = this.#find.get(key) as { readonly id: number } | undefined;
    return found?.id ?? Number(this.#add.run(key).lastInsertRowid);
  }

  /** Takes a name away that nothing has any more, and that was given by its key. */
  forget(id: number): void {
    this.#forget.run(id);
  }

  #keep(what: Named, zone: string, text: string, id: number): void {
    if (this.#kept >= MOST_KEPT) {
      this.#ids.clear();
      this.#kept = 0;
    }
    const ofZone = this.#ids.get(zone) ?? new Map<Named, Map<string, number>>();
    const ofKind = ofZone.get(what) ?? new Map<string, number>();
    this.#ids.set(zone, ofZone.set(what, ofKind.set(text, id)));
    this.#kept += 1;
  }
}

/** How a name is written in the table. */
export const keyOf = (what: Named, zone: string, text: string): string =>
  `${what}\t${zone}\t${text}`;

/** The text of a key. */
export const textOfKey = (key: string): string => key.split('\t').slice(2).join('\t');
