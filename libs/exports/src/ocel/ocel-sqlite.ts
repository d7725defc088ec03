import { createReadStream } from 'node:fs';
import type { ExportedFact } from '../exported-fact.js';
import { TemporaryFolder } from '../temporary-folder.js';
import { OcelFile } from './ocel-file.js';

/** An event log of OCEL 2.0 as a file of SQLite, piece by piece. */
export async function* ocelSqlite(facts: AsyncIterable<ExportedFact>): AsyncGenerator<Uint8Array> {
  const folder = new TemporaryFolder();
  try {
    const file = new OcelFile(folder.file('ocel.sqlite'));
    try {
      for await (const fact of facts) file.add(fact);
      file.finish();
    } finally {
      file.close();
    }
    yield* createReadStream(file.path) as AsyncIterable<Buffer>;
  } finally {
    folder.remove();
  }
}
