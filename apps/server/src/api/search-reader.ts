import { Injectable } from '@nestjs/common';
import {
  askedWords,
  cyclesOf,
  CyclesProjection,
  findableBy,
  markedTexts,
  search,
  SearchProjection,
  type Found,
  type FoundKind,
  type FoundThing,
  type ThingKind,
} from '#planning';
import { SubjectKeys, type Person } from '#people';
import { contributionsFor } from './contributions-view.js';
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

/** What was found, and the latest programme of the zone; undefined where there is none. */
export type FoundIn = Found & { readonly latestCycleId: string | undefined };

/** So many programmes, the latest ones, are looked through for what no index holds. */
const MOST_CYCLES = 20;

/** Looks for words and codes, for people, among what they may read. */
@Injectable()
export class SearchReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly keys: SubjectKeys,
  ) {}

  /** @throws Problem not-allowed, role-not-held, not-yet-projected, view-unavailable */
  async find(person: Person, asked: AskedSearch): Promise<FoundIn> {
    // Everybody who has a role has work, and may look for something; what they find is what they may read.
    await this.reader.mustRead(person, 'worklist');
    const { zone, role } = person;
    const { text, kind, everyYear, limit, after } = asked;
    const { rows } = await this.views.read(CyclesProjection, after, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: MOST_CYCLES }),
    );
    const latestCycleId = rows[0]?.cycleId;
    const cycleId = everyYear ? undefined : latestCycleId;
    const found = await this.views.read(SearchProjection, after, (database) =>
      search(database, { zone, role, text, cycleId, kind, limit }),
    );
    const cycles = rows.slice(0, everyYear ? MOST_CYCLES : 1).map((row) => row.cycleId);
    const contributions = await this.#contributions(person, asked, cycles);
    const kinds = [...found.kinds, ...(contributions ? [contributions] : [])];
    const isNothing = kinds.length === 0 && found.facts.length === 0;
    const suggestion = isNothing ? found.suggestion : undefined;
    return { kinds, facts: found.facts, suggestion, latestCycleId };
  }

  /**
   * The contributions that fit. They are somebody's own and sealed in the facts: they are looked through as they are
   * read, each time, and stand in no index.
   */
  async #contributions(
    person: Person,
    { text, kind, limit }: AskedSearch,
    cycles: readonly string[],
  ): Promise<FoundKind | undefined> {
    const asked = askedWords(text);
    const isWanted = kind === undefined || kind === 'contribution';
    if (!isWanted || !findableBy(person.role).includes('contribution')) return undefined;
    const things: FoundThing[] = [];
    for (const cycleId of cycles) {
      const life = await this.reader.programme(cycleId);
      for (const [id, said] of Object.entries(contributionsFor(life, person))) {
        const { body, document, answerText: answer, places = [] } = said;
        const texts = [body, document.title, answer, ...places.map((place) => place.text)];
        const opened = texts
          .filter((each) => typeof each === 'string')
          .map((each) => this.keys.readable(each, (plain) => plain));
        const marked = markedTexts(opened, asked);
        if (!marked) continue;
        const [title = '', ...rest] = marked;
        things.push({
          ...{ cycleId, kind: 'contribution', id, revision: 0, codes: '', title },
          ...{ passage: rest.join(' · '), isExact: false },
        });
      }
    }
    if (things.length === 0) return undefined;
    return { kind: 'contribution', total: things.length, things: things.slice(0, limit) };
  }
}
