import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EventStore, type RecordedEvent } from '#event-store';
import {
  actionsOf,
  currentUnit,
  headOf,
  sinceLastYear,
  streamOf,
  versionsInForce,
  type CycleLife,
  type Scheda,
} from '#planning';
import type { Person } from '#people';
import { stateOfPart } from '#workflow';
import { CurrentPerson } from '../http/current-person.js';
import { CycleReader, notFound } from './cycle-reader.js';
import { factView } from './fact-view.js';
import { onBehalfOf } from './on-behalf-of.js';
import { saidOf } from './plan-in-force-view.js';
import { Checked, DayQuery, PointQuery } from './query.js';

/** One scheda: its text, where it stands, what can be done with it, what happened to it. */
@Controller('api/v1/cycles/:cycleId/schede/:schedaId')
export class SchedaController {
  constructor(
    private readonly reader: CycleReader,
    private readonly store: EventStore,
  ) {}

  /** The scheda now or at a moment past. Its ETag is what a change must carry as If-Match. */
  @Get()
  async scheda(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(PointQuery)) point: PointQuery,
    @Headers('on-behalf-of') delegator: string | undefined,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    this.reader.mustBeAllowed(person, 'schede', cycleId);
    const asked = this.reader.pointOf(person, point);
    const life = await this.reader.programme(cycleId, asked);
    const scheda = schedaIn(life, schedaId);
    const state = stateOfPart(life, 'scheda', schedaId);
    const [label] = life.workflow.part('scheda').meta(state);
    reply.header('etag', `"${scheda.moved.revision}"`);
    const instant = asked && life.data.lastRecordedAt;
    const organisation = await this.reader.organisation(life.data.zone, instant);
    const unitId = currentUnit(organisation, scheda.unitId);
    const part = { kind: 'scheda', id: schedaId } as const;
    const { approvals, highestVersion: _highest, ...written } = scheda;
    const inPlan = approvals?.at(-1);
    return {
      ...written,
      // While a revision amends it, its content is what is being written; this is what was approved.
      ...(inPlan && { approvedContent: inPlan.content }),
      unitId,
      headPersonId: headOf(organisation, unitId) ?? scheda.personId,
      state,
      label: label && { it: label.it, en: label.en },
      ...saidOf(life.data, schedaId),
      actions: asked
        ? []
        : actionsOf(life, person, part, { organisation, ...onBehalfOf(delegator) }),
    };
  }

  /** The scheda beside what it was last year: what was copied, what is different. */
  @Get('last-year')
  async lastYear(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    this.reader.mustBeAllowed(person, 'schede', cycleId);
    const life = await this.reader.programme(cycleId);
    const since = sinceLastYear(life, schedaIn(life, schedaId));
    return since ?? { carriedFrom: null, changes: [] };
  }

  /** Everything that happened to the scheda, in order. */
  @Get('facts')
  async facts(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly object[] }> {
    this.reader.mustBeAllowed(person, 'schede', cycleId);
    schedaIn(await this.reader.programme(cycleId), schedaId);
    const about: RecordedEvent[] = [];
    for await (const fact of this.store.read(streamOf(cycleId))) {
      if (fact.data['schedaId'] === schedaId) about.push(fact);
    }
    // After the facts, so that it knows of every redaction that was there when they were read.
    const { data } = await this.reader.programme(cycleId);
    return { items: about.map((fact) => factView(fact, data)) };
  }

  /** Every version of the scheda that was approved, or the one that was in the plan on a day. */
  @Get('approved')
  async approved(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(DayQuery)) { on }: DayQuery,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly object[]; readonly total: number }> {
    this.reader.mustBeAllowed(person, 'schede', cycleId);
    const life = await this.reader.programme(cycleId);
    const items = versionsInForce(life.data, schedaIn(life, schedaId), on);
    return { items, total: items.length };
  }
}

/** The scheda with an id from an address, which may be any text. @throws Problem scheda-not-found */
function schedaIn({ data }: Readonly<CycleLife>, schedaId: string): Readonly<Scheda> {
  const scheda = Object.hasOwn(data.schede, schedaId) ? data.schede[schedaId] : undefined;
  if (!scheda) throw notFound('scheda-not-found', { id: schedaId });
  return scheda;
}
