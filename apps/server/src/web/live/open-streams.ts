import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Person } from '#people';
import { httpProblem } from '../../http/http-problems.js';
import type { EventStream } from './event-stream.js';

/** More pages of one person than that are not looked at at once. */
const STREAMS_PER_PERSON = 6;
/** As many as a server keeps open in all. */
const MOST_STREAMS = 500;

/** The streams that are open now: so many per person, so many in all; they end with the server. */
@Injectable()
export class OpenStreams implements OnModuleDestroy {
  readonly #open = new Map<EventStream, string>();
  #isClosing = false;

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /** @throws Problem too-many-requests */
  mustHaveRoom(person: Person): void {
    const own = [...this.#open.values()].filter((name) => name === nameOf(person)).length;
    if (this.#isClosing || own >= STREAMS_PER_PERSON || this.#open.size >= MOST_STREAMS)
      throw httpProblem('too-many-requests');
  }

  /** Counts it until it is over. */
  add(stream: EventStream, person: Person): void {
    this.#open.set(stream, nameOf(person));
    stream.ended.addEventListener('abort', () => this.#open.delete(stream));
  }

  /** Before the server waits for what is being answered: these would never be. */
  onModuleDestroy(): void {
    this.#isClosing = true;
    for (const stream of [...this.#open.keys()]) stream.end();
  }
}

const nameOf = ({ zone, personId }: Person): string => `${zone} ${personId}`;
