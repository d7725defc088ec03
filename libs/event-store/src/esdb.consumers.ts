import { setTimeout as pause } from 'node:timers/promises';
import { START } from './event-store.js';
import type { ConsumeGroup, Delivery, Position, RecordedEvent } from './event-store.js';
import type { EsdbConnection } from './esdb.connection.js';
import { recordedEvent, wanted } from './esdb.events.js';
import { failureOf, unavailable } from './esdb.failures.js';
import { parkingReason } from './esdb.groups.js';
import type { EsdbGroups } from './esdb.groups.js';
import { EsdbLane } from './esdb.lane.js';
import { jittered, Patience } from './esdb.patience.js';

/** How long the server may take to let a consumer in, in milliseconds. */
const JOIN_MS = 3_000;
/** How long putting an event aside may take, in milliseconds. */
const PARK_MS = 4_000;
const LONGEST_PAUSE_MS = 2_000;
/** The longest time a timer of Node can wait. */
const MAX_TIMEOUT_MS = 2_147_483_647;

interface Consumer {
  readonly group: string;
  readonly options: ConsumeGroup;
  readonly maxDeliveries: number;
  readonly holdMs: number;
  readonly ending: AbortSignal;
  /** Lanes whose event is done, for a moment. */
  readonly free: EsdbLane[];
}

/** An event in the hands of a consumer. */
interface Held {
  readonly lane: EsdbLane;
  /** By which the server knows it: that of the link through which it came, if it came through one. */
  readonly id: string;
  readonly event: RecordedEvent;
  readonly attempt: number;
}

/**
 * The consumers of all groups in this process. The server counts a delivery when it hands the event over;
 * should a consumer leave in that very moment, nobody has seen it and it counts all the same.
 */
export class EsdbConsumers {
  readonly #ending = new AbortController();
  readonly #lanes = new Set<EsdbLane>();
  /** Of groups made here: the event that they begin with and nobody wants. */
  readonly #unwanted = new Map<string, Position>();

  constructor(
    private readonly connection: EsdbConnection,
    private readonly groups: EsdbGroups,
  ) {}

