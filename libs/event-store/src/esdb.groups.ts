import type { ServiceError } from '@grpc/grpc-js';
import { START } from './event-store.js';
import type { LogFilter, ParkedEvent, Position } from './event-store.js';
import type { EsdbConnection } from './esdb.connection.js';
import { recordedEvent } from './esdb.events.js';
import { failureOf } from './esdb.failures.js';
import { Patience } from './esdb.patience.js';
import { persistent, shared } from './esdb.protocol.js';
import type { EsdbReading } from './esdb.reading.js';
import { OF_FACTS } from './notices.js';

/** How long somebody waits for an answer about a group, over all tries, in milliseconds. */
const ASK_MS = 4_000;
/** We count deliveries ourselves: the limit may change, and what is parked says how often it was delivered. */
const NEVER = 2_147_483_647;
/** More than anybody looks through. */
const MAX_PARKED = 10_000;

/** How a new group is set up. */
export interface NewGroup {
  readonly filter: LogFilter | undefined;
  readonly after: Position;
  readonly holdMs: number;
}

/** The groups of consumers of the whole log that the server keeps. */
export class EsdbGroups {
  constructor(
    private readonly connection: EsdbConnection,
    private readonly reading: EsdbReading,
  ) {}

  /**
   * Makes the group unless it is there.
   * @returns the position of the one event that must not be delivered although the group begins with it
   * @throws EsdbFailure
   */
  async make(name: string, group: NewGroup): Promise<Position | undefined> {
    const patience = new Patience(ASK_MS);
    const begin = await this.#beginning(group.after);
    try {
      await this.connection.insist(patience, (remote, deadline) =>
        answered((done) =>
          remote.groups.create(creation(name, group, begin), remote.metadata(), { deadline }, done),
        ),
      );
    } catch (error) {
      // It was there, or it was made by a try whose answer was lost.
      if (failureOf(error).kind === 'group-exists') return undefined;
      throw error;
    }
    return begin === group.after ? begin : undefined;
  }

  /** How many events are parked; none for a group that does not exist. @throws EsdbFailure */
  async parkedCount(name: string, patience = new Patience(ASK_MS)): Promise<number> {
    const options = new persistent.GetInfoReq.Options().setAll(new shared.Empty());
    const request = new persistent.GetInfoReq().setOptions(options.setGroupName(name));
    try {
      const answer = await this.connection.insist(patience, (remote, deadline) =>
        answered<InstanceType<typeof persistent.GetInfoResp>>((done) =>
          remote.groups.getInfo(request, remote.metadata(), { deadline }, done),
        ),
      );
      return Number(answer?.getSubscriptionInfo()?.getParkedMessageCount() ?? '0');
    } catch (error) {
      if (failureOf(error).kind === 'no-group') return 0;
      throw error;
    }
  }

  /** What is parked, in log order. @throws EsdbFailure */
  async parked(name: string): Promise<readonly ParkedEvent[]> {
    const patience = new Patience(ASK_MS);
    const count = Math.min(await this.parkedCount(name, patience), MAX_PARKED);
    if (count === 0) return [];
    const read = await this.reading.lastThroughLinks(parkedStream(name), count, patience);
    const parked: ParkedEvent[] = [];
    for (const message of read) {
      const [event, link] = [message.getEvent(), message.getLink()];
      if (event === undefined || link === undefined) continue; // what it pointed to is gone
      const { createdMs, metadata } = recordedEvent(link);
      const said = typeof metadata['reason'] === 'string' ? metadata['reason'] : '';
      parked.push({ event: recordedEvent(event), parkedMs: createdMs, ...reasonOf(said) });
    }
    return parked.sort((one, other) => one.event.position - other.event.position);
  }

  /** The last revision of what has ever been parked, -1 if nothing. @throws EsdbFailure */
  async lastParked(name: string, patience: Patience): Promise<number> {
    const of = parkedStream(name);
    const { events } = await this.reading.streamPage(of, 'end', false, 1, patience);
    return events[0]?.revision ?? -1;
  }

