import { Injectable } from '@nestjs/common';
import { AccessesProjection, countsOfAccesses } from '#access-log';
import type { Person } from '#people';
import { reads } from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';

/** Before everything that was ever recorded. */
const EVER = '1970-01-01T00:00:00.000Z';

/** When each person was last seen, for those who may read the report of accesses: an administrator may not. */
@Injectable()
export class LastAccesses {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
  ) {}

  /** @returns by the id of the person, ISO 8601 UTC; undefined for whoever may not read the report */
  async of({ role, zone }: Person): Promise<ReadonlyMap<string, string> | undefined> {
    if (!reads(role, 'access-report')) return undefined;
    const until = new Date(this.reader.nowMs() + 1).toISOString();
    const counts = await this.views.read(AccessesProjection, undefined, (database) =>
      countsOfAccesses(database, { zone, from: EVER, until }),
    );
    const last = new Map<string, string>();
    for (const { personId, last: at } of counts) {
      if (at > (last.get(personId) ?? '')) last.set(personId, at);
    }
    return last;
  }
}
