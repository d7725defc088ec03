import { verbByName } from '#planning';
import { CommandFailed } from '../failure.js';
import type { Performed, PerformOptions, SchedaView, TracciaClient } from '../traccia-client.js';
import { TracciaProblem } from '../traccia-problem.js';
import type { Narrator } from './narrator.js';

/** A person of the demonstration, who acts on its cycle through the API like everybody else. */
export class Actor {
  constructor(
    readonly personId: string,
    readonly client: TracciaClient,
    private readonly cycleId: string,
    private readonly narrator: Narrator,
  ) {}

  perform(verb: string, body: object, options?: PerformOptions): Promise<Performed> {
    return this.client.perform(this.cycleId, verb, body, options);
  }

  /** The same on another cycle, or on a register. */
  performOn(
    cycleId: string,
    verb: string,
    body: object,
    options?: PerformOptions,
  ): Promise<Performed> {
    return this.client.perform(cycleId, verb, body, options);
  }

  /** A scheda as this person reads it now. */
  scheda(schedaId: string): Promise<SchedaView> {
    return this.client.scheda(this.cycleId, schedaId);
  }

  /** The fingerprint of the final report as this person reads it now. */
  async reportHash(): Promise<string> {
    return (await this.client.finalReport(this.cycleId)).reportHash;
  }

  /**
   * Tries what must not succeed, and has the refusal told.
   * @throws CommandFailed when it succeeds after all, or is refused for another reason
   */
  async isRefused(
    code: string,
    verb: string,
    body: object,
    options?: PerformOptions,
  ): Promise<void> {
    const refusal = await this.#refusalOf(verb, body, options);
    if (refusal?.code !== code) {
      throw new CommandFailed(
        `La dimostrazione si aspettava il rifiuto «${code}» per ${this.personId}, ${verb}: ` +
          (refusal ? `ha avuto «${refusal.code}» (${refusal.it})` : 'non è stato rifiutato'),
      );
    }
    this.narrator.refusal(this.personId, verbByName.get(verb)?.title.it ?? verb, refusal);
  }

  async #refusalOf(
    verb: string,
    body: object,
    options?: PerformOptions,
  ): Promise<TracciaProblem | undefined> {
    try {
      await this.perform(verb, body, options);
      return undefined;
    } catch (error) {
      if (error instanceof TracciaProblem) return error;
      throw error;
    }
  }
}
