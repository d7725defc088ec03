import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { blame, documentDifference, pageOfTimeline, watchedLife, type Moment } from '#history';
import { cycleName, workingCalendarOf, type LifeData } from '#planning';
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
import { blameView, changesView, momentView, plain, timelineView } from './history-view.js';
import { lifeView } from './life-view.js';
import { Checked } from './query.js';

/** A cycle or a register through time: as it was, what is different since, who made it so, what happened. */
@Controller(['api/v1/cycles/:cycleId/history', 'api/v1/registers/:cycleId/history'])
export class HistoryController {
  constructor(
    private readonly reader: CycleReader,
    private readonly history: HistoryReader,
    private readonly workflows: Workflows<LifeData>,
  ) {}

  /** As it was recorded after a fact or at an instant, or as it occurred by a day. */
  @Get('state')
  async state(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(MomentQuery)) query: MomentQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const then = await this.history.shown(cycleId, momentOf(query));
    reply.header('etag', `"${then.life.revision}"`);
    return {
      ...momentView(then),
      life: lifeView(then.life, person, then.day, then.organisation),
    };
  }

  /** What is different in it at one moment from another, as the caller may see it at both. */
  @Get('difference')
  async difference(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(TwoMomentsQuery)) query: TwoMomentsQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const { from, to } = momentsOf(query);
    const [former, latter] = [
      await this.#seenBy(person, cycleId, from),
      await this.#seenBy(person, cycleId, to),
    ];
    return {
      from: momentView(former.then),
      to: momentView(latter.then),
      changes: changesView(documentDifference(former.view, latter.view), latter.then.life),
    };
  }

  /** For each field of its own, the fact that made it what it is. */
  @Get('blame')
  async blame(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const now = await this.history.now(cycleId);
    const facts = this.history.facts(cycleId);
    const fields = await blame(facts, watchedLife(), this.workflows, now);
    reply.header('etag', `"${now.revision}"`);
    return blameView(fields, now);
  }

  /** What happened, so near as one wants to look; whatever is folded says how much it holds. */
  @Get('timeline')
  async timeline(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(TimelineQuery)) { zoom, from, to, limit }: TimelineQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const now = await this.history.now(cycleId);
    const calendar = workingCalendarOf(await this.reader.organisation(now.data.zone));
    // The fact before it says how long nothing was recorded.
    const facts = this.history.facts(cycleId, Math.max(0, from - 1));
    const rows = await pageOfTimeline(facts, { zoom, from, to, limit, now, calendar });
    const kind = cycleName(cycleId)?.year === undefined ? 'registers' : 'cycles';
    return timelineView(rows, zoom, `/api/v1/${kind}/${cycleId}/history/timeline`);
  }

  async #seenBy(person: Person, cycleId: string, moment: Moment | undefined) {
    const then = await this.history.shown(cycleId, moment);
    const { life, day, organisation } = then;
    return { then, view: plain(lifeView(life, person, day, organisation)) };
  }
}
