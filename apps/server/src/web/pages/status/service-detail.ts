import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Duties, type DutiesStanding } from '#duties';
import { EventStore, StoreUnavailable } from '#event-store';
import { Ledger, type ExternalSeal, type LedgerStanding } from '#ledger';
import { deliveryLog, NoticesProjection, reads, type LoggedDelivery } from '#planning';
import { lastSeals } from '#outside-copies';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { ViewsDesk, type ShownView } from '../../../api/views-desk.js';
import { KnownDefinitions } from '../../../known-definitions.js';
import { SetUpChannels } from '../../../notifications/set-up-channels.js';
import { OutsideStanding, type OutsideKnown } from '../../../outside/outside-readiness.js';
import { loggedStates, type LoggedState } from '../notices/logged-states.js';
import { DataPlace } from './data-place.js';

/** The log as it answers; undefined where it does not. */
export interface LogStanding {
  readonly position: number;
  /** When its last fact was recorded, ISO 8601 UTC; undefined where there is none. */
  readonly lastAt: string | undefined;
}

/** How many deliveries of a zone stand in each state that has any. */
export interface DeliveriesStanding {
  readonly counts: Readonly<Partial<Record<LoggedState, number>>>;
  /** Since when the oldest of those that wait is as it is, ISO 8601 UTC. */
  readonly oldestWaiting: string | undefined;
  /** Some of those that did not arrive, the newest of each state first. */
  readonly lost: readonly LoggedDelivery[];
}

/** States of deliveries that did not arrive, and of which nobody attempts anything any more. */
export const notArrived = [
  ...(['not-delivered', 'returned', 'refused', 'no-address', 'given-up', 'expired'] as const),
] as const satisfies readonly LoggedState[];

/** So many of each state are shown. */
const MOST_LOST = 10;

/** The disk on which the data are, in bytes. */
export interface DiskStanding {
  readonly free: number;
  readonly total: number;
}

/** How each part of the service is. */
export interface ServiceDetail {
  /** Milliseconds since 1970, UTC. */
  readonly atMs: number;
  readonly uptimeSeconds: number;
  /** Of the program. */
  readonly version: string;
  readonly log: LogStanding | undefined;
  readonly definitions: KnownDefinitions['state'];
  readonly views: readonly ShownView[];
  readonly ledger: LedgerStanding;
  readonly lastSeal: { readonly seal: ExternalSeal; readonly recordedMs: number } | undefined;
  readonly outside: OutsideKnown;
  readonly duties: DutiesStanding;
  readonly channels: SetUpChannels['names'];
  /** Undefined for whoever may not read deliveries. */
  readonly deliveries: DeliveriesStanding | undefined;
  /** Undefined where the system does not say. */
  readonly disk: DiskStanding | undefined;
}

/** More than wait at any time. */
const MOST_WAITING = 1_000;

/** Asks each part of the service how it is. What cannot be asked says so, and hides nothing else. */
@Injectable()
export class ServiceDetails {
  constructor(
    private readonly store: EventStore,
    private readonly definitions: KnownDefinitions,
    private readonly views: ViewsDesk,
    private readonly ledger: Ledger,
    private readonly outside: OutsideStanding,
    private readonly duties: Duties,
    private readonly channels: SetUpChannels,
    private readonly models: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly place: DataPlace,
  ) {}

  /** @throws Problem not-allowed, role-not-held */
  async of(person: Person): Promise<ServiceDetail> {
    const views = await this.views.views(person);
    const log = await this.#log();
    return {
      ...{ views, log, atMs: this.reader.nowMs(), uptimeSeconds: Math.floor(process.uptime()) },
      ...{ version: this.place.version, definitions: this.definitions.state },
      ledger: this.ledger.standing(),
      lastSeal: log && (await lastSeals(this.store, 1)).seals[0],
      outside: this.outside.known(),
      duties: this.duties.standing(),
      channels: this.channels.names,
      deliveries: reads(person.role, 'deliveries') ? await this.#deliveries(person) : undefined,
      disk: await this.#disk(),
    };
  }

  async #log(): Promise<LogStanding | undefined> {
    try {
      const position = await this.store.end();
      let lastAt: string | undefined;
      for await (const { createdMs } of this.store.readAll({ direction: 'backward', max: 1 })) {
        lastAt = new Date(createdMs).toISOString();
      }
      return { position, lastAt };
    } catch (error) {
      if (error instanceof StoreUnavailable) return undefined;
      throw error;
    }
  }

  async #deliveries({ zone }: Person): Promise<DeliveriesStanding> {
    const which = { zone, nowMs: this.reader.nowMs(), setUp: this.channels.names };
    return this.models.read(NoticesProjection, undefined, (database) => {
      const counts = loggedStates.map(
        (state) => [state, deliveryLog(database, { ...which, state, limit: 1 }).total] as const,
      );
      const { rows } = deliveryLog(database, { ...which, state: 'waiting', limit: MOST_WAITING });
      return {
        counts: Object.fromEntries(counts.filter(([, count]) => count > 0)),
        // The newest first.
        oldestWaiting: rows.at(-1)?.changedAt,
        lost: notArrived.flatMap(
          (state) => deliveryLog(database, { ...which, state, limit: MOST_LOST }).rows,
        ),
      };
    });
  }

  async #disk(): Promise<DiskStanding | undefined> {
    try {
      const { bavail, blocks, bsize } = await statfs(this.place.folder);
      return { free: bavail * bsize, total: blocks * bsize };
    } catch {
      // Not every system says; that is told as not known.
      return undefined;
    }
  }
}
