import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '#event-store';
import { factLine, pageOfTimeline, sift, type FactLine } from '#history';
import { workingCalendarOf } from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { HistoryReader } from '../../../api/history-reader.js';
import { CycleThroughTime } from './cycle-through-time.js';
import type { ShownFacts } from './facts-page.js';
import { filterOf, zoomNames, type FactsPageQuery } from './facts-query.js';

/** Rows on one page. */
const ROWS = 50;
/** A row of no more facts is unfolded where it stands; those of a longer one have a page of their own. */
const UNFOLDED = 20;

/** The facts of a cycle, as the list and the file of them have them. */
@Injectable()
export class FactsReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly history: HistoryReader,
    private readonly cycles: CycleThroughTime,
  ) {}

  /** A page of the list. @throws Problem cycle-not-found */
  async page(cycleId: string, query: FactsPageQuery): Promise<ShownFacts> {
    const { life, track } = await this.cycles.now(cycleId);
    const { facts, ...sifted } = await this.#sifted(cycleId, query);
    const calendar = workingCalendarOf(await this.reader.organisation(life.data.zone));
    const rows = await pageOfTimeline(oneByOne(facts), {
      ...{ zoom: zoomNames[query.zoom], now: life, calendar, from: query.da },
      ...{ to: Number.MAX_SAFE_INTEGER, limit: ROWS },
    });
    const unfolded = new Map<number, readonly FactLine[]>();
    for (const { from, to, facts: count } of rows.rows) {
      if (count === 1 || count > UNFOLDED) continue;
      const own = facts.filter(({ revision }) => revision >= from && revision <= to);
      unfolded.set(
        from,
        own.map((fact) => factLine(fact, life)),
      );
    }
    return { life, track, query, sifted, found: facts.length, rows, unfolded };
  }

  /** Every fact of the list as a line. @throws Problem cycle-not-found */
  async lines(cycleId: string, query: FactsPageQuery): Promise<readonly FactLine[]> {
    const life = await this.reader.programme(cycleId);
    const { facts } = await this.#sifted(cycleId, query);
    return facts.map((fact) => factLine(fact, life));
  }

  async #sifted(cycleId: string, query: FactsPageQuery) {
    return sift(upTo(this.history.facts(cycleId), query.fino), filterOf(query));
  }
}

async function* upTo(
  facts: AsyncIterable<RecordedEvent>,
  last = Number.MAX_SAFE_INTEGER,
): AsyncIterable<RecordedEvent> {
  for await (const fact of facts) {
    if (fact.revision > last) return;
    yield fact;
  }
}

async function* oneByOne(facts: readonly RecordedEvent[]): AsyncIterable<RecordedEvent> {
  for (const fact of facts) yield await Promise.resolve(fact);
}
