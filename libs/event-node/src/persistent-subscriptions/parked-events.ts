import { ownEvent } from '../node-event.js';
import type { NodeLog } from '../node-log.js';
import { metadataStreamOf } from '../stream-metadata.js';
import { newMessage } from './message.js';
import type { Message } from './message.js';
import { Progress } from './progress.js';

const PAGE = 100;

/**
 * The events that no consumer of a group could cope with, as links in a stream, until somebody asks to
 * replay them. A replayed event stays there until it is settled, so that no crash can lose it.
 */
export class ParkedEvents {
  readonly #log: NodeLog;
  readonly #stream: string;
  readonly #progress: Progress;
  /** Of those there are now, the first that is not replayed. */
  #end: number;
  #next: number;
  #truncatedBefore: number;

  constructor(log: NodeLog, stream: string) {
    this.#log = log;
    this.#stream = stream;
    const { truncateBefore = 0, deleted } = log.metadataOf(stream);
    const first = deleted ? log.lastRevision(stream) + 1 : truncateBefore;
    this.#truncatedBefore = first;
    this.#next = first;
    this.#end = first;
    this.#progress = new Progress(first - 1);
  }

  /** How many wait for somebody to replay them. */
  get count(): number {
    return this.#log.lastRevision(this.#stream) + 1 - this.#end;
  }

  /** Whether replayed events have still to be given to somebody. */
  get replaying(): boolean {
    return this.#next < this.#end;
  }

  /** Resolves once the event is there durably. @throws StoreUnavailable */
  async park({ resolved: { event, link } }: Message, reason: string): Promise<void> {
    // What a link pointed to is what can be replayed; the link itself if it points to nothing any more.
    const parked = event ?? link;
    if (parked === undefined) return;
    const { stream, revision } = parked;
    const metadata = JSON.stringify({
      added: new Date(this.#log.nowMs()).toISOString(),
      reason,
      subscriptionEventNumber: (link ?? parked).revision,
    });
    const pointer = ownEvent('$>', `${revision}@${stream}`, metadata);
    await this.#log.append(this.#stream, [pointer], 'any');
  }

  /** Lets those before this revision be replayed. */
  replayBefore(revision: number): void {
    const end = Math.min(revision, this.#log.lastRevision(this.#stream) + 1);
    this.#end = Math.max(this.#end, end);
  }

  /** Some of those to be replayed, once. */
  replay(): readonly Message[] {
    const limit = Math.min(PAGE, this.#end - this.#next);
    const page = this.#log.streamPage(this.#stream, this.#next, true, limit);
    const messages: Message[] = [];
    for (const link of page.kind === 'page' ? page.events : []) {
      const resolved = this.#log.resolved(link);
      if (resolved.event === undefined) continue; // what it points to is no longer there
      const message = newMessage(resolved, link.revision, this.#progress, Infinity);
      this.#progress.begin(message);
      messages.push(message);
    }
    this.#next = page.kind === 'page' && page.events.length > 0 ? page.next : this.#end;
    this.#progress.consider(this.#next - 1);
    return messages;
  }

  /** Lets go of those that have been replayed and settled. @throws StoreUnavailable */
  async letGo(): Promise<void> {
    const first = this.#progress.done + 1;
    if (first <= this.#truncatedBefore) return;
    const metadata = ownEvent('$metadata', JSON.stringify({ $tb: first }));
    await this.#log.append(metadataStreamOf(this.#stream), [metadata], 'any');
    this.#truncatedBefore = first;
  }
}
