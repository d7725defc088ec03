import { Injectable } from '@nestjs/common';
import { addDays, romeDay, startOfDayMs } from '#calendar';
import { EventStore, type RecordedEvent } from '#event-store';
import { Moments, schedaOf, schedaThen, type LifeThen, type Moment } from '#history';
import {
  organisationOf,
  organisationOn,
  streamOf,
  type AnyLife,
  type OrganisationOn,
} from '#planning';
import { AlteredDefinition, UnknownDefinition } from '#workflow';
import { apiProblem } from './api-problems.js';
import { CycleReader, notFound } from './cycle-reader.js';

/** A life at a moment, with the day and the organisation it is shown with. */
export interface ShownThen extends LifeThen {
  readonly day: string;
  readonly organisation: OrganisationOn | undefined;
}

/** Reads lives as they were, for people who may see that. */
@Injectable()
export class HistoryReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly moments: Moments,
    private readonly store: EventStore,
  ) {}

  /** The life at a moment, or now. @throws Problem cycle-not-found, where there was nothing yet */
  async lifeThen(cycleId: string, moment: Moment | undefined): Promise<LifeThen> {
    if (!moment) return { life: await this.reader.life(cycleId), late: [], early: [] };
    const then = await this.#at(streamOf(cycleId), moment);
    if (!then) throw notFound('cycle-not-found', { cycleId });
    return then;
  }

  /** The same, with the day of that moment and the organisation as it was. @throws Problem cycle-not-found */
  async shown(cycleId: string, moment: Moment | undefined): Promise<ShownThen> {
    const then = await this.lifeThen(cycleId, moment);
    const { zone, lastRecordedAt } = then.life.data;
    const stream = streamOf(organisationOf(zone));
    if (!moment) {
      const organisation = await this.reader.organisation(zone);
      return { ...then, day: this.reader.today(), organisation };
    }
    if (!('occurredBy' in moment)) {
      // What was recorded last, and what of the organisation was recorded by then.
      const day = romeDay(Date.parse(lastRecordedAt));
      return { ...then, day, organisation: await this.reader.organisation(zone, lastRecordedAt) };
    }
    const { occurredBy: day, known } = moment;
    const instant =
      known && 'instant' in known
        ? known.instant
        : new Date(startOfDayMs(addDays(this.reader.today(), 1))).toISOString();
    const organisation = await this.#at(stream, { occurredBy: day, known: { instant } });
    return { ...then, day, organisation: organisationOn(organisation?.life, day) };
  }

  /** A scheda at a moment. @throws Problem cycle-not-found, scheda-not-found where it was not there yet */
  async scheda(
    cycleId: string,
    schedaId: string,
    moment: Moment | undefined,
  ): Promise<LifeThen & { readonly scheda: NonNullable<ReturnType<typeof schedaThen>> }> {
    const then = await this.lifeThen(cycleId, moment);
    const scheda = schedaThen(then.life, schedaId);
    if (!scheda) throw notFound('scheda-not-found', { id: schedaId });
    return { ...then, scheda };
  }

  /** The life now. @throws Problem cycle-not-found; scheda-not-found where a scheda is asked for that it has not */
  async now(cycleId: string, schedaId?: string): Promise<Readonly<AnyLife>> {
    const life = await this.reader.life(cycleId);
    if (schedaId !== undefined && !schedaOf(life, schedaId)) {
      throw notFound('scheda-not-found', { id: schedaId });
    }
    return life;
  }

  /** The facts of a cycle or register, from a revision on. */
  facts(cycleId: string, from = 0): AsyncIterable<RecordedEvent> {
    return this.store.read(streamOf(cycleId), { from });
  }

  /** A fact of it; undefined where it has none of that revision. */
  async fact(cycleId: string, revision: number): Promise<RecordedEvent | undefined> {
    for await (const fact of this.store.read(streamOf(cycleId), { from: revision, max: 1 })) {
      return fact;
    }
    return undefined;
  }

  async #at(stream: string, moment: Moment): Promise<LifeThen | undefined> {
    try {
      return await this.moments.at(stream, moment);
    } catch (error) {
      if (error instanceof AlteredDefinition || error instanceof UnknownDefinition) {
        throw apiProblem('definition-altered', {}, error);
      }
      throw error;
    }
  }
}
