import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { Projection } from '#projections';
import { redactedText } from '../correction/redaction.js';
import { cycleName, idOfStream } from '../cycle/cycle-id.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { DataOf } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';

/** A place where a document is cited by its fingerprint. */
export interface Citation {
  readonly cycleId: string;
  /** The fact that cites it. */
  readonly type: string;
  readonly position: number;
  readonly revision: number;
  /** JSON pointer to the citing object in the data of the fact: `/materials/0`; empty for the data itself. */
  readonly pointer: string;
  /** What the document is called there. */
  readonly title: string | null;
  /** The day of the fact. */
  readonly occurredOn: string;
}

/** Every fingerprint of a document that a fact of a cycle or of a register cites, wherever it stands in it. */
export class CitationsProjection extends Projection {
  readonly name = 'citations';
  readonly version = 2;
  readonly filter: LogFilter = { categories: ['cycle', 'register'] };
  readonly schema = `
    CREATE TABLE citation (
      zone TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      position INTEGER NOT NULL,
      pointer TEXT NOT NULL,
      cycle_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      type TEXT NOT NULL,
      title TEXT,
      occurred_on TEXT NOT NULL,
      PRIMARY KEY (zone, sha256, position, pointer)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX citation_by_revision ON citation (cycle_id, revision);
    CREATE TABLE corrected_title (
      cycle_id TEXT NOT NULL,
      recorded_as INTEGER NOT NULL, -- the revision of the correction
      revision INTEGER NOT NULL, -- of the fact that was wrong
      pointer TEXT NOT NULL, -- to the title in it
      PRIMARY KEY (cycle_id, recorded_as)
    ) STRICT, WITHOUT ROWID;
  `;

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const { position, revision, type, data, metadata } = event;
    const cycleId = idOfStream(event.stream);
    const zone = cycleName(cycleId)?.zone;
    const { occurredOn } = metadata;
    if (zone === undefined || typeof occurredOn !== 'string') return;
    // A fact of these types was written by our own pipeline: its shape is checked there.
    if (type === 'RecordCorrected') {
      correctTitle(data as unknown as DataOf<'RecordCorrected'>, cycleId, revision, database);
    } else if (type === 'TextRedacted') {
      hideTitle(data as unknown as DataOf<'TextRedacted'>, cycleId, database);
    }
    for (const { sha256, pointer, title } of fingerprintsIn(data)) {
      cite(database).run(
        ...[zone, sha256, position, pointer, cycleId, revision, type, title, occurredOn],
      );
    }
  }
}

/** What a document is called is what is right. */
function correctTitle(
  { factRevision, field, old, new: right }: DataOf<'RecordCorrected'>,
  cycleId: string,
  revision: number,
  database: DatabaseSync,
): void {
  if (!field.endsWith(TITLE)) return;
  noteCorrection(database).run(cycleId, revision, factRevision, field);
  const pointer = field.slice(0, -TITLE.length);
  retitle(database).run(right, cycleId, factRevision, pointer, old);
}

/** A title that was redacted is not shown, whichever of the places that quote it was named. */
function hideTitle(
  { factRevision, where, pointer, sha256: fingerprint }: DataOf<'TextRedacted'>,
  cycleId: string,
  database: DatabaseSync,
): void {
  if (where !== 'data') return;
  const quotes = pointer === '/old' || pointer === '/new';
  const quoted = quotes ? corrected(database).get(cycleId, factRevision) : undefined;
  const place = quoted ?? { revision: factRevision, pointer };
  const titlePointer = place['pointer'] as string;
  if (!titlePointer.endsWith(TITLE)) return;
  const of = [cycleId, place['revision'] as number, titlePointer.slice(0, -TITLE.length)] as const;
  const title = titleAt(database).get(...of)?.['title'];
  if (typeof title !== 'string' || sha256(title) !== fingerprint) return;
  retitle(database).run(redactedText(fingerprint), ...of, title);
}

const TITLE = '/title';
const noteCorrection = statement('INSERT INTO corrected_title VALUES (?, ?, ?, ?)');
const corrected = statement(
  'SELECT revision, pointer FROM corrected_title WHERE cycle_id = ? AND recorded_as = ?',
);
const titleAt = statement(
  'SELECT title FROM citation WHERE cycle_id = ? AND revision = ? AND pointer = ?',
);
const retitle = statement(`
  UPDATE citation SET title = ?
  WHERE cycle_id = ? AND revision = ? AND pointer = ? AND title = ?`);

interface Fingerprint {
  readonly sha256: string;
  readonly pointer: string;
  readonly title: string | null;
}

/** The objects within a value that have a `sha256`. */
function fingerprintsIn(value: unknown, pointer = ''): readonly Fingerprint[] {
  if (typeof value !== 'object' || value === null) return [];
  const { sha256, title } = value as { readonly sha256?: unknown; readonly title?: unknown };
  const within = Object.entries(value).flatMap(([key, member]) =>
    fingerprintsIn(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return within;
  return [{ sha256, pointer, title: typeof title === 'string' ? title : null }, ...within];
}

const cite = statement('INSERT INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');

/** Every place of a zone where a document is cited, in the order of the log. */
export function citationsOf(
  database: DatabaseSync,
  zone: string,
  sha256: string,
): readonly Citation[] {
  // The columns are named after the members of Citation.
  return list(database).all(zone, sha256) as unknown as readonly Citation[];
}

const list = statement(`
  SELECT cycle_id AS cycleId, type, position, revision, pointer, title, occurred_on AS occurredOn
  FROM citation WHERE zone = ? AND sha256 = ? ORDER BY position, pointer`);
