import { Injectable } from '@nestjs/common';
import { Tracks, factLine, type FactLine, type Track } from '#history';
import { streamOf, yearlyProgramme, type CycleLife } from '#planning';
import { AlteredDefinition, UnknownDefinition } from '#workflow';
import { apiProblem } from '../../../api/api-problems.js';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { HistoryReader } from '../../../api/history-reader.js';
import type { AskedMoment } from './asked-moment.js';
import type { ShownMoment } from './moment-view.js';

/** So many facts are told before a moment, and after it. */
const [BEFORE, AFTER] = [5, 3];

/** What the pages of the history show of a yearly programme. */
@Injectable()
export class CycleThroughTime {
  constructor(
    private readonly reader: CycleReader,
    private readonly history: HistoryReader,
    private readonly tracks: Tracks,
  ) {}

  /** As it is now, and its way here. @throws Problem cycle-not-found */
  async now(
    cycleId: string,
  ): Promise<{ readonly life: Readonly<CycleLife>; readonly track: Track }> {
    const life = await this.reader.programme(cycleId);
    try {
      return { life, track: await this.tracks.of(streamOf(cycleId)) };
    } catch (error) {
      if (error instanceof AlteredDefinition || error instanceof UnknownDefinition)
        throw apiProblem('definition-altered', {}, error);
      throw error;
    }
  }

  /** As it was at a moment. @param now as above @throws Problem cycle-not-found */
  async at(
    { life, track }: { readonly life: Readonly<CycleLife>; readonly track: Track },
    asked: AskedMoment,
  ): Promise<ShownMoment> {
    const { cycleId } = life.data;
    const [then, around] = await Promise.all([
      this.history.lifeThen(cycleId, asked.moment),
      this.lines(life, Math.max(0, asked.revision - BEFORE), asked.revision + AFTER),
    ]);
    const former = yearlyProgramme(then.life);
    if (!former) throw notFound('cycle-not-found', { cycleId });
    return { asked, track, life: former, late: then.late, early: then.early, around };
  }

  /** The facts from one revision to another. @param now the cycle as it is */
  async lines(now: Readonly<CycleLife>, from: number, to: number): Promise<readonly FactLine[]> {
    const lines: FactLine[] = [];
    for await (const fact of this.history.facts(now.data.cycleId, from)) {
      if (fact.revision > to) break;
      lines.push(factLine(fact, now));
    }
    return lines;
  }
}
