import { START } from './event-store.js';
import type { Position } from './event-store.js';
import type { AppendRequest } from './esdb.append-request.js';
import { isTheVery, storedEvent } from './esdb.events.js';
import type { RecordedMessage } from './esdb.events.js';

/** How long what was written may take to come by, in milliseconds; then the server is asked. */
const COME_BY_MS = 250;

/** What has come by where an append went. */
type Seen =
  /** Its events, byte for byte. */
  | 'ours'
  /** Other ones, be it under the same ids. */
  | 'others'
  /** It was written before we began to look. */
  | 'long there'
  /** Not all of them, or nothing: whoever wants to know must read. */
  | 'too little';

/**
 * What the live subscription shows of the places where appends under way go. So most appends know who
 * wrote there without a question to the server each. It only spares that question: nothing rests on what
 * does not come by.
 */
export class EsdbSightings {
  /** By stream: an adapter has one append under way at each. */
  readonly #looking = new Map<string, Sighting>();
  #live = false;
  #passed = START;

  /** From now on everything that is written comes by. */
  begin(): void {
    this.#live = true;
    this.#passed = START; // another server, or one whose log was put back, counts anew
  }

  /** Nothing comes by any more. */
  end(): void {
    this.#live = false;
    for (const sighting of this.#looking.values()) sighting.settle('too little');
  }

  /** Looks out, from before it is sent, for what an append writes. */
  look(request: AppendRequest): Sighting {
    const sighting = new Sighting(request, this.#passed, () => {
      this.#live = false; // nobody else waits for nothing, until something comes by again
    });
    if (this.#live) this.#looking.set(request.stream, sighting);
    else sighting.settle('too little');
    return sighting;
  }

  /** No longer looks out for it. */
  leave({ request }: Sighting): void {
    this.#looking.delete(request.stream);
  }

  /** An event comes by, in the order of the log. */
  pass(message: RecordedMessage): void {
    if (this.#looking.size > 0) {
      const event = storedEvent(message);
      this.#looking.get(event.stream)?.see(event);
    }
    this.#live = true;
    this.#passed = Number(message.getCommitPosition());
  }
}

/** What one append has seen come by. */
export class Sighting {
  readonly #settled = Promise.withResolvers<Seen>();
  #seen: Seen | undefined;
  #events = 0;
  #same = true;

  constructor(
    readonly request: AppendRequest,
    /** Up to where everything had come by before. */
    private readonly passed: Position,
    private readonly waitedInVain: () => void,
  ) {}

  /** What is seen of an append whose last event is at this position. Waits a little for it. */
  async at(position: Position | undefined): Promise<Seen> {
    if (position !== undefined && position <= this.passed) return 'long there';
    if (this.#seen !== undefined) return this.#seen;
    const timer = setTimeout(() => {
      this.waitedInVain();
      this.settle('too little');
    }, COME_BY_MS);
    try {
      return await this.#settled.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  see(event: ReturnType<typeof storedEvent>): void {
    const { events, after } = this.request;
    const ours = events[this.#events];
    if (ours === undefined || event.revision !== after + 1 + this.#events) return;
    this.#events++;
    this.#same &&= isTheVery(event, ours);
    if (this.#events === events.length) this.settle(this.#same ? 'ours' : 'others');
  }

  settle(seen: Seen): void {
    this.#seen ??= seen;
    this.#settled.resolve(this.#seen);
  }
}
