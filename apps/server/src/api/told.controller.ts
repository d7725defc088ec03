import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  aboutOf,
  asShown,
  Clock,
  dwellOverYears,
  factWords,
  IsDay,
  NoticesProjection,
  SchedaTimesProjection,
  toldAbout,
  type Envelope,
  type ToldPerson,
} from '#planning';
import type { Person } from '#people';
import { IsOptional, Length } from 'class-validator';
import { CurrentPerson } from '../http/current-person.js';
import { CycleReader, notFound } from './cycle-reader.js';
import { ToldQuery } from './history-query.js';
import { HistoryReader } from './history-reader.js';
import { AfterQuery, Checked } from './query.js';
import { ReadModelReader, type ListAnswer } from './read-model-reader.js';
import { unitsToldOf } from './units-told-of.js';

class DwellQuery extends AfterQuery {
  /** What happened after this day is left out. Default: today. */
  @IsOptional()
  @IsDay()
  readonly on?: string;

  @IsOptional()
  @Length(1, 63)
  readonly unitId?: string;
}

/** Whether something was before the fact that is asked about was recorded, or after; null for what never was. */
type Order = 'before' | 'after' | null;

/** Who had been told what by when, and how long things took over the years. */
@Controller('api/v1/cycles/:cycleId/history')
export class ToldController {
  constructor(
    private readonly reader: CycleReader,
    private readonly history: HistoryReader,
    private readonly views: ReadModelReader,
    private readonly clock: Clock,
  ) {}

  /** Whom the notices reached that tell of a fact, or of what it is about, and whether that was before it. */
  @Get('told')
  async told(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(ToldQuery)) query: ToldQuery,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustBeAllowed(person, 'reports', cycleId);
    const now = await this.history.now(cycleId);
    const recorded = await this.history.fact(cycleId, query.revision ?? now.revision);
    if (!recorded) throw notFound('cycle-not-found', { cycleId });
    const fact = asShown(recorded, now.data);
    const { recordedAt, occurredOn } = fact.metadata as unknown as Envelope;
    const about = aboutOf(fact, cycleId);
    const list = await this.views.list(NoticesProjection, query, (rows, request) =>
      toldAbout(rows, {
        ...{ ...request, cycleId, nowMs: this.clock.nowMs(), causeEventId: fact.id },
        ...(query.about === 'thing' && { about }),
        recipientId: query.recipient,
      }),
    );
    return {
      ...list,
      items: (list.items as readonly ToldPerson[]).map((told) =>
        inOrder(told, fact.id, recordedAt),
      ),
      ...{
        fact: {
          ...{ revision: fact.revision, eventId: fact.id, type: fact.type },
          ...{ words: factWords(fact.type), recordedAt, occurredOn, about },
        },
      },
    };
  }

  /** How long schede stood where and why they were returned, unit by unit, in this and in earlier years. */
  @Get('dwell-times')
  async dwellTimes(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(DwellQuery)) { after, on = this.reader.today(), unitId }: DwellQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const units = await unitsToldOf(this.reader, person, cycleId, unitId);
    const which = { cycleId, on, nowMs: this.clock.nowMs(), ...units };
    const over = await this.views.read(SchedaTimesProjection, after, (rows) =>
      dwellOverYears(rows, which),
    );
    return { on, ...over };
  }
}

function inOrder(told: ToldPerson, eventId: string, recordedAt: string): object {
  const { cause, shownAt, sent, readAt, acknowledgedAt } = told;
  const order = (at: string | null | undefined): Order =>
    at === null || at === undefined ? null : at < recordedAt ? 'before' : 'after';
  const firstSent = sent.map(({ at }) => at).toSorted()[0];
  return {
    ...told,
    cause: { ...cause, words: factWords(cause.type) },
    isOfFact: cause.eventId === eventId,
    order: {
      ...{ told: order(shownAt), sent: order(firstSent), read: order(readAt) },
      acknowledged: order(acknowledgedAt),
    },
  };
}
