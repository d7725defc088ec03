import type { CallFailed } from '../failures.js';
import { AnswerTimes } from './answer-times.js';
import { Counter } from './counter.js';
import type { Rate } from './counter.js';
import type { Message } from './message.js';

/** Who consumes, as the call says. */
export interface Caller {
  /** Address of the other end. */
  readonly from: string;
  readonly username: string;
  readonly connectionName: string;
}

/** What a consumer has been given and has not answered yet. */
export interface Given {
  readonly message: Message;
  readonly atMs: number;
}

/** One end of a call by which a client consumes the events of a group. */
export class Consumer {
  /** By id, the oldest first. */
  readonly inFlight = new Map<string, Given>();
  readonly answerTimes = new AnswerTimes();
  readonly #given: Counter;
  readonly #unsent: Message[] = [];

  constructor(
    readonly caller: Caller,
    /** How many events it takes before it answers any of them. */
    readonly slots: number,
    nowMs: number,
    readonly send: (message: Message) => void,
    readonly drop: (failure: CallFailed) => void,
  ) {
    this.#given = new Counter(nowMs);
  }

  get hasRoom(): boolean {
    return this.inFlight.size < this.slots;
  }

  give(message: Message, nowMs: number): void {
    this.inFlight.set(message.id, { message, atMs: nowMs });
    this.#given.add();
    if (this.#unsent.push(message) === 1)
      setImmediate(() => {
        for (const unsent of this.#unsent.splice(0)) this.send(unsent);
      });
  }

  /** Takes back what was given and not sent yet: whoever goes in the same moment never had it. */
  takeBackUnsent(): readonly Message[] {
    const unsent = this.#unsent.splice(0);
    for (const { id } of unsent) this.inFlight.delete(id);
    return unsent;
  }

  /** Takes back what was given, once. */
  takeBack(id: string, nowMs: number): Message | undefined {
    const given = this.inFlight.get(id);
    if (given === undefined) return undefined;
    this.inFlight.delete(id);
    this.answerTimes.add(nowMs - given.atMs);
    return given.message;
  }

  /** How many events it has been given. */
  rate(nowMs: number): Rate {
    return this.#given.read(nowMs);
  }

  /** What it was given before that time and has not answered. */
  overdue(beforeMs: number): readonly Message[] {
    const late: Message[] = [];
    for (const { message, atMs } of this.inFlight.values()) {
      if (atMs > beforeMs) break; // those after it were given later
      late.push(message);
    }
    return late;
  }
}
