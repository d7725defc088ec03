import { ownEvent } from '../node-event.js';
import type { NodeLog } from '../node-log.js';
import { metadataStreamOf } from '../stream-metadata.js';

/** Where a group writes down how far it has come. Only the last of them counts. */
export class Checkpoints {
  readonly #log: NodeLog;
  readonly #stream: string;
  #begun: boolean;

  constructor(log: NodeLog, stream: string) {
    this.#log = log;
    this.#stream = stream;
    this.#begun = this.last() !== undefined;
  }

  /** A place, as the group wrote it; undefined if it never did. */
  last(): string | undefined {
    const event = this.#log.lastEvent(this.#stream);
    if (event === undefined) return undefined;
    const place: unknown = JSON.parse(Buffer.from(event.data).toString('utf8'));
    return String(place);
  }

  /** @throws StoreUnavailable */
  async write(place: string): Promise<void> {
    const event = ownEvent('$SubscriptionCheckpoint', JSON.stringify(place));
    const written = await this.#log.append(this.#stream, [event], 'any');
    if (this.#begun || written.kind !== 'written') return;
    this.#begun = true;
    // Only now: metadata alone would show what an earlier group of the same name has left there.
    const metadata = JSON.stringify({ $maxCount: 2, $tb: written.revision });
    const described = metadataStreamOf(this.#stream);
    await this.#log.append(described, [ownEvent('$metadata', metadata)], 'any');
  }
}
