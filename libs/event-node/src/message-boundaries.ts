/** Before each message stand a byte of flags and its length in four. */
const PREFIX_BYTES = 5;

/** Follows the messages of a gRPC call through pieces that are cut anywhere. */
export class MessageBoundaries {
  readonly #prefix = Buffer.alloc(PREFIX_BYTES);
  #prefixBytes = 0;
  #bytesLeft = 0;

  /** Whether a message has begun and not ended yet. */
  get within(): boolean {
    return this.#prefixBytes > 0 || this.#bytesLeft > 0;
  }

  pass(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#bytesLeft > 0) {
        const taken = Math.min(this.#bytesLeft, bytes.length - at);
        this.#bytesLeft -= taken;
        at += taken;
        continue;
      }
      const copied = bytes.copy(this.#prefix, this.#prefixBytes, at);
      this.#prefixBytes += copied;
      at += copied;
      if (this.#prefixBytes < PREFIX_BYTES) return;
      this.#bytesLeft = this.#prefix.readUInt32BE(1);
      this.#prefixBytes = 0;
    }
  }
}
