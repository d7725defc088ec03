import { Injectable } from '@nestjs/common';
import {
  cyclesOf,
  CyclesProjection,
  search,
  SearchProjection,
  type Found,
  type ThingKind,
} from '#planning';
import type { Person } from '#people';
import { CycleReader } from './cycle-reader.js';
import { ReadModelReader } from './read-model-reader.js';

/** What somebody looks for. */
export interface AskedSearch {
  readonly text: string;
  readonly kind?: ThingKind | undefined;
  /** In every year, and not in the latest programme of the zone alone. */
  readonly everyYear: boolean;
  /** Of each kind no more than so many. */
  readonly limit: number;
  /** Where the log must have been read to. */
  readonly after?: number | undefined;
}

/** What was found, and the programme in which it was looked for; undefined for all of them, or where there is none. */
export type FoundIn = Found & { readonly latestCycleId: string | undefined };

/** Looks for words and codes, for people, among what they may read. */
@Injectable()
export class SearchReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
  ) {}

  /** @throws Problem not-allowed, role-not-held, not-yet-projected, view-unavailable */
  async find(person: Person, asked: AskedSearch): Promise<FoundIn> {
    // Everybody who has a role has work, and may look for something; what they find is what they may read.
    await this.reader.mustRead(person, 'worklist');
    const { zone, personId, role } = person;
    const { text, kind, everyYear, limit, after } = asked;
    const { rows } = await this.views.read(CyclesProjection, after, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: 1 }),
    );
    const latestCycleId = rows[0]?.cycleId;
    const cycleId = everyYear ? undefined : latestCycleId;
    const found = await this.views.read(SearchProjection, after, (database) =>
      search(database, { ...{ zone, personId, role, text, cycleId, kind, limit } }),
    );
    return { ...found, latestCycleId };
  }
}
