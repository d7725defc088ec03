import { randomUUID } from 'node:crypto';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { meaningOfSharedAnswer } from './esdb.append-answer.js';
import type { AppendAnswer } from './esdb.append-answer.js';
import { sharedMessages } from './esdb.append-request.js';
import type { AppendRequest } from './esdb.append-request.js';
import { EsdbFailure, failureOf, tooLate } from './esdb.failures.js';
import { parseUUID } from './esdb.protocol.js';
import type { Streams } from './esdb.protocol.js';

/** Somebody who waits for the answer to an append. */
interface Waiting {
  readonly answered: (answer: AppendAnswer) => void;
  readonly failed: (failure: EsdbFailure) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * A call that many appends share: each has an id by which its answer finds it, and a time of its own. What
 * ends the call ends the waiting of all who are under way on it, and says nothing of what became of their
 * appends: some may be written, others not.
 */
export class AppendCall {
  readonly #call: ClientDuplexStream<Streams.BatchAppendReq, Streams.BatchAppendResp>;
  readonly #waiting = new Map<string, Waiting>();
  #over = false;
  #left = false;

  /** @param ended hears once why nothing more comes or goes here */
  constructor(
    call: ClientDuplexStream<Streams.BatchAppendReq, Streams.BatchAppendResp>,
    private readonly ended: (failure: EsdbFailure) => void,
  ) {
    this.#call = call;
    call.on('data', (answer: Streams.BatchAppendResp) => {
      this.#answer(answer);
    });
    call.on('error', (error) => {
      this.#finish(failureOf(error));
    });
    call.on('end', () => {
      this.#finish(new EsdbFailure('away', 'The server ended the call', undefined, undefined));
    });
  }

  /** @throws EsdbFailure: the outcome is then unknown */
  send(request: AppendRequest, deadline: Date): Promise<AppendAnswer> {
    return new Promise((answered, failed) => {
      const id = randomUUID();
      const timer = setTimeout(
        () => {
          this.#take(id)?.failed(tooLate());
        },
        Math.max(0, deadline.getTime() - Date.now()),
      );
      this.#waiting.set(id, { answered, failed, timer });
      for (const message of sharedMessages(id, request)) this.#call.write(message);
    });
  }

  /** No more is sent here. Whoever waits still gets an answer, or is told when the time is over. */
  leave(): void {
    this.#left = true;
    this.#endIfDone();
  }

  #answer(answer: Streams.BatchAppendResp): void {
    const waiting = this.#take(parseUUID(answer.getCorrelationId()) ?? '');
    if (waiting === undefined) return; // it had no time left
    try {
      waiting.answered(meaningOfSharedAnswer(answer));
    } catch (error) {
      waiting.failed(failureOf(error));
    }
  }

  #take(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return undefined;
    clearTimeout(waiting.timer);
    this.#waiting.delete(id);
    this.#endIfDone();
    return waiting;
  }

  #endIfDone(): void {
    if (this.#left && this.#waiting.size === 0 && !this.#over) this.#call.cancel();
  }

  #finish(failure: EsdbFailure): void {
    if (this.#over) return;
    this.#over = true;
    this.ended(failure);
    for (const id of this.#waiting.keys()) this.#take(id)?.failed(failure);
  }
}
