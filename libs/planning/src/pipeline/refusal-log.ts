import type { EventStore } from '#event-store';
import { Refusal, type RefusalDetails } from '#workflow';
import type { Refused } from '../command/answer.js';
import type { CommandEnvelope } from '../command/cycle-command.js';
import type { Envelope } from '../envelope.js';
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

/** The stream of a zone's refusals. They never stand in the stream of the cycle. */
export const refusalsOf = (zone: string): string => `refusals-${zone}`;

/** Keeps refusals, and finds the one that answered a command before. */
export class RefusalLog {
  constructor(private readonly store: EventStore) {}

  /** Records a refusal, durably, in the zone of the person who was refused. */
  async record(
    envelope: CommandEnvelope,
    refused: CommandRefused,
    commandDigest: string,
    recordedAt: string,
  ): Promise<void> {
    const { person, commandId } = envelope;
    const { personId, role, unitId, authMethod } = person;
    const { law } = refusalSentence(refused.code, refused.details);
    await this.store.append(
      refusalsOf(person.zone),
      [
        {
          id: refusalId(commandId),
          type: 'CommandRefused',
          data: { ...refused, ...(law !== undefined && { law }) },
          metadata: {
            actor: { personId, role, ...(unitId !== undefined && { unitId }), authMethod },
            recordedAt,
            commandId,
            commandDigest,
            rule: refused.rule,
            schemaVersion: 1,
          },
        },
      ],
      'any',
    );
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

const refusalId = (commandId: string): string => idFrom(commandId, 'refusal');
