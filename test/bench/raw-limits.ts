import { closeSync, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';

const ROOM_BYTES = 33_554_432;

/** Raw appends to a plain file that grows, each made durable before the next one: what the disk can do. */
export class RawFile {
  readonly #file: number;
  readonly #bytes: Buffer;

  constructor(folder: string, bytes: number) {
    this.#file = openSync(join(folder, 'raw.bin'), 'a');
    this.#bytes = Buffer.alloc(bytes, 'x');
  }

  append(times: number): void {
    for (let index = 0; index < times; index++) {
      writeSync(this.#file, this.#bytes);
      fdatasyncSync(this.#file);
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/**
 * The same into a file that has its length already and is written anew from its beginning when it is full:
 * what the disk can do when it need not record a new length.
 */
export class RawRoom {
  readonly #file: number;
  readonly #bytes: Buffer;
  readonly #roomBytes: number;
  #offset = 0;

  constructor(folder: string, bytes: number) {
    this.#file = openSync(join(folder, 'raw-room.bin'), 'w');
    this.#bytes = Buffer.alloc(bytes, 'x');
    this.#roomBytes = Math.max(ROOM_BYTES, bytes);
    writeSync(this.#file, Buffer.alloc(this.#roomBytes));
    fsyncSync(this.#file);
  }

  write(times: number): void {
    for (let index = 0; index < times; index++) {
      if (this.#offset + this.#bytes.length > this.#roomBytes) this.#offset = 0;
      writeSync(this.#file, this.#bytes, 0, this.#bytes.length, this.#offset);
      this.#offset += this.#bytes.length;
      fdatasyncSync(this.#file);
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Bare inserts into a table without indexes, durable at each commit: what SQLite can do. */
export class RawTable {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #insert: StatementSync;
  readonly #commit: StatementSync;

  constructor(
    folder: string,
    private readonly event: { readonly data: string; readonly metadata: string },
  ) {
    this.#database = new DatabaseSync(join(folder, 'raw.db'));
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, data TEXT NOT NULL, metadata TEXT NOT NULL) STRICT;
    `);
    this.#begin = this.#database.prepare('BEGIN IMMEDIATE');
    this.#insert = this.#database.prepare('INSERT INTO event (data, metadata) VALUES (?, ?)');
    this.#commit = this.#database.prepare('COMMIT');
  }

  /** @param rows inserted by each commit */
  insert(commits: number, rows: number): void {
    const { data, metadata } = this.event;
    for (let commit = 0; commit < commits; commit++) {
      this.#begin.run();
      for (let row = 0; row < rows; row++) this.#insert.run(data, metadata);
      this.#commit.run();
    }
  }

  close(): void {
    this.#database.close();
  }
}

/** Reads every event of a log and parses its two texts, nothing else. Answers how many there are. */
export function scanAndParse(logFile: string): number {
  const database = new DatabaseSync(logFile, { readOnly: true, returnArrays: true });
  try {
    let events = 0;
    for (const row of database.prepare('SELECT data, metadata FROM event').iterate()) {
      const [data, metadata] = row as unknown as [string, string];
      JSON.parse(data);
      JSON.parse(metadata);
      events += 1;
    }
    return events;
  } finally {
    database.close();
  }
}
