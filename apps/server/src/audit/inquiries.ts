import { Injectable } from '@nestjs/common';
import { canonicalJson, EventStore, type Json, type RecordedEvent } from '#event-store';
import { Inquiry, type AuditQuestion, type Beside, type Given, type LedgerSays } from '#audit';
import { Ledger, LEDGER_STREAM } from '#ledger';
import {
  asShown,
  Clock,
  cyclesOf,
  CyclesProjection,
  Lives,
  organisationOf,
  refusalsIn,
  RefusalsProjection,
  registerId,
  sha256,
  streamOf,
  yearlyProgramme,
  ZONE_REGISTER,
  zoneRegister,
  type AnyLife,
  type CycleLife,
  type DataOf,
  type LifeData,
  type RefusalRow,
} from '#planning';
import { snapshotOf, Workflows } from '#workflow';
import { ReadModelReader } from '../api/read-model-reader.js';

/** What is asked of a cycle. */
export interface Asked {
  readonly cycleId: string;
  readonly zone: string;
  /** ISO 8601 UTC; undefined for now. */
  readonly at: string | undefined;
  readonly schedaId: string | undefined;
}

/** Facts between two pauses in which requests get their turn. */
const AT_A_TIME = 1_000;

/** Gathers what a question looks at: the facts of the cycle and of what stands beside it, as they were recorded by then. */
@Injectable()
export class Inquiries {
  constructor(
    private readonly store: EventStore,
    private readonly lives: Lives,
    private readonly workflows: Workflows<LifeData>,
    private readonly views: ReadModelReader,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** To be ended by whoever asked for it. */
  async of({ looksAt, number }: AuditQuestion, asked: Asked): Promise<Inquiry> {
    const { cycleId, zone, schedaId } = asked;
    const atMs = asked.at === undefined ? this.clock.nowMs() : Date.parse(asked.at);
    const at = new Date(atMs).toISOString();
    const own = await this.#recorded(cycleId, at);
    const beside = await this.#besides(looksAt, own, asked, at);
    const lives = new Map<string, readonly RecordedEvent[]>();
    for (const id of [cycleId, ...beside]) {
      lives.set(id, await this.#shown(id, id === cycleId ? own : await this.#recorded(id, at)));
    }
    const isAboutAll = number === 15;
    const given: Given = {
      ...{ cycleId, zone, atMs, lives, recorded: own, workflows: this.workflows, schedaId },
      then: await this.#then(looksAt, zone, at),
      refusals: await this.#refusals(zone, cycleId, at),
      replays: isAboutAll ? await this.#replays(cycleId) : true,
      ...(isAboutAll && { ledger: await this.#ledgerSays(cycleId, own) }),
    };
    return new Inquiry(given);
  }

  /** The ids of the lives that are looked at besides the cycle. */
  async #besides(
    looksAt: readonly Beside[],
    own: readonly RecordedEvent[],
    { cycleId, zone }: Asked,
    at: string,
  ): Promise<readonly string[]> {
    const ids = new Set<string>();
    if (looksAt.includes('organisation')) ids.add(organisationOf(zone));
    if (looksAt.includes('procedures')) {
      for (const { type, data } of own) {
        if (type !== 'CoProgrammingReferred') continue;
        ids.add((data as unknown as DataOf<'CoProgrammingReferred'>).procedureCycleId);
      }
    }
    ids.delete(cycleId);
    // Of a life that was begun later nothing is known then.
    const there = await Promise.all(
      [...ids].map((id) => this.lives.at(streamOf(id), { instant: at })),
    );
    return [...ids].filter((_id, index) => there[index] !== undefined);
  }

  /** The facts of a life that were recorded by then. */
  async #recorded(cycleId: string, at: string): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const event of this.store.read(streamOf(cycleId))) {
      if ((event.metadata['recordedAt'] as string) > at) break;
      events.push(event);
      if (events.length % AT_A_TIME === 0) await new Promise(setImmediate);
    }
    return events;
  }

  /** What was redacted since is hidden also where it is asked for as it was before. */
  async #shown(
    cycleId: string,
    events: readonly RecordedEvent[],
  ): Promise<readonly RecordedEvent[]> {
    const now = await this.lives.current(streamOf(cycleId));
    return now ? events.map((event) => asShown(event, now.data)) : events;
  }

  async #then(looksAt: readonly Beside[], zone: string, at: string): Promise<Given['then']> {
    if (!looksAt.includes('other-cycles')) return { programmes: [], zoneRegister: undefined };
    const { rows } = await this.views.read(CyclesProjection, undefined, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: 200 }),
    );
    const programmes: Readonly<CycleLife>[] = [];
    for (const { cycleId } of rows) {
      const life = yearlyProgramme(await this.lives.shown(streamOf(cycleId), { instant: at }));
      if (life) programmes.push(life);
    }
    const register = streamOf(registerId(zone, ZONE_REGISTER));
    return {
      programmes,
      zoneRegister: zoneRegister(await this.lives.shown(register, { instant: at })),
    };
  }

  async #refusals(zone: string, cycleId: string, at: string): Promise<readonly RefusalRow[]> {
    const refusals: RefusalRow[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await this.views.read(RefusalsProjection, undefined, (database) =>
        refusalsIn(database, { zone, cycleId, after, limit: 200 }),
      );
      refusals.push(...page.rows.filter((row) => row.at <= at));
      if (page.next === null) return refusals;
      after = page.next;
    }
  }

  /** Whether the life replayed from its first fact is the one the program holds. */
  async #replays(cycleId: string): Promise<boolean> {
    const stream = streamOf(cycleId);
    const replayed = await this.lives.fromZero(stream);
    if (!replayed) return true;
    const now = await this.lives.current(stream);
    // The cycle may have gone on meanwhile; then the one of the same revision is compared.
    const other =
      now?.revision === replayed.revision
        ? now
        : await this.lives.at(stream, { revision: replayed.revision });
    return other !== undefined && fingerprintOf(replayed) === fingerprintOf(other);
  }

  async #ledgerSays(cycleId: string, facts: readonly RecordedEvent[]): Promise<LedgerSays> {
    const { state, origin, size, sealedSize, lastAudit, failure } = this.ledger.standing();
    const isOpen = state === 'sealing';
    let outsideSeals = 0;
    for await (const { type } of this.store.read(LEDGER_STREAM)) {
      if (type === 'ExternalSealRecorded') outsideSeals += 1;
    }
    return {
      ...{
        state,
        origin: origin ?? null,
        size,
        sealedSize,
        failure: failure ?? null,
        outsideSeals,
      },
      auditedAt: lastAudit ? new Date(lastAudit.atMs).toISOString() : null,
      withoutProof: isOpen
        ? facts.filter(({ id }) => this.ledger.proof(id) === undefined).length
        : facts.length,
      changed: isOpen ? await this.ledger.changedIn(streamOf(cycleId)) : [],
    };
  }
}

function fingerprintOf(life: Readonly<AnyLife>): string {
  return sha256(canonicalJson(JSON.parse(JSON.stringify(snapshotOf(life))) as Json));
}
