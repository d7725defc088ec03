import type { JsonObject, NewEvent } from '#event-store';
import { evolve } from '#workflow';
import type { Answer, Recorded } from '../command/answer.js';
import type { CycleCommand } from '../command/cycle-command.js';
import type { AnyLife, Elsewhere, Verb } from '../command/verb.js';
import type { Envelope } from '../envelope.js';
import type { LifeData } from '../life-data.js';
import type { Seals } from '../personal-data/sealing.js';
import { actorOf } from './actor.js';
import { POLICY_VERSION } from '../policy-version.js';
import { idFrom } from './command-identity.js';
import { decide, type Granted, type Denied } from './decision.js';
import { answeredFact } from './first-answers.js';
import type { RecordedClock } from './recorded-clock.js';

/** A command in the line of its stream, and the caller who waits for its answer. */
export interface Asked {
  readonly verb: Verb;
  readonly command: CycleCommand;
  /** SHA-256 of what was asked. */
  readonly digest: string;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

/** A command with what its decision looks at, loaded. */
export interface Informed {
  readonly asked: Asked;
  readonly elsewhere: Elsewhere;
  /** The lives looked at, by id. */
  readonly lookedAt: ReadonlyMap<string, Readonly<AnyLife>>;
}

/** What a lot is decided with besides the life: of which stream it is, the time, and the keys. */
export interface LotParts {
  readonly stream: string;
  readonly clock: RecordedClock;
  readonly seals: Seals;
}

/** Commands decided together: the events they bring about, and what each caller will hear. */
export interface DecidedLot {
  readonly events: readonly NewEvent[];
  readonly granted: readonly { asked: Asked; recorded: Omit<Recorded, 'position'> }[];
  readonly refused: readonly { asked: Asked; denied: Denied }[];
}

/**
 * Decides commands one after another, each on what the ones before bring about, which is folded into the
 * life. If this throws, the life is worth nothing any more.
 */
export function decideLot(
  life: AnyLife,
  lot: readonly Informed[],
  { clock, seals, stream }: LotParts,
): DecidedLot {
  const events: NewEvent[] = [];
  const granted: { asked: Asked; recorded: Omit<Recorded, 'position'> }[] = [];
  const refused: { asked: Asked; denied: Denied }[] = [];
  for (const { asked, elsewhere, lookedAt } of lot) {
    const { verb, command } = asked;
    const recordedAt = clock.now(life.data.lastRecordedAt);
    const decision = decide(verb, command, life, recordedAt, elsewhere);
    if ('refusal' in decision) {
      refused.push({ asked, denied: decision });
      continue;
    }
    const first = life.revision + 1;
    const envelope = {
      ...envelopeOf(asked, decision, life, recordedAt),
      ...revisionsOf(lookedAt),
    };
    const brought = eventsOf(asked, decision, envelope, { life: life.data, seals, stream });
    for (const { type, data, metadata } of brought) {
      evolve(life, { type, data, metadata, revision: life.revision + 1 });
    }
    events.push(...brought);
    const facts = brought.map((event, index) => answeredFact(event, first + index));
    const { cycleId } = command.envelope;
    const { revision } = life;
    granted.push({
      asked,
      recorded: { kind: 'recorded', cycleId, facts, revision, repeated: false },
    });
  }
  return { events, granted, refused };
}

/** The events of a decision, their personal data sealed from here on. */
function eventsOf(
  { command, digest }: Asked,
  { facts }: Granted,
  envelope: Envelope,
  { life, seals, stream }: Pick<LotParts, 'seals' | 'stream'> & { readonly life: LifeData },
): NewEvent[] {
  const sealed = facts.map((fact, index) => {
    const eventId = idFrom(command.envelope.commandId, String(index));
    const { actor } = envelope;
    const { type, data } = seals.sealed(fact, { stream, eventId, actor, life });
    // Facts are plain JSON: the store refuses anything else.
    return { id: eventId, type, data: data as unknown as JsonObject };
  });
  const [first] = sealed;
  const commandDigest = (first && seals.digest(first, digest)) ?? digest;
  // As facts are.
  const metadata = { ...envelope, commandDigest } as unknown as JsonObject;
  return sealed.map((event) => ({ ...event, metadata }));
}

/** At which revision each other life was looked at; nothing where none was. */
function revisionsOf(lookedAt: Informed['lookedAt']): Pick<Envelope, 'lookedAt'> {
  if (lookedAt.size === 0) return {};
  return {
    lookedAt: Object.fromEntries([...lookedAt].map(([id, { revision }]) => [id, revision])),
  };
}

function envelopeOf(
  { command, digest }: Asked,
  { rule, occurredOn, delegationId }: Granted,
  life: Readonly<AnyLife>,
  recordedAt: string,
): Envelope {
  const { reason, lateReason } = command;
  const { commandId } = command.envelope;
  const { id, version } = life.workflow.reference;
  return {
    actor: actorOf(command.envelope, delegationId),
    occurredOn,
    recordedAt,
    commandId,
    commandDigest: digest,
    rule,
    policy: POLICY_VERSION,
    definition: { id, version },
    schemaVersion: 1,
    ...(reason !== undefined && { reason }),
    ...(lateReason !== undefined && { lateReason }),
  };
}
