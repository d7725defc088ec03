/**
 * Lines up what is asked for one stream and hands it over one lot at a time: everything that came in one
 * turn of the event loop, or while the lot before was being written, goes together.
 */
export class Turns<Asked> {
  readonly #waiting = new Map<string, Asked[]>();

  /** @param serve takes care of a lot, its failures included: it never rejects */
  constructor(private readonly serve: (stream: string, lot: readonly Asked[]) => Promise<void>) {}

  /** Puts something at the end of the line of a stream. */
  add(stream: string, asked: Asked): void {
    const waiting = this.#waiting.get(stream);
    if (waiting) {
      waiting.push(asked);
      return;
    }
    this.#waiting.set(stream, [asked]);
    void this.#serveAll(stream);
  }

  async #serveAll(stream: string): Promise<void> {
    for (;;) {
      await endOfTurn();
      const lot = this.#waiting.get(stream)?.splice(0, MOST_AT_ONCE) ?? [];
      await this.serve(stream, lot);
      if (this.#waiting.get(stream)?.length === 0) break;
    }
    this.#waiting.delete(stream);
  }
}

/** A lot is one append, so it must not grow without bounds. */
const MOST_AT_ONCE = 100;

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
