import type { EventStore, NewEvent, RecordedEvent } from '#event-store';
import type { Answer, AnsweredFact, Recorded } from '../command/answer.js';
import type { CommandEnvelope } from '../command/cycle-command.js';
import { asShown } from '../correction/redaction.js';
import { streamOf } from '../cycle/cycle-id.js';
import type { Seals } from '../personal-data/sealing.js';
import { idFrom } from './command-identity.js';
import { factsOfCommand } from './facts-of-command.js';
import type { Lives } from './lives.js';
import type { RefusalLog } from './refusal-log.js';

/**
 * Finds, in the log itself, what a command id was answered the first time. A text that was redacted since is
 * given back to nobody, not even to who had sent it.
 */
export class FirstAnswers {
  constructor(
    private readonly store: EventStore,
    private readonly refusals: RefusalLog,
    private readonly lives: Pick<Lives, 'current'>,
    private readonly seals: Pick<Seals, 'digest'>,
  ) {}

  /** The first answer to this command id, if there was one; `reused` when it was another command's. */
  async find(
    envelope: CommandEnvelope,
    commandDigest: string,
  ): Promise<Answer | 'reused' | undefined> {
    const { commandId, cycleId } = envelope;
    const [first, refused] = await Promise.all([
      this.store.find(streamOf(cycleId), idFrom(commandId, '0')),
      // Where no refusal is recorded, there is none to be found.
      envelope.refusal === 'answered' ? undefined : this.refusals.find(envelope),
    ]);
    if (first) {
      if (first.metadata['commandDigest'] !== this.seals.digest(first, commandDigest))
        return 'reused';
      return this.#recorded(cycleId, first);
    }
    if (!refused) return undefined;
    return refused.commandDigest === commandDigest ? refused.answer : 'reused';
  }

  async #recorded(cycleId: string, first: RecordedEvent): Promise<Recorded> {
    const life = await this.lives.current(first.stream);
    const events = await factsOfCommand(this.store, first);
    const facts = events.map((event) =>
      answeredFact(asShown(event, life?.data ?? {}), event.revision),
    );
    const { revision, position } = events.at(-1) ?? first;
    return { kind: 'recorded', cycleId, facts, revision, position, repeated: true };
  }
}

/** A fact as an answer shows it. */
export function answeredFact(
  { type, data, id }: NewEvent | RecordedEvent,
  revision: number,
): AnsweredFact {
  // The facts were built by a decision, or read back from our own log: they are planning facts.
  return { type, data, id, revision } as unknown as AnsweredFact;
}
