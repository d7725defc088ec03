import type { ServerResponse } from 'node:http';

/** Whoever has not read so many bytes of what was sent reads too slowly. */
const MOST_UNREAD_BYTES = 16_384;
/** After so long the browser asks again where a stream broke off. */
const ASK_AGAIN_MS = 3_000;

/** What browsers are told as it happens (HTML, server-sent events), one way, for as long as they listen. */
export class EventStream {
  readonly #ended = new AbortController();

  /**
   * Begins the answer.
   * @param raw with the headers of every answer on it
   */
  constructor(private readonly raw: ServerResponse) {
    raw.once('close', () => {
      this.#ended.abort();
    });
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      // A proxy that gathered what we send would hold it back.
      'x-accel-buffering': 'no',
    });
    this.#write(`retry: ${ASK_AGAIN_MS}\n\n`);
  }

  /** Aborts when it is over, whoever ended it. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** @param id what the browser shows when it asks again @param data one line */
  send(id: string, event: string, data: string): void {
    this.#write(`id: ${id}\nevent: ${event}\ndata: ${data}\n\n`);
  }

  /** Says nothing, so that nobody in between takes the connection for dead. */
  ping(): void {
    this.#write(':\n\n');
  }

  end(): void {
    this.#ended.abort();
    if (!this.raw.destroyed) this.raw.end();
  }

  /** What is not read is not kept for later: whoever is cut off asks again, from where they were. */
  #write(text: string): void {
    if (this.#ended.signal.aborted) return;
    this.raw.write(text);
    if (this.raw.writableLength <= MOST_UNREAD_BYTES) return;
    this.#ended.abort();
    this.raw.destroy();
  }
}
