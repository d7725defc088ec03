import { callFailed } from '../failures.js';
import type { CallFailed } from '../failures.js';
import type { NodeLog } from '../node-log.js';
import { CheckpointKeeper } from './checkpoint-keeper.js';
import { Checkpoints } from './checkpoints.js';
import type { ConfiguredGroup } from './configuration.js';
import type { Consumer } from './consumer.js';
import { Counter } from './counter.js';
import { consumerStrategy } from './strategies.js';
import type { ConsumerStrategy } from './consumer-strategy.js';
import { consumerDropped, groupFailed, tooManyConsumers } from './group-failures.js';
import { checkpointStreamOf, parkedStreamOf } from './group-name.js';
import { groupSource } from './group-source.js';
import type { GroupSource } from './group-source.js';
import { insertByTurn, newMessage } from './message.js';
import type { Message } from './message.js';
import { ParkedEvents } from './parked-events.js';
import { Progress } from './progress.js';

/** What a consumer wants to become of an event it cannot cope with. */
export type Refusal = 'park' | 'retry' | 'skip';

/**
 * A group of consumers that share out the events of a stream, or of the whole log. Each event is given
 * to one of them, and again to one of them until somebody settles it: at least once, never lost.
 */
export class Group {
  readonly consumers = new Set<Consumer>();
  readonly #log: NodeLog;
  readonly #nowMs: () => number;
  readonly #source: GroupSource;
  readonly #strategy: ConsumerStrategy;
  readonly #progress: Progress;
  readonly #keeper: CheckpointKeeper;
  readonly #parked: ParkedEvents;
  /** Read and not given yet. */
  readonly #waiting: Message[] = [];
  /** To be given again, before those that wait. */
  readonly #again: Message[] = [];
  readonly #idsInFlight = new Set<string>();
  readonly #parking = new Set<Promise<void>>();
  #readUpTo: number;
  #mayHaveMore = true;
  #woken = false;
  #closed = false;
  readonly #given: Counter;
  #lastWanted: number | undefined;

