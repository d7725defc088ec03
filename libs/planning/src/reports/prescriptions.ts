import type { DatabaseSync } from 'node:sqlite';
import { daysBetween } from '#calendar';
import { last, toldFacts, type ToldAs } from './told-fact.js';

/** A prescription of the organ, and what became of it. Null is not yet, or not said. */
export interface PrescriptionRow {
  readonly prescriptionId: string;
  readonly text: string;
  readonly sessionId: string;
  /** The schede it is addressed to; none where it is for the plan as a whole. */
  readonly schedaIds: readonly string[];
  readonly setOn: string;
  readonly due: string | null;
  /** The state of its machine: `open`, `met`, `accepted`. */
  readonly state: string;
  /** Met last; a prescription that was not accepted is open again. */
  readonly metOn: string | null;
  /** What was done. */
  readonly metText: string | null;
  readonly acceptedOn: string | null;
  /** How often what was done was not accepted. */
  readonly notAccepted: number;
  /** Calendar days after its due day: at which it was met, or up to the day asked for; 0 when in time. */
  readonly daysLate: number | null;
  /** Not met, and its due day is over. */
  readonly overdue: boolean;
}

/** How the prescriptions of a cycle stood on a day. */
export interface Prescriptions {
  readonly on: string;
  readonly total: number;
  readonly open: number;
  readonly met: number;
  readonly accepted: number;
  /** Of those that are open. */
  readonly overdue: number;
  /** Of those that are met or accepted. */
  readonly metLate: number;
  readonly items: readonly PrescriptionRow[];
}

const types = [
  ...(['PrescriptionSet', 'PrescriptionMet'] as const),
  ...(['PrescriptionAccepted', 'PrescriptionNotAccepted'] as const),
] as const;
type Fact = ToldAs<(typeof types)[number]>;

/** The prescriptions of a cycle as the facts of that day and before leave them, oldest first. */
export function prescriptionsOf(
  database: DatabaseSync,
  cycleId: string,
  on: string,
): Prescriptions {
  const facts = toldFacts(database, cycleId, types).filter(({ occurredOn }) => occurredOn <= on);
  const byId = new Map<string, Fact[]>();
  for (const fact of facts) {
    const { prescriptionId } = fact.data;
    byId.set(prescriptionId, [...(byId.get(prescriptionId) ?? []), fact]);
  }
  const items = [...byId.values()].flatMap((its) => row(its, on) ?? []);
  const count = (which: (row: PrescriptionRow) => boolean): number => items.filter(which).length;
  return {
    on,
    total: items.length,
    open: count(({ state }) => state === 'open'),
    met: count(({ state }) => state === 'met'),
    accepted: count(({ state }) => state === 'accepted'),
    overdue: count(({ overdue }) => overdue),
    metLate: count(({ state, daysLate }) => state !== 'open' && daysLate !== null && daysLate > 0),
    items,
  };
}

function row(facts: readonly Fact[], on: string): PrescriptionRow | undefined {
  const set = last(facts, 'PrescriptionSet');
  if (!set) return undefined;
  const { prescriptionId, text, due = null, sessionId, schedaIds = [] } = set.data;
  const state = facts.at(-1)?.stateAfter ?? '';
  const met = last(facts, 'PrescriptionMet');
  const isOpen = state === 'open';
  const until = isOpen ? on : (met?.occurredOn ?? on);
  const daysLate = due === null ? null : Math.max(0, daysBetween(due, until));
  return {
    ...{ prescriptionId, text, sessionId, schedaIds, setOn: set.occurredOn, due, state },
    metOn: met?.occurredOn ?? null,
    metText: met?.data.text ?? null,
    acceptedOn: last(facts, 'PrescriptionAccepted')?.occurredOn ?? null,
    notAccepted: facts.filter(({ type }) => type === 'PrescriptionNotAccepted').length,
    daysLate,
    overdue: isOpen && daysLate !== null && daysLate > 0,
  };
}
