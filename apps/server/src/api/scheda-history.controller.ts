import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { aboutScheda, blame, documentDifference, pageOfTimeline, watchedScheda } from '#history';
import { workingCalendarOf, type LifeData } from '#planning';
import type { Person } from '#people';
import { Workflows } from '#workflow';
import { CurrentPerson } from '../http/current-person.js';
import { CycleReader } from './cycle-reader.js';
import {
  MomentQuery,
  momentOf,
  momentsOf,
  TimelineQuery,
  TwoMomentsQuery,
} from './history-query.js';
import { HistoryReader } from './history-reader.js';
import { blameView, changesView, momentView, timelineView } from './history-view.js';
import { Checked } from './query.js';

/** A scheda through time, for whoever reads the schede. */
@Controller('api/v1/cycles/:cycleId/history/schede/:schedaId')
export class SchedaHistoryController {
  constructor(
    private readonly reader: CycleReader,
    private readonly history: HistoryReader,
    private readonly workflows: Workflows<LifeData>,
  ) {}

  /** As it was recorded after a fact or at an instant, or as it occurred by a day. */
  @Get('state')
  async state(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(MomentQuery)) query: MomentQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const then = await this.history.scheda(cycleId, schedaId, momentOf(query));
    reply.header('etag', `"${then.life.revision}"`);
    return { ...momentView(then), schedaId, scheda: then.scheda };
  }

  /** What is different in it at one moment from another; by default all that was written since it began. */
  @Get('difference')
  async difference(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(TwoMomentsQuery)) query: TwoMomentsQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const { from, to } = momentsOf(query, await this.#firstOf(cycleId, schedaId));
    const latter = await this.history.scheda(cycleId, schedaId, to);
    const former = await this.history.scheda(cycleId, schedaId, from);
    return {
      schedaId,
      from: momentView(former),
      to: momentView(latter),
      changes: changesView(documentDifference(former.scheda, latter.scheda), latter.life),
    };
  }

  /** For each of its fields, the fact that made it what it is. */
  @Get('blame')
  async blame(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const now = await this.history.now(cycleId, schedaId);
    const facts = this.history.facts(cycleId);
    const fields = await blame(facts, watchedScheda(schedaId), this.workflows, now);
    reply.header('etag', `"${now.revision}"`);
    return { schedaId, ...blameView(fields, now) };
  }

  /** What happened to it, so near as one wants to look. */
  @Get('timeline')
  async timeline(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(TimelineQuery)) { zoom, from, to, limit }: TimelineQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const now = await this.history.now(cycleId, schedaId);
    const calendar = workingCalendarOf(await this.reader.organisation(now.data.zone));
    const facts = aboutScheda(this.history.facts(cycleId), schedaId);
    const rows = await pageOfTimeline(facts, { zoom, from, to, limit, now, calendar });
    const address = `/api/v1/cycles/${cycleId}/history/schede/${encodeURIComponent(schedaId)}/timeline`;
    return timelineView(rows, zoom, address);
  }

  /** The revision at which it began. */
  async #firstOf(cycleId: string, schedaId: string): Promise<number> {
    for await (const fact of aboutScheda(this.history.facts(cycleId), schedaId)) {
      return fact.revision;
    }
    return 0;
  }
}
