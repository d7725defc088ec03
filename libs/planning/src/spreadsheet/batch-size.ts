import { MAX_APPEND_BYTES } from '#event-store';
import type { CycleCommand } from '../command/cycle-command.js';
import type { PlanningFact } from '../planning-fact.js';

/** Bytes of an envelope without the words of the person, rounded up: it goes along with every fact. */
const ENVELOPE_BYTES = 1_000;
/** What one batch writes at most, with room for the fact that says it was imported. */
const ROOM_BYTES = MAX_APPEND_BYTES - 50_000;

/**
 * The place of the first of these groups of facts that does not fit into one append together with those
 * before it; undefined when all of them fit. A batch is written at once or not at all.
 */
export function firstNotFitting(
  groups: readonly (readonly PlanningFact[])[],
  { reason = '', lateReason = '' }: CycleCommand,
): number | undefined {
  const envelope = ENVELOPE_BYTES + Buffer.byteLength(JSON.stringify([reason, lateReason]));
  let room = ROOM_BYTES;
  for (const [index, facts] of groups.entries()) {
    for (const { data } of facts) room -= Buffer.byteLength(JSON.stringify(data)) + envelope;
    if (room < 0) return index;
  }
  return undefined;
}
