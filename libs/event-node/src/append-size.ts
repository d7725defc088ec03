import type { RawEvent } from '#event-store';

/** What an append may hold with everything, unless more data are allowed, so that it cannot fill the memory. */
export const MOST_WITH_EVERYTHING_BYTES = 2 * 1_048_576;

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
    this.#allBytes += data.byteLength + metadata.byteLength + 2 * type.length;
  }
}
