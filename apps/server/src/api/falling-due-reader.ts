import { Injectable } from '@nestjs/common';
import { addDays } from '#calendar';
import type { Person } from '#people';
import {
  AgendaProjection,
  agendaStandpoints,
  deadlinesInAgenda,
  deadlinesLateness,
  fallingDue,
  SchedaTimesProjection,
  type AgendaStandpoint,
  type FallingDue,
} from '#planning';
import { CycleReader } from './cycle-reader.js';
import { ReadModelReader } from './read-model-reader.js';

/** What fell due before is of another year; what was missed waits until it is met, or given up. */
const PAST_DAYS = 366;

/** Looks for what falls due, of all the cycles of a zone. */
@Injectable()
export class FallingDueReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
  ) {}

  /**
   * The deadlines that concern somebody and are still to be met, the earliest first, those that are over included.
   * @param until the last day that is looked at, `2024-03-20`
   * @param after where the log must have been read to
   * @param seenAs in whose place, where that is not their own
   */
  async for(
    person: Person,
    until: string,
    after?: number,
    seenAs?: readonly AgendaStandpoint[],
  ): Promise<readonly FallingDue[]> {
    const { zone } = person;
    const today = this.reader.today();
    const standpoints = seenAs ?? agendaStandpoints(person, await this.reader.organisation(zone));
    const deadlines = await this.views.read(AgendaProjection, after, (rows) =>
      deadlinesInAgenda(rows, { zone, since: addDays(today, -PAST_DAYS), everyMissed: true }),
    );
    return this.views.read(SchedaTimesProjection, after, (rows) =>
      fallingDue(deadlines, standpoints, {
        ...{ today, until },
        latenessOf: (cycleId, unitIds) =>
          deadlinesLateness(rows, { cycleId, on: today, unitIds, limit: 1 }),
      }),
    );
  }
}
