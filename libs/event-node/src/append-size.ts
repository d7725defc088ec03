import type { RawEvent } from '#event-store';

/** What an append may hold with everything, so that it cannot fill the memory: as much as one message. */
export const MOST_WITH_EVERYTHING_BYTES = 16 * 1_048_576 - 10_000;

/**
 * How large an append has become. Against its limit only the data count, as on servers up to 24.10; clients
 * rely on that when they write large metadata.
 */
export class AppendSize {
  readonly #most: number;
  #dataBytes = 0;
  #allBytes = 0;

  constructor(maxAppendBytes: number) {
    this.#most = maxAppendBytes;
  }

  get tooLarge(): boolean {
    const mostWithEverything = Math.max(this.#most, MOST_WITH_EVERYTHING_BYTES);
    return this.#dataBytes > this.#most || this.#allBytes > mostWithEverything;
  }

  add({ type, data, metadata }: RawEvent): void {
    this.#dataBytes += data.byteLength;
    this.#allBytes += data.byteLength + metadata.byteLength + Buffer.byteLength(type);
  }
}
