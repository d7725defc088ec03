import type { DatabaseSync } from 'node:sqlite';
import { Injectable } from '@nestjs/common';
import type { FileKey } from '#attachments';
import { EventStore } from '#event-store';
import { citationsOf, CitationsProjection } from '#planning';
import { ReadModelReader } from '../api/read-model-reader.js';
import { readingOfCitation } from './reading-of-citation.js';

/** Whether some fact names the document that a file is of, as far as the view of citations has come. */
export function isNamedIn(database: DatabaseSync, { zone, sha256 }: FileKey): boolean {
  return citationsOf(database, zone, sha256).some((each) => readingOfCitation(each) !== undefined);
}

/** Which files are of documents that facts name. */
@Injectable()
export class NamedFiles {
  constructor(
    private readonly store: EventStore,
    private readonly views: ReadModelReader,
  ) {}

  /**
   * Those of some files that a fact names, asked of the whole log as it stands: whoever has just named one is not told
   * that nothing does. @throws Problem not-yet-projected, view-unavailable; StoreUnavailable
   */
  async among(keys: readonly FileKey[]): Promise<readonly FileKey[]> {
    const end = await this.store.end();
    return this.views.read(CitationsProjection, end, (database) =>
      keys.filter((key) => isNamedIn(database, key)),
    );
  }
}
