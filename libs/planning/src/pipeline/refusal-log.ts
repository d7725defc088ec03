import type { EventStore } from '#event-store';
import { Refusal, type RefusalDetails } from '#workflow';
import type { Refused } from '../command/answer.js';
import type { CommandEnvelope } from '../command/cycle-command.js';
import { isMayNotDecide } from '../decisive.js';
import { OUT_OF_SCOPE } from '../token-scopes.js';
import { actorOf } from './actor.js';
import type { Envelope } from '../envelope.js';
import { POLICY_VERSION } from '../policy-version.js';
import { refusalSentence } from '../refusals.js';
import { idFrom } from './command-identity.js';

/** What was refused, as a fact of the zone's refusals: who wanted what, which rule said no, on what law. */
export interface CommandRefused {
  readonly cycleId: string;
  readonly verb: string;
  readonly code: string;
  readonly rule: string;
  readonly details: RefusalDetails;
  readonly law?: string;
}

/** What stands around a refusal. */
interface Attempt {
  /** SHA-256 of what was asked. */
  readonly commandDigest: string;
  /** Instant, ISO 8601 UTC. */
  readonly recordedAt: string;
  /** The zone of the cycle, if there is such a cycle. */
  readonly attemptedIn: string | undefined;
  /** The delegation it rested on, if any. */
  readonly delegationId: string | undefined;
}

/** The stream of a zone's refusals. They never stand in the stream of the cycle. */
export const refusalsOf = (zone: string): string => `refusals-${zone}`;

/** Keeps refusals, and finds the one that answered a command before. */
export class RefusalLog {
  constructor(private readonly store: EventStore) {}

  /**
   * Records a refusal, durably, in the zone of the person who was refused; what was attempted on another
   * zone's cycle, also in the zone of the cycle, first.
   * @returns whether the very same had been recorded before
   */
  async record(
    envelope: CommandEnvelope,
    refused: CommandRefused,
    { commandDigest, recordedAt, attemptedIn, delegationId }: Attempt,
  ): Promise<boolean> {
    const { person, commandId } = envelope;
    const { law } = refusalSentence(refused.code, refused.details);
    const event = {
      id: idOf(refused.code, envelope, commandDigest),
      type: 'CommandRefused',
      data: { ...refused, ...(law !== undefined && { law }) },
      metadata: {
        actor: { ...actorOf(envelope, delegationId) },
        recordedAt,
        commandId,
        commandDigest,
        rule: refused.rule,
        policy: POLICY_VERSION,
        schemaVersion: 1,
      },
    };
    if (attemptedIn !== undefined && attemptedIn !== person.zone) {
      // Persons are known by zone: without it, this one could be taken for somebody of the own zone.
      const details = { ...refused.details, personZone: person.zone };
      const data = { ...event.data, details };
      await this.store.append(refusalsOf(attemptedIn), [{ ...event, data }], 'any');
    }
    const { repeated } = await this.store.append(refusalsOf(person.zone), [event], 'any');
    return repeated;
  }

  /** The refusal that answered this command before, with the digest of what was asked then. */
  async find(
    envelope: CommandEnvelope,
  ): Promise<{ readonly answer: Refused; readonly commandDigest: string } | undefined> {
    const { person, commandId, cycleId } = envelope;
    const event = await this.store.find(refusalsOf(person.zone), refusalId(commandId));
    if (!event) return undefined;
    const { code, details, rule } = event.data as unknown as CommandRefused;
    return {
      answer: {
        kind: 'refused',
        cycleId,
        refusal: new Refusal(code, details),
        rule,
        repeated: true,
      },
      commandDigest: (event.metadata as unknown as Pick<Envelope, 'commandDigest'>).commandDigest,
    };
  }
}

/**
 * A refusal is the answer of its command for ever, with two exceptions: a command id whose answer was another
 * command's has one refusal for each thing asked under it; and whoever may not do it as they came asks again
 * under the same id when they come as somebody who may.
 */
function idOf(code: string, { commandId, person }: CommandEnvelope, digest: string): string {
  if (code === 'command-id-reused') return idFrom(commandId, `reused/${digest}`);
  if (!isMayNotDecide(code) && code !== OUT_OF_SCOPE) return refusalId(commandId);
  const { authMethod, authenticatedAtMs = '' } = person;
  return idFrom(commandId, `came/${authMethod}/${authenticatedAtMs}/${digest}`);
}

const refusalId = (commandId: string): string => idFrom(commandId, 'refusal');
