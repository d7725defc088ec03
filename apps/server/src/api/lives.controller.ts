import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { canonicalJson, EventStore, type Json, type RecordedEvent } from '#event-store';
import { actionsOf, sha256, streamOf, type Action, type AnyLife } from '#planning';
import type { Person } from '#people';
import { snapshotOf } from '#workflow';
import { CurrentPerson } from '../http/current-person.js';
import { CycleReader } from './cycle-reader.js';
import { factView } from './fact-view.js';
import { lifeView, readingOf } from './life-view.js';
import { onBehalfOf } from './on-behalf-of.js';
import { Checked, FactsQuery, LifeQuery, PartQuery } from './query.js';

/** A cycle or a register as a whole: where it stands, what can be done, what happened, what it was. */
@Controller(['api/v1/cycles/:cycleId', 'api/v1/registers/:cycleId'])
export class LivesController {
  constructor(
    private readonly reader: CycleReader,
    private readonly store: EventStore,
  ) {}

  /** The cycle now, or as it was after `revision` or `at` an instant. */
  @Get()
  async cycle(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(LifeQuery)) point: LifeQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, readingOf(cycleId), cycleId);
    const past = await this.reader.pointOf(person, point);
    const life = await this.reader.life(cycleId, past);
    reply.header('etag', `"${life.revision}"`);
    // A moment past is shown with the organisation of then.
    const { zone, lastRecordedAt } = life.data;
    const organisation = await this.reader.organisation(zone, past && lastRecordedAt);
    return lifeView(life, person, point.on ?? this.reader.today(), organisation);
  }

  /**
   * What the caller, or whom they act for, may do with the cycle, or with one of its parts, now; and for the
   * rest why not.
   */
  @Get('actions')
  async actions(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(PartQuery)) { kind, id }: PartQuery,
    @Headers('on-behalf-of') delegator: string | undefined,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly revision: number; readonly items: readonly Action[] }> {
    await this.reader.mustBeAllowed(person, readingOf(cycleId), cycleId);
    const life = await this.reader.life(cycleId);
    const part = kind !== undefined && id !== undefined ? { kind, id } : undefined;
    const circumstances = {
      organisation: await this.reader.organisation(life.data.zone),
      ...onBehalfOf(delegator),
      nowMs: this.reader.nowMs(),
    };
    return { revision: life.revision, items: actionsOf(life, person, part, circumstances) };
  }

  /** The facts of the cycle, in order, with who, when and why: the audit trail itself. */
  @Get('facts')
  async facts(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(FactsQuery)) { from, limit }: FactsQuery,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly object[]; readonly next?: number }> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const items: RecordedEvent[] = [];
    const stream = streamOf(cycleId);
    for await (const fact of this.store.read(stream, { from, max: limit })) items.push(fact);
    // After the facts, so that it knows of every redaction that was there when they were read.
    const { data } = await this.reader.life(cycleId);
    const last = items.at(-1);
    return {
      items: items.map((fact) => factView(fact, data)),
      ...(last && items.length === limit && { next: last.revision + 1 }),
    };
  }

  /** Replays the whole stream from its first fact and compares the result with the live state. */
  @Get('replay')
  async replay(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const replayed = await this.reader.replayed(cycleId);
    const live = await this.reader.recorded(cycleId, { revision: replayed.revision });
    const now = await this.reader.recorded(cycleId);
    // The live state may have gone on meanwhile; then the one of the same revision is compared.
    const other = now.revision === replayed.revision ? now : live;
    const replayedFingerprint = fingerprintOf(replayed);
    const liveFingerprint = fingerprintOf(other);
    return {
      cycleId,
      facts: replayed.revision + 1,
      revision: replayed.revision,
      phase: replayed.workflow.root.phase(replayed.state),
      matches: replayedFingerprint === liveFingerprint,
      replayedFingerprint,
      liveFingerprint,
    };
  }
}

function fingerprintOf(life: Readonly<AnyLife>): string {
  return sha256(canonicalJson(JSON.parse(JSON.stringify(snapshotOf(life))) as Json));
}
