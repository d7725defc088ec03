import { Controller, Get, Param, Query } from '@nestjs/common';
import { EventStore } from '#event-store';
import { Ledger, type ExternalSeal } from '#ledger';
import { actSealOf, lastSeals, type ActSeal } from '#outside-copies';
import type { Person } from '#people';
import { streamOf } from '#planning';
import { CycleReader } from '../api/cycle-reader.js';
import { Checked } from '../api/query.js';
import { CurrentPerson } from '../http/current-person.js';
import { ledgerProblem, problemOfLedger } from '../ledger/ledger-problems.js';
import { SealsQuery } from './seals.query.js';

/** A seal, as it is shown. */
export interface SealView extends ExternalSeal {
  /** The fact that records it. */
  readonly eventId: string;
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
}

/** What is known of the ledger outside, and what is to be printed on an act. */
@Controller('api/v1')
export class SealsController {
  constructor(
    private readonly store: EventStore,
    private readonly ledger: Ledger,
    private readonly reader: CycleReader,
  ) {}

  /** By whom roots are kept or signed outside, the newest first. */
  @Get('ledger/seals')
  async seals(
    @Query(new Checked(SealsQuery)) { limit, before }: SealsQuery,
  ): Promise<{ readonly items: readonly SealView[]; readonly next?: number }> {
    const { seals, next } = await lastSeals(this.store, limit, before);
    const items = seals.map(({ eventId, recordedMs, seal }) => ({
      ...{ eventId, recordedAt: new Date(recordedMs).toISOString() },
      ...seal,
    }));
    return { items, ...(next !== undefined && { next }) };
  }

  /** What is printed on the act of a deliberation: the first checkpoint that covers it. */
  @Get('cycles/:cycleId/deliberations/:sessionId/seal')
  async sealOfAct(
    @Param('cycleId') cycleId: string,
    @Param('sessionId') sessionId: string,
    @CurrentPerson() person: Person,
  ): Promise<ActSeal & { readonly eventId: string; readonly manifestHash: string }> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const backward = { direction: 'backward' } as const;
    for await (const { id, type, data } of this.store.read(streamOf(cycleId), backward)) {
      if (type !== 'DeliberationRecorded' || data['sessionId'] !== sessionId) continue;
      const checkpoint = this.#over(id);
      if (!checkpoint) break;
      return {
        ...actSealOf(checkpoint),
        eventId: id,
        manifestHash: data['manifestHash'] as string,
      };
    }
    throw ledgerProblem('not-in-ledger');
  }

  #over(eventId: string): ReturnType<Ledger['checkpointOver']> {
    try {
      return this.ledger.checkpointOver(eventId);
    } catch (error) {
      throw problemOfLedger(error) ?? error;
    }
  }
}