  /** @throws RangeError, StoreUnavailable for what does not pass by waiting */
  async *consume(group: string, options: ConsumeGroup): AsyncGenerator<Delivery> {
    const { after = START, holdMs = 30_000, maxDeliveries = 10, signal } = options;
    requireWhole({ after, holdMs, maxDeliveries });
    const ending = AbortSignal.any([this.#ending.signal, ...(signal ? [signal] : [])]);
    const consumer = { group, options, maxDeliveries, holdMs, ending, free: [] };
    const isWanted = wanted(options.filter);
    await this.#insist(consumer, () => this.#make(consumer, after));
    while (!ending.aborted) {
      const lane = await this.#insist(consumer, () => this.#lane(consumer));
      if (lane === undefined) return;
      const delivery = await this.#next(consumer, lane, isWanted);
      if (delivery !== undefined) yield delivery;
    }
  }

  /** Everything said is sent; whatever is still held goes to others. */
  async stop(): Promise<void> {
    this.#ending.abort();
    const lanes = [...this.#lanes];
    for (const lane of lanes) lane.leave();
    await Promise.all(lanes.map((lane) => lane.ended()));
  }

  /** Tries until it succeeds, or the consumer ends. */
  async #insist<Result>(
    { ending }: Consumer,
    act: () => Promise<Result>,
  ): Promise<Result | undefined> {
    for (let failures = 0; !ending.aborted; failures++) {
      try {
        return await act();
      } catch (error) {
        if (isAborted(ending)) return undefined;
        if (!failureOf(error).mayPass) throw unavailable(error);
        const ms = jittered(failures, LONGEST_PAUSE_MS);
        // Only ending cuts a pause short, and the loop looks at that next.
        await pause(ms, undefined, { signal: ending }).catch(() => undefined);
      }
    }
    return undefined;
  }

  async #make({ group, options, holdMs }: Consumer, after: Position): Promise<void> {
    const unwanted = await this.groups.make(group, { filter: options.filter, after, holdMs });
    if (unwanted !== undefined) this.#unwanted.set(group, unwanted);
  }

  /** A lane on which the next event may come. */
  async #lane(consumer: Consumer): Promise<EsdbLane> {
    for (;;) {
      const lane = consumer.free.pop();
      if (lane === undefined) break;
      if (!lane.isBroken) return lane;
    }
    const { group, options } = consumer;
    const deadline = new Date(Date.now() + JOIN_MS);
    return this.connection
      .run(deadline, (remote) => this.#join(remote, group))
      .catch(async (error: unknown) => {
        // Somebody has deleted it meanwhile: then it begins anew.
        if (failureOf(error).kind !== 'no-group') throw error;
        await this.#make(consumer, options.after ?? START);
        return this.#lane(consumer);
      });
  }

  async #join(remote: ConstructorParameters<typeof EsdbLane>[0], group: string): Promise<EsdbLane> {
    const lane = new EsdbLane(remote, group);
    this.#lanes.add(lane);
    void lane.ended().then(() => this.#lanes.delete(lane));
    const late = setTimeout(() => {
      lane.drop();
    }, JOIN_MS);
    try {
      await lane.confirmed();
      return lane;
    } finally {
      clearTimeout(late);
    }
  }

  /** The next event for somebody who is waiting; none if the lane ended before. */
  async #next(
    consumer: Consumer,
    lane: EsdbLane,
    isWanted: (event: RecordedEvent) => boolean,
  ): Promise<Delivery | undefined> {
    const { group, maxDeliveries, ending } = consumer;
    const hangUp = (): void => {
      lane.drop();
    };
    ending.addEventListener('abort', hangUp);
    if (isAborted(ending)) hangUp();
    try {
      for (;;) {
        const message = await lane.next();
        const recorded = message.getEvent();
        // What was parked comes back through the link that parked it, and is settled by the link's id.
        const id = (message.getLink() ?? recorded)?.getId()?.getString() ?? '';
        if (recorded === undefined) {
          lane.acknowledgeSoon(id); // what the link pointed to is gone
          continue;
        }
        const event = recordedEvent(recorded);
        const attempt = message.getRetryCount() + 1;
        if (isAborted(ending)) return undefined;
        if (!isWanted(event) || event.position === this.#unwanted.get(group))
          lane.acknowledgeSoon(id);
        else if (attempt > maxDeliveries) {
          const held = { lane, id, event, attempt: attempt - 1 };
          await this.#park(group, held, tooOften(attempt - 1));
          return undefined;
        } else return this.#delivery(consumer, { lane, id, event, attempt });
      }
    } catch (error) {
      if (failureOf(error).mayPass) return undefined; // the lane broke: the event goes to another one
      throw unavailable(error);
    } finally {
      ending.removeEventListener('abort', hangUp);
    }
  }

  #delivery(consumer: Consumer, held: Held): Delivery {
    const { group, maxDeliveries, holdMs, free } = consumer;
    const { lane, id, event, attempt } = held;
    let settled = false;
    let lost = false;
    const hold = setTimeout(
      () => {
        lost = true;
        lane.drop(); // the server gives it to another one
      },
      Math.min(holdMs, MAX_TIMEOUT_MS),
    );
    void lane.ended().then(() => {
      clearTimeout(hold);
    });
    const settle = async (act: () => Promise<void> | void): Promise<void> => {
      if (settled) throw new Error('A delivery is settled once');
      settled = true;
      clearTimeout(hold);
      if (lost) return; // too late: it is in other hands
      if (lane.isBroken) throw unavailable(failureOf(new Error('The connection broke meanwhile')));
      await act();
    };
    const park = async (reason: string): Promise<void> => {
      try {
        await this.#park(group, held, reason);
      } catch (error) {
        throw unavailable(error);
      }
    };
    return {
      event,
      attempt,
      acknowledge: () =>
        settle(() => {
          lane.acknowledgeSoon(id);
          free.push(lane);
        }),
      retry: () =>
        settle(() => {
          if (attempt >= maxDeliveries) return park(tooOften(attempt));
          lane.drop();
          return undefined;
        }),
      park: (reason) => settle(() => park(reason)),
    };
  }

  async #park(group: string, { lane, id, event, attempt }: Held, reason: string): Promise<void> {
    const patience = new Patience(PARK_MS);
    const last = await this.groups.lastParked(group, patience);
    lane.park(id, parkingReason(attempt, reason));
    await this.groups.untilParked(group, event.id, last, patience);
  }
}

function tooOften(times: number): string {
  return `Consegnato ${times} volte senza successo / Delivered ${times} times without success`;
}

/** Looked at anew each time, since it changes while we wait. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function requireWhole(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options))
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${name} must be a whole number, not ${value}`);
}