  /** @param nowMs a clock that only goes forward @throws CallFailed if nobody knows its strategy */
  constructor(
    log: NodeLog,
    readonly configured: ConfiguredGroup,
    nowMs: () => number,
  ) {
    const { name, settings, filter, beganAfter } = configured;
    const strategy = consumerStrategy(settings.strategy);
    if (strategy === undefined)
      throw groupFailed(name, `Consumer strategy ${settings.strategy} does not exist.`);
    this.#log = log;
    this.#nowMs = nowMs;
    this.#strategy = strategy;
    this.#given = new Counter(nowMs());
    this.#source = groupSource(log, name.stream, filter);
    const checkpoints = new Checkpoints(log, checkpointStreamOf(name));
    const checkpoint = checkpoints.last();
    this.#readUpTo = checkpoint === undefined ? beganAfter : this.#source.place(checkpoint);
    this.#progress = new Progress(this.#readUpTo);
    this.#keeper = new CheckpointKeeper(
      checkpoints,
      settings,
      () => this.#source.text(this.#progress.done),
      nowMs(),
      filter?.checkpointEvery,
    );
    this.#parked = new ParkedEvents(log, parkedStreamOf(name));
  }

  /** How it stands, for whoever watches it. */
  get standing() {
    const { historyBufferSize } = this.configured.settings;
    const end = this.#source.end();
    // With a filter, what is at the end of the log may be nothing for this group.
    const known = this.configured.filter === undefined ? end : this.#lastWanted;
    return {
      // The server reads on as long as it has room, whether or not somebody can take more.
      caughtUp: end - this.#readUpTo <= historyBufferSize - this.#waiting.length,
      rate: this.#given.read(this.#nowMs()),
      checkpoint: this.#keeper.written,
      lastKnown: known === undefined || known < 0 ? undefined : this.#source.text(known),
      waiting: this.#waiting.length,
      again: this.#again.length,
      inFlight: this.#idsInFlight.size,
      parked: this.#parked.count,
    };
  }

  /** @throws CallFailed if as many as may consume are there */
  join(consumer: Consumer): void {
    const { name, settings } = this.configured;
    if (this.#closed) throw consumerDropped(name);
    const { maxSubscriberCount } = settings;
    if (maxSubscriberCount > 0 && this.consumers.size >= maxSubscriberCount)
      throw tooManyConsumers(name);
    this.consumers.add(consumer);
    this.#strategy.joined(consumer);
    this.#wake();
  }

  /** What the consumer had not answered goes to the others. */
  leave(consumer: Consumer): void {
    if (!this.consumers.delete(consumer)) return;
    this.#strategy.left(consumer);
    for (const message of consumer.takeBackUnsent()) {
      this.#idsInFlight.delete(message.id);
      insertByTurn(this.#again, message);
    }
    for (const id of [...consumer.inFlight.keys()]) {
      const message = this.#takeBack(consumer, id);
      if (message) this.#giveAgain(message);
    }
    this.#wake();
  }

  /** Settles what the consumer was given. What it does not have, or no longer, is nothing. */
  acknowledge(consumer: Consumer, ids: readonly string[]): void {
    for (const id of ids) {
      const message = this.#takeBack(consumer, id);
      if (message) this.#settle(message);
    }
    this.#deliver();
  }

  refuse(consumer: Consumer, ids: readonly string[], refusal: Refusal, reason: string): void {
    for (const id of ids) {
      const message = this.#takeBack(consumer, id);
      if (message === undefined) continue;
      if (refusal === 'park') this.#park(message, reason);
      else if (refusal === 'retry') this.#retry(message);
      else this.#settle(message);
    }
    this.#deliver();
  }

  /** Gives parked events again, those before this revision of the stream where they are. */
  replayParked(before: number): void {
    this.#parked.replayBefore(before);
    this.#wake();
  }

  /** There may be new events. */
  news(): void {
    this.#mayHaveMore = true;
    this.#wake();
  }

  /** Every second: whoever takes too long loses the event, and progress is written down. */
  tick(): void {
    const nowMs = this.#nowMs();
    const { messageTimeoutMs } = this.configured.settings;
    if (messageTimeoutMs > 0) {
      for (const consumer of this.consumers) {
        for (const { id } of consumer.overdue(nowMs - messageTimeoutMs)) {
          const message = this.#takeBack(consumer, id);
          if (message) this.#retry(message);
        }
      }
      this.#wake();
    }
    this.#keeper.tick(nowMs);
    this.#letGo();
  }

  /** Ends every consumer; resolves when nothing more will be written. */
  async close(failure: CallFailed): Promise<void> {
    this.#closed = true;
    this.#dropAll(failure);
    await Promise.all(this.#parking);
    await this.#keeper.flush();
    this.#letGo();
    await Promise.all(this.#parking);
  }

  #wake(): void {
    if (this.#woken || this.#closed || this.consumers.size === 0) return;
    this.#woken = true;
    setImmediate(() => {
      this.#woken = false;
      this.#deliver();
    });
  }

  /**
   * After each answer at once: the order in which consumers get events, and get them again, is that of
   * their answers, however many of them come together.
   */
  #deliver(): void {
    if (this.#closed || this.consumers.size === 0) return;
    try {
      this.#shareOut();
    } catch (error) {
      this.#dropAll(callFailed(error));
    }
  }

  /** Gives what there is, and reads one batch more if there is still room for it. */
  #shareOut(): void {
    const { historyBufferSize, readBatchSize } = this.configured.settings;
    if (this.#parked.replaying && this.#again.length < historyBufferSize)
      for (const message of this.#parked.replay()) insertByTurn(this.#again, message);
    if (!this.#give(this.#again) || !this.#give(this.#waiting)) return;
    if (this.#parked.replaying) this.#wake();
    if (!this.#mayHaveMore || this.#waiting.length + readBatchSize > historyBufferSize) return;
    this.#read(readBatchSize);
    if (this.#give(this.#waiting)) this.#wake();
  }

  /** @returns whether anybody has room for more */
  #give(messages: Message[]): boolean {
    const nowMs = this.#nowMs();
    let kept = 0;
    let next = 0;
    let room = true;
    for (; next < messages.length; next++) {
      const message = messages[next];
      if (message === undefined) continue;
      // Answers name events by their id: no two of the same may be on their way.
      const choice = this.#idsInFlight.has(message.id) ? 'later' : this.#strategy.choose(message);
      if (choice === 'nobody') {
        room = false;
        break;
      }
      if (choice === 'later') {
        messages[kept++] = message;
        continue;
      }
      this.#idsInFlight.add(message.id);
      this.#given.add();
      choice.give(message, nowMs);
    }
    messages.splice(kept, next - kept);
    return room;
  }

  #read(limit: number): void {
    const { resolveLinks } = this.configured.settings;
    const page = this.#source.page(this.#readUpTo, limit);
    for (const event of page.events) {
      const resolved = resolveLinks ? this.#log.resolved(event) : { event };
      const message = newMessage(resolved, this.#source.placeOf(event), this.#progress);
      this.#progress.begin(message);
      this.#waiting.push(message);
      this.#lastWanted = message.place;
    }
    this.#readUpTo = page.considered;
    this.#progress.consider(page.considered);
    this.#keeper.passedOver(page.unwanted);
    this.#mayHaveMore = !page.last;
  }

  #takeBack(consumer: Consumer, id: string): Message | undefined {
    const message = consumer.takeBack(id, this.#nowMs());
    if (message) this.#idsInFlight.delete(id);
    return message;
  }

  #settle(message: Message): void {
    message.progress.settle(message);
    if (message.progress === this.#progress) this.#keeper.settled();
    else if (!this.#parked.replaying) this.#letGo();
  }

  #retry(message: Message): void {
    const { maxRetryCount } = this.configured.settings;
    if (message.retryCount < maxRetryCount) this.#giveAgain(message);
    else this.#park(message, `Given again ${maxRetryCount} times`);
  }

  #giveAgain(message: Message): void {
    message.retryCount++;
    insertByTurn(this.#again, message);
  }

  /** Until it is parked durably it counts as unsettled. */
  #park(message: Message, reason: string): void {
    this.#finally(
      this.#parked.park(message, reason).then(
        () => {
          this.#settle(message);
        },
        () => {
          this.#giveAgain(message); // the log cannot be written: somebody else may cope with it
          this.#wake();
        },
      ),
    );
  }

  #letGo(): void {
    // If the log cannot be written, the events stay parked, and can be replayed again.
    this.#finally(this.#parked.letGo().catch(() => undefined));
  }

  #finally(writing: Promise<void>): void {
    const tracked = writing.finally(() => this.#parking.delete(tracked));
    this.#parking.add(tracked);
  }

  #dropAll(failure: CallFailed): void {
    for (const consumer of [...this.consumers]) {
      this.leave(consumer);
      consumer.drop(failure);
    }
  }
}
