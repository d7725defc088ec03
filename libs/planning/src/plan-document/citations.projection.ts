import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { Projection } from '#projections';
import { cycleName, idOfStream } from '../cycle/cycle-id.js';
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
  readonly version = 1;
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
  `;

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const { position, revision, type, data, metadata } = event;
    const cycleId = idOfStream(event.stream);
    const zone = cycleName(cycleId)?.zone;
    const { occurredOn } = metadata;
    if (zone === undefined || typeof occurredOn !== 'string') return;
    for (const { sha256, pointer, title } of fingerprintsIn(data)) {
      cite(database).run(
        ...[zone, sha256, position, pointer, cycleId, revision, type, title, occurredOn],
      );
    }
  }
}

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