  /** Resolves once the event is parked after that revision: durably, for everybody to see. */
  async untilParked(name: string, id: string, after: number, patience: Patience): Promise<void> {
    for (;;) {
      const read = await this.reading.lastThroughLinks(parkedStream(name), 20, patience);
      const found = read.some(
        (message) =>
          message.getEvent()?.getId()?.getString().toLowerCase() === id &&
          Number(message.getLink()?.getStreamRevision() ?? '-1') > after,
      );
      if (found) return;
      await patience.pause();
      if (patience.isOver) throw new Error(`${id} was not parked in time`);
    }
  }

  /** @returns how many events were parked. @throws EsdbFailure */
  async replayParked(name: string): Promise<number> {
    const patience = new Patience(ASK_MS);
    const count = await this.parkedCount(name, patience);
    if (count === 0) return 0;
    const options = new persistent.ReplayParkedReq.Options().setAll(new shared.Empty());
    options.setGroupName(name).setNoLimit(new shared.Empty());
    const request = new persistent.ReplayParkedReq().setOptions(options);
    await this.connection.insist(patience, (remote, deadline) =>
      answered((done) =>
        remote.groups.replayParked(request, remote.metadata(), { deadline }, done),
      ),
    );
    // The server answers before it has begun.
    while ((await this.parkedCount(name, patience)) >= count && !patience.isOver)
      await patience.pause();
    return count;
  }

  /**
   * Where a group begins that wants what comes after a position. The server counts the beginning in, so
   * that it is the event after it; or, if there is none yet, the position itself.
   */
  async #beginning(after: Position): Promise<Position> {
    if (after === START) return START;
    const { events } = await this.reading.logPage(after, true, 1);
    return events[0]?.position ?? after;
  }
}

/** What we say when we park: how often it was delivered, and why it is put aside. */
export function parkingReason(attempt: number, reason: string): string {
  return `${attempt}: ${reason}`;
}

function reasonOf(said: string): { readonly attempts: number; readonly reason: string } {
  const [, attempts, reason] = /^(\d+): (.*)$/su.exec(said) ?? [];
  // Parked by hand, or by a program that is not ours.
  if (attempts === undefined || reason === undefined) return { attempts: 1, reason: said };
  return { attempts: Number(attempts), reason };
}

function parkedStream(group: string): string {
  return `$persistentsubscription-$all::${group}-parked`;
}

/** A call with one answer, as a promise. */
function answered<Answer>(
  call: (done: (error: ServiceError | null, answer?: Answer) => void) => unknown,
): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    call((error, answer) => {
      if (error) reject(failureOf(error));
      else resolve(answer);
    });
  });
}

function creation(name: string, { filter, holdMs }: NewGroup, begin: Position) {
  const { AllOptions, ConsumerStrategy, Options, Settings } = persistent.CreateReq;
  const all = new AllOptions();
  if (begin === START) all.setStart(new shared.Empty());
  else {
    const position = new persistent.CreateReq.Position();
    all.setPosition(position.setCommitPosition(String(begin)).setPreparePosition(String(begin)));
  }
  // By categories only: types are left to us, so that a new version may want others of the same group.
  const expression = new AllOptions.FilterOptions.Expression();
  if (filter?.categories === undefined) expression.setRegex(OF_FACTS);
  else expression.setPrefixList([...filter.categories]);
  const wanted = new AllOptions.FilterOptions().setStreamIdentifier(expression);
  wanted.setMax(500);
  wanted.setCheckpointintervalmultiplier(1);
  all.setFilter(wanted);

  const settings = new Settings();
  settings.setResolveLinks(false);
  settings.setMaxRetryCount(NEVER);
  settings.setMessageTimeoutMs(Math.min(Math.max(1, holdMs), NEVER));
  settings.setMinCheckpointCount(1);
  settings.setMaxCheckpointCount(100);
  settings.setCheckpointAfterMs(1_000);
  settings.setMaxSubscriberCount(0);
  settings.setLiveBufferSize(500);
  settings.setReadBatchSize(20);
  settings.setHistoryBufferSize(500);
  settings.setNamedConsumerStrategy(ConsumerStrategy.ROUNDROBIN);
  const options = new Options().setGroupName(name).setSettings(settings).setAll(all);
  return new persistent.CreateReq().setOptions(options);
}
