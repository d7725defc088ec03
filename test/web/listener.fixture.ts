import type { Client } from '../client.fixture.js';
import type { TestServer } from '../server.fixture.js';

/** Listens to what pages are told (HTML, server-sent events), and keeps what it heard. */
export class Listener {
  /** The ids of the events, in their order. */
  readonly ids: string[] = [];
  /** Resolves when the server has nothing more to say, or has closed. */
  readonly ended: Promise<void>;
  #pings = 0;
  #heard: () => void = () => undefined;
  #isOver = false;

  private constructor(
    private readonly closing: AbortController,
    readonly headers: Headers,
    body: ReadableStream<Uint8Array>,
  ) {
    this.ended = this.#listen(body);
  }

  /** @param lastEventId what a browser says that was told something already @throws Error where nobody answers 200 */
  static async open(
    server: TestServer,
    client: Client,
    path: string,
    lastEventId?: string,
  ): Promise<Listener> {
    const closing = new AbortController();
    const answer = await fetch(server.url + path, {
      signal: closing.signal,
      headers: {
        ...client.credentials.headers(),
        accept: 'text/event-stream',
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
    });
    if (answer.status !== 200 || !answer.body)
      throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    return new Listener(closing, answer.headers, answer.body);
  }

  /** Waits until it was told so often. @returns the ids @throws Error when it ends before */
  async told(times: number): Promise<readonly string[]> {
    return this.#until(() => this.ids.length >= times);
  }

  /** Waits until it was told so often that nothing is new. */
  async pinged(times: number): Promise<readonly string[]> {
    const before = this.#pings;
    return this.#until(() => this.#pings >= before + times);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.ended;
  }

  async #until(isHeard: () => boolean): Promise<readonly string[]> {
    while (!isHeard()) {
      if (this.#isOver) throw new Error(`It ended after ${this.ids.join(', ')}`);
      await new Promise<void>((resolve) => (this.#heard = resolve));
    }
    return this.ids.slice();
  }

  async #listen(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const bytes of body) {
        text += decoder.decode(bytes, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const [, id] = /^id: (.*)$/m.exec(block) ?? [];
          if (id !== undefined) this.ids.push(id);
          else if (block === ':') this.#pings++;
        }
        this.#heard();
      }
    } catch {
      // Whoever listened has hung up, or the server has.
    }
    this.#isOver = true;
    this.#heard();
  }
}
