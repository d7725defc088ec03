import { MAX_APPEND_BYTES } from '#event-store';
import type { CycleCommand } from './cycle-command.js';
import type { PlanningFact } from '../planning-fact.js';

/** Bytes of an envelope without the words of the person, rounded up: it goes along with every fact. */
const ENVELOPE_BYTES = 2_000;
/** What one command writes at most, with room for what is not counted here. */
const ROOM_BYTES = MAX_APPEND_BYTES - 100_000;

/**
 * As many of the facts, from the first on, as can be written together with the others of the command: an
 * append has a limit, and a year of long schede can be longer than that.
 */
export function thatFit<Fact extends PlanningFact>(
  facts: readonly Fact[],
  others: readonly PlanningFact[],
  { reason, lateReason }: CycleCommand,
): readonly Fact[] {
  const envelope = ENVELOPE_BYTES + bytesOf({ reason, lateReason });
  const size = ({ data }: PlanningFact): number => bytesOf(data) + envelope;
  let room = ROOM_BYTES - others.reduce((sum, fact) => sum + size(fact), 0);
  return facts.filter((fact) => {
    room -= size(fact);
    return room >= 0;
  });
}

const bytesOf = (value: object): number => Buffer.byteLength(JSON.stringify(value));
