import { randomBytes as systemRandomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import {
  commitmentTo,
  decrypt,
  encrypt,
  IV_BYTES,
  KEY_BYTES,
  keyedFingerprint,
  openWith,
  sealWith,
} from './data-key.js';
import {
  inWriting,
  replaceSealed,
  type PiiToken,
  type SealedText,
  type TextPlace,
} from './sealed-text.js';
import { WrappingKeyFile, type WrappingKey } from './wrapping-key.js';

/** The keys cannot be used: the wrapping key that the database asks for is not there. */
export class UnusableKeys extends Error {
  override readonly name = 'UnusableKeys';
}

/** Where the keys are, and where randomness comes from. */
export interface OpenSubjectKeys {
  /** The database of the wrapped keys (`keys.db`); its folder must exist. */
  readonly file: string;
  /** The file of the key that wraps them (`keys.kek`). */
  readonly wrappingKeyFile: string;
  /** What the wrapping key is made of besides its file, such as a credential of systemd; at least 16 bytes. */
  readonly secret?: Buffer | undefined;
  readonly randomBytes?: ((size: number) => Buffer) | undefined;
}

/** A text, whose it is, and where it stands. */
export interface TextOfSubject {
  readonly subject: string;
  readonly text: string;
  readonly place: TextPlace;
}

/** When a key was destroyed, and by whose decision. */
export interface Erasure {
  /** The day, `2024-02-20`. */
  readonly on: string;
  /** The id of the person who decided it. */
  readonly by: string;
}

/** What became of a sealed text: it opens, it was erased, or nobody has its key. */
export type Opened =
  | { readonly text: string; readonly erased?: undefined }
  | { readonly text?: undefined; readonly erased?: Erasure };

/*
 * In this mode, and with secure_delete, a deleted key is nowhere in the file afterwards, and there is no
 * write-ahead log that could hold it (measured: in WAL mode it stays there).
 */
const schema = `
  PRAGMA journal_mode = DELETE;
  PRAGMA synchronous = EXTRA; -- a journal that came back after a power cut would ask for the old wrapping key
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  CREATE TABLE IF NOT EXISTS wrapping (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    kek TEXT NOT NULL -- which wrapping key the rows of dek are wrapped with
  ) STRICT;
  CREATE TABLE IF NOT EXISTS dek (
    k TEXT PRIMARY KEY, -- the commitment to it
    subject TEXT NOT NULL,
    wrapped BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS dek_by_subject ON dek (subject);
  CREATE TABLE IF NOT EXISTS erasure (
    k TEXT PRIMARY KEY,
    decided_on TEXT NOT NULL,
    decided_by TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/**
 * The keys with which personal data in facts is sealed: one for each subject, so that a person can be erased
 * although nothing in the log ever is. Several processes may hold the file open; none keeps a key in memory.
 */
export class SubjectKeys {
  readonly #kek: WrappingKeyFile;
  readonly #randomBytes: (size: number) => Buffer;

  private constructor(
    private readonly database: DatabaseSync,
    { wrappingKeyFile, secret, randomBytes = systemRandomBytes }: OpenSubjectKeys,
  ) {
    this.#randomBytes = randomBytes;
    this.#kek = new WrappingKeyFile(wrappingKeyFile, secret, randomBytes);
  }

  /**
   * Opens the files or makes them, and finishes an erasure that was cut short.
   * @throws UnusableKeys
   */
  static open(options: OpenSubjectKeys): SubjectKeys {
    const database = new DatabaseSync(options.file, { timeout: 5_000 });
    try {
      chmodSync(options.file, 0o600);
      database.exec(schema);
      const keys = new SubjectKeys(database, options);
      keys.#settle();
      keys.#wrappingKey(); // or nothing could be sealed, and the first to notice would be a person
      return keys;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Seals a text of a subject, whose key is made and durable by then. As one string, see `inWriting`. */
  seal(subject: string, text: string, place: TextPlace): string {
    const key = this.#keyOf(subject);
    const iv = this.#randomBytes(IV_BYTES);
    return inWriting({ token: sealWith(key, { subject, text, place, iv }), place });
  }

  /** Seals several texts; the keys that are missing are made at once. In the order of the texts. */
  sealAll(texts: readonly TextOfSubject[]): readonly string[] {
    const missing = texts.some(({ subject }) => this.keysOf(subject).length === 0);
    if (missing) this.#transaction(() => texts.map(({ subject }) => this.#made(subject)));
    return texts.map(({ subject, text, place }) => this.seal(subject, text, place));
  }

  /** The text of a token in its place, or why there is none. */
  open(token: PiiToken, place: TextPlace): Opened {
    const { k } = token.$pii;
    const key = this.#key(k);
    if (key === undefined) {
      const row = this.database
        .prepare('SELECT decided_on AS "on", decided_by AS "by" FROM erasure WHERE k = ?')
        .get(k);
      // The table is STRICT and made by the schema above.
      return row === undefined ? {} : { erased: { ...row } as unknown as Erasure };
    }
    const text = openWith(key, token, place);
    return text === undefined ? {} : { text };
  }

  /** A text for people to read, with every sealed text in it opened, or what became of it in its place. */
  readable(text: string, escaped: (opened: string) => string = (opened) => opened): string {
    return replaceSealed(text, (sealed) => escaped(this.#inWords(sealed)));
  }

  /** The commitments to every key of a subject, in order; none where nothing of theirs was sealed. */
  keysOf(subject: string): readonly string[] {
    const rows = this.database
      .prepare('SELECT k FROM dek WHERE subject = ? ORDER BY k')
      .all(subject);
    return rows.map((row) => row['k'] as string);
  }

  /** A fingerprint of a text that nobody can guess at without this key; undefined where it is not there any more. */
  fingerprint(k: string, text: string): string | undefined {
    const key = this.#key(k);
    return key && keyedFingerprint(key, text);
  }

  /**
   * Destroys keys, so that nothing sealed with them opens ever again, not even with an old copy of the files:
   * the others are wrapped with a new wrapping key, and the old one is overwritten. May be cut short anywhere
   * and repeated; what was cut short is finished at the next opening or erasing.
   */
  erase(keys: readonly string[], { on, by }: Erasure): void {
    this.#settle();
    this.#transaction(() => {
      const remove = this.database.prepare('DELETE FROM dek WHERE k = ?');
      const remember = this.database.prepare('INSERT OR IGNORE INTO erasure VALUES (?, ?, ?)');
      const gone = keys.map((k) => {
        remember.run(k, on, by);
        return remove.run(k).changes;
      });
      // What was destroyed before needs no new wrapping key.
      if (gone.every((changes) => changes === 0)) return;
      this.#wrapAnew();
    });
    this.#settle();
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  #wrapAnew(): void {
    const old = this.#wrappingKey();
    const next = this.#kek.write(this.#kek.next);
    const wrap = this.database.prepare('UPDATE dek SET wrapped = ? WHERE k = ?');
    for (const { k, subject, wrapped } of this.#rows()) {
      wrap.run(this.#wrapped(next, k, subject, unwrapped(old, k, subject, wrapped)), k);
    }
    this.database.prepare('UPDATE wrapping SET kek = ?').run(next.id);
  }

  #rows(): readonly DekRow[] {
    // The table is STRICT and made by the schema above.
    return this.database
      .prepare('SELECT k, subject, wrapped FROM dek')
      .all() as unknown as readonly DekRow[];
  }

  /** Leaves one wrapping key, the one that counts; makes the first. One process at a time. */
  #settle(): void {
    this.#transaction(() => {
      const id = this.#wrappingKeyId();
      if (id === undefined) {
        const first = this.#kek.read(this.#kek.path) ?? this.#kek.write(this.#kek.path);
        this.database.prepare('INSERT INTO wrapping VALUES (1, ?)').run(first.id);
      } else if (this.#kek.read(this.#kek.next)?.id === id) {
        this.#kek.replaceByNext();
      } else if (this.#kek.read(this.#kek.path)?.id === id) {
        this.#kek.dropNext();
      }
    });
  }

  #keyOf(subject: string): Buffer {
    const [known] = this.keysOf(subject);
    const key = known === undefined ? undefined : this.#key(known);
    return key ?? this.#transaction(() => this.#made(subject));
  }

  #made(subject: string): Buffer {
    // Another process may have been faster.
    const [known] = this.keysOf(subject);
    const there = known === undefined ? undefined : this.#key(known);
    if (there) return there;
    const key = this.#randomBytes(KEY_BYTES);
    const k = commitmentTo(key);
    this.database
      .prepare('INSERT INTO dek VALUES (?, ?, ?)')
      .run(k, subject, this.#wrapped(this.#wrappingKey(), k, subject, key));
    return key;
  }

  #key(k: string, seen?: string): Buffer | undefined {
    const row = this.database
      .prepare('SELECT k, subject, wrapped, kek FROM dek, wrapping WHERE k = ?')
      .get(k) as (DekRow & { readonly kek: string }) | undefined;
    if (row === undefined) return undefined;
    const wrapping = this.#kek.find(row.kek);
    if (wrapping) return unwrapped(wrapping, k, row.subject, row.wrapped);
    // Another process may have erased somebody in between: then everything is wrapped anew.
    return row.kek === seen ? missing(this.#kek.path) : this.#key(k, row.kek);
  }

  #wrapped({ key }: WrappingKey, k: string, subject: string, dek: Buffer): Buffer {
    return encrypt(key, this.#randomBytes(IV_BYTES), dek, rowBytes(k, subject));
  }

  /** @throws UnusableKeys */
  #wrappingKey(): WrappingKey {
    return this.#kek.find(this.#wrappingKeyId() ?? '') ?? missing(this.#kek.path);
  }

  #wrappingKeyId(): string | undefined {
    return this.database.prepare('SELECT kek FROM wrapping').get()?.['kek'] as string | undefined;
  }

  #inWords({ token, place }: SealedText): string {
    const { text, erased } = this.open(token, place);
    if (text !== undefined) return text;
    if (!erased) return '[non leggibile: manca la chiave · cannot be read: no key]';
    const { on, by } = erased;
    return `[cancellato il ${on} da ${by} · erased on ${on} by ${by}]`;
  }

  #transaction<T>(work: () => T): T {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }
}

interface DekRow {
  readonly k: string;
  readonly subject: string;
  readonly wrapped: Uint8Array;
}

/** @throws UnusableKeys */
function missing(path: string): never {
  throw new UnusableKeys(
    `${path} non è la chiave con cui è chiuso il file delle chiavi: forse uno dei due viene da una copia ` +
      '(is not the key that the file of keys is wrapped with: one of the two may come from a copy).',
  );
}

/** @throws UnusableKeys */
function unwrapped({ key }: WrappingKey, k: string, subject: string, wrapped: Uint8Array): Buffer {
  const dek = decrypt(key, Buffer.from(wrapped), rowBytes(k, subject));
  if (dek) return dek;
  throw new UnusableKeys(`Una chiave è rovinata (a key is damaged): ${k}`);
}

/** A wrapped key is for this commitment and this subject alone. */
function rowBytes(k: string, subject: string): Buffer {
  return Buffer.from(JSON.stringify(['traccia/dek/v1', k, subject]), 'utf8');
}
