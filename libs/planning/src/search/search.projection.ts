import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter } from '#event-store';
import { redactedText } from '../correction/redaction.js';
import { cycleName } from '../cycle/cycle-id.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import { dayAsWritten, noteTexts } from './searched-texts.js';
import { correctPieces, redactPieces, thingTables } from './searched-thing.js';

/**
 * Where which words and codes stand: an index of full texts (SQLite FTS5) of what people look for. It says nothing of
 * who may read what it holds: whoever asks it says what they may (`Finder`).
 */
export class SearchProjection extends LifeProjection {
  readonly name = 'search';
  readonly version = 2;
  readonly filter: LogFilter = { categories: ['cycle', 'register'] };
  readonly schema = `${standingTables} ${thingTables}
    CREATE TABLE reach ( -- how many facts a yearly programme has
      cycle_id TEXT PRIMARY KEY,
      zone TEXT NOT NULL,
      title TEXT NOT NULL,
      revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `;

  protected follow(step: CycleStep, database: DatabaseSync): void {
    const { cycleId, zone, revision, fact } = step;
    const name = cycleName(cycleId);
    const isProgramme = name?.definitionId === 'poa-annuale';
    // What stands in the processes of its own that a zone may have has no page to open yet.
    if (name?.year !== undefined && !isProgramme) return;
    if (fact.type === 'CycleDrafted') begin(database).run(cycleId, zone, fact.data.title);
    if (isProgramme) come(database).run(revision, cycleId);
    if (fact.type === 'TextRedacted') {
      const { where, factRevision, pointer, sha256 } = fact.data;
      if (where !== 'data') return;
      redactPieces({ cycleId, revision: factRevision, pointer }, redactedText(sha256), database);
    } else if (fact.type === 'RecordCorrected') {
      const { factRevision, field, new: right } = fact.data;
      const place = { cycleId, revision: factRevision, pointer: field };
      correctPieces(place, dayAsWritten(right), revision, database);
    } else {
      noteTexts(step, database);
    }
  }
}

const begin = statement('INSERT OR REPLACE INTO reach VALUES (?, ?, ?, 0)');
const come = statement('UPDATE reach SET revision = ? WHERE cycle_id = ?');
