import { KnownStream } from './esdb.known-stream.js';

/** Ids that all streams together may keep in memory: some tens of megabytes. */
const MAX_IDS = 200_000;

interface Entry {
  readonly known: KnownStream;
  /** Ends when whoever came last has finished. */
  last: Promise<unknown>;
  waiting: number;
  ids: number;
}

/** The streams that this process works with, each used by one at a time, those unused longest forgotten first. */
export class KnownStreams {
  readonly #entries = new Map<string, Entry>();
  #ids = 0;

  constructor(private readonly maxIds = MAX_IDS) {}

  /** Waits for its turn at a stream, in the order of the calls. */
  async turn<Result>(
    stream: string,
    use: (known: KnownStream) => Promise<Result>,
  ): Promise<Result> {
    const entry = this.#entry(stream);
    entry.waiting++;
    const result = entry.last.then(() => use(entry.known));
    entry.last = result.catch(() => undefined); // whoever called hears of the failure
    try {
      return await result;
    } finally {
      entry.waiting--;
      this.#count(entry);
    }
  }

  /** Resolves when nobody is at a stream any more. */
  async idle(): Promise<void> {
    await Promise.all([...this.#entries.values()].map(({ last }) => last));
  }

  #entry(stream: string): Entry {
    const entry = this.#entries.get(stream) ?? {
      known: new KnownStream(),
      last: Promise.resolve(),
      waiting: 0,
      ids: 0,
    };
    this.#entries.delete(stream);
    this.#entries.set(stream, entry); // to the end: used last
    return entry;
  }

  #count(entry: Entry): void {
    // An empty stream takes room, too.
    const ids = entry.known.size + 1;
    this.#ids += ids - entry.ids;
    entry.ids = ids;
    for (const [stream, oldest] of this.#entries) {
      if (this.#ids <= this.maxIds) return;
      if (oldest.waiting > 0) continue;
      this.#entries.delete(stream);
      this.#ids -= oldest.ids;
    }
  }
}
