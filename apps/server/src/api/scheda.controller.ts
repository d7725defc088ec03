import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { EventStore, type RecordedEvent } from '#event-store';
import {
  actionsOf,
  changedFields,
  currentUnit,
  givenBackAt,
  headOf,
  madeAt,
  sinceLastYear,
  standingLabel,
  streamOf,
  versionsInForce,
  type CycleLife,
  type Scheda,
} from '#planning';
import type { Person } from '#people';
import { stateOfPart } from '#workflow';
import { CurrentPerson } from '../http/current-person.js';
import { invalidRequest } from './api-problems.js';
import { CycleReader, notFound } from './cycle-reader.js';
import { factView } from './fact-view.js';
import { onBehalfOf } from './on-behalf-of.js';
import { saidOf } from './plan-in-force-view.js';
import { Checked, DayQuery, PointQuery, toNumber } from './query.js';

/** Two versions of a scheda. */
class VersionsQuery {
  /** Default: the one its unit got last, which is what the office has seen. */
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly from?: number;

  /** Default: the one it has now. */
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly to?: number;
}

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
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const asked = await this.reader.pointOf(person, point);
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
      label: label && standingLabel(label, life.data),
      ...saidOf(life.data, schedaId),
      actions: asked
        ? []
        : actionsOf(life, person, part, {
            ...{ organisation, nowMs: this.reader.nowMs() },
            ...onBehalfOf(delegator),
          }),
    };
  }

  /** The scheda beside what it was last year: what was copied, what is different. */
  @Get('last-year')
  async lastYear(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const life = await this.reader.programme(cycleId);
    const since = sinceLastYear(life, schedaIn(life, schedaId));
    return since ?? { carriedFrom: null, changes: [] };
  }

  /** The fields in which two versions of the scheda differ; by default what changed since it was returned. */
  @Get('changes')
  async changes(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(VersionsQuery)) { from, to }: VersionsQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const life = await this.reader.programme(cycleId);
    const now = schedaIn(life, schedaId);
    const facts = await this.#factsAbout(cycleId, schedaId);
    const versionAt = async (revision: number | undefined, field: string): Promise<Scheda> => {
      if (revision === undefined) throw invalidRequest([{ field, ...noSuchVersion }]);
      return schedaIn(await this.reader.programme(cycleId, { revision }), schedaId);
    };
    const before = await versionAt(
      from === undefined ? givenBackAt(facts) : madeAt(facts, from),
      '?from',
    );
    const after = to === undefined ? now : await versionAt(madeAt(facts, to), '?to');
    return {
      schedaId,
      from: versionOf(before),
      to: versionOf(after),
      changes: changedFields(before.content, after.content, life),
    };
  }

  /** Everything that happened to the scheda, in order. */
  @Get('facts')
  async facts(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly object[] }> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    schedaIn(await this.reader.programme(cycleId), schedaId);
    const about = await this.#factsAbout(cycleId, schedaId);
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
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const life = await this.reader.programme(cycleId);
    const items = versionsInForce(life.data, schedaIn(life, schedaId), on);
    return { items, total: items.length };
  }

  async #factsAbout(cycleId: string, schedaId: string): Promise<readonly RecordedEvent[]> {
    const about: RecordedEvent[] = [];
    for await (const fact of this.store.read(streamOf(cycleId))) {
      if (fact.data['schedaId'] === schedaId) about.push(fact);
    }
    return about;
  }
}

const noSuchVersion = {
  it: 'la scheda non ha mai avuto questa versione',
  en: 'the scheda never had this version',
};

const versionOf = ({ version, contentHash }: Readonly<Scheda>) => ({ version, contentHash });

/** The scheda with an id from an address, which may be any text. @throws Problem scheda-not-found */
function schedaIn({ data }: Readonly<CycleLife>, schedaId: string): Readonly<Scheda> {
  const scheda = Object.hasOwn(data.schede, schedaId) ? data.schede[schedaId] : undefined;
  if (!scheda) throw notFound('scheda-not-found', { id: schedaId });
  return scheda;
}
