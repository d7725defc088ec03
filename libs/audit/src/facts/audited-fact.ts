import { zoneOfAccesses } from '#access-log';
import { romeDay } from '#calendar';
import { categoryOf, type RecordedEvent } from '#event-store';
import { mailboxOf } from '#notifications';
import { cycleName, idOfStream } from '#planning';
import { statedGrounds } from './stated-grounds.js';

/** What the index knows of a fact of any stream. Undefined is not said, or does not apply. */
export interface AuditedFact {
  /** Empty for what is of the installation and of no zone. */
  readonly zone: string;
  readonly actor: string | undefined;
  readonly role: string | undefined;
  readonly onBehalfOf: string | undefined;
  /** The unit the fact names; where it names none, that of whoever did it. */
  readonly unit: string | undefined;
  /** What was asked: the verb, also of an attempt that was refused; for a read its rule, `read/history`. */
  readonly verb: string | undefined;
  readonly scheda: string | undefined;
  /** The number of the act, or how it is cited. */
  readonly act: string | undefined;
  readonly reason: string | undefined;
  readonly lateReason: string | undefined;
  readonly grounds: string | undefined;
  /** When it was written, in milliseconds since 1970 (UTC), and on which day in Rome. */
  readonly recordedMs: number;
  readonly recordedOn: string;
  /** The day it happened; of what has no day of its own the day it was written. */
  readonly occurredOn: string;
}

/** What is read of the metadata of any stream; nobody has checked it. */
interface Around {
  readonly actor?: {
    readonly personId?: unknown;
    readonly role?: unknown;
    readonly unitId?: unknown;
    readonly onBehalfOf?: unknown;
  };
  readonly recordedAt?: unknown;
  readonly occurredOn?: unknown;
  readonly rule?: unknown;
  readonly reason?: unknown;
  readonly lateReason?: unknown;
}

/** Reads a fact for the index. It takes whatever stands there: what is no text is not said. */
export function auditedFact(event: RecordedEvent): AuditedFact {
  const { stream, data, createdMs } = event;
  const around = event.metadata as Around;
  const actor = around.actor ?? {};
  const recordedMs =
    typeof around.recordedAt === 'string' ? Date.parse(around.recordedAt) : createdMs;
  const recordedOn = romeDay(recordedMs);
  return {
    zone: zoneOf(stream),
    actor: text(actor.personId),
    role: text(actor.role),
    onBehalfOf: text(actor.onBehalfOf),
    unit: text(data['unitId']) ?? text(actor.unitId),
    verb: verbOf(event, around.rule),
    scheda: text(data['schedaId']),
    act: text(data['act']) ?? text(data['number']) ?? text(data['actRef']),
    reason: text(around.reason),
    lateReason: text(around.lateReason),
    grounds: statedGrounds(event)?.text,
    ...{ recordedMs, recordedOn },
    occurredOn: text(around.occurredOn) ?? recordedOn,
  };
}

/** The zone a stream is of; empty for one of the installation. */
function zoneOf(stream: string): string {
  switch (categoryOf(stream)) {
    case 'cycle':
    case 'register':
      return cycleName(idOfStream(stream))?.zone ?? '';
    case 'refusals':
      return idOfStream(stream);
    case 'access':
      return zoneOfAccesses(stream) ?? '';
    case 'mailbox':
      return mailboxOf(stream)?.zone ?? '';
    default:
      return '';
  }
}

function verbOf({ type, data }: RecordedEvent, rule: unknown): string | undefined {
  if (type === 'CommandRefused') return text(data['verb']);
  if (type === 'ReadRecorded') return text(data['rule']);
  // `decide-co-programming/DIR`, `revise-scheda/UH/own-unit`
  return typeof rule === 'string' ? rule.split('/')[0] : undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
