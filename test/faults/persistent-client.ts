import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidV7 } from 'uuid';
import { TracciaClient } from '../../apps/cli/src/traccia-client.js';
import { ServerUnreachable, TracciaProblem } from '../../apps/cli/src/traccia-problem.js';

/** A server that has just been killed is asked again after this long, in milliseconds. */
const RETRY_MS = 15;

/** What a client was told to be recorded, so that it can be looked for. */
export interface Acknowledged {
  readonly cycleId: string;
  readonly text: string;
  readonly eventId: string;
  readonly revision: number;
}

interface Insisting {
  readonly name: string;
  readonly cycleId: string;
  readonly token: string;
  /** Where the server is now; it has another address whenever it comes back. */
  readonly url: () => string;
  /** The wrong way, for the control: every attempt is a command of its own. */
  readonly forgetful: boolean;
}

/** Asks one question after another, each again and again until it is answered. */
export class PersistentClient {
  readonly acknowledged: Acknowledged[] = [];
  /** Attempts to which no answer came, or one that says that the outcome is not known. */
  unanswered = 0;
  /** Answers that came only to a later attempt, and said that the command had been recorded already. */
  repeated = 0;
  #asked = 0;

  constructor(private readonly options: Insisting) {}

  /** @throws TracciaProblem for an answer that nobody should get here */
  async askUntil(over: () => boolean): Promise<void> {
    while (!over()) await this.#ask();
  }

  async #ask(): Promise<void> {
    const { name, cycleId, token, url, forgetful } = this.options;
    this.#asked += 1;
    const text = `${name}, domanda ${this.#asked}`;
    const firstId = uuidV7();
    for (let commandId = firstId; ; commandId = forgetful ? uuidV7() : firstId) {
      try {
        const client = new TracciaClient(url(), token);
        const body = { subject: 'cycle', text };
        const answer = await client.perform(cycleId, 'raise-question', body, { commandId });
        const [fact] = answer.facts;
        if (fact === undefined) throw new Error(`${text}: an answer without a fact`);
        const { revision, id: eventId } = fact;
        this.acknowledged.push({ cycleId, text, eventId, revision });
        if (answer.repeated) this.repeated += 1;
        return;
      } catch (error) {
        if (!mayBeAskedAgain(error)) throw error;
        this.unanswered += 1;
        await pause(RETRY_MS);
      }
    }
  }
}

function mayBeAskedAgain(error: unknown): boolean {
  if (error instanceof TracciaProblem) return error.status === 503;
  // fetch says with a TypeError that an answer broke off.
  return error instanceof ServerUnreachable || error instanceof TypeError;
}
