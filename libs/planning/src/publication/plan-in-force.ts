import type { Refusal } from '#workflow';
import type { ApprovalData } from '../approval/approval.data.js';
import { refuse } from '../command/refuse.js';
import type { CycleData } from '../cycle/cycle-data.js';
import { inForceSince } from '../revision/what-was-approved.js';

/**
 * Whether a fingerprint is that of something else than the plan in force. Where there is no plan yet it is
 * not: then the machine says that it is too early.
 */
export function isOtherPlan(
  { manifestHash: inForce }: Readonly<ApprovalData>,
  manifestHash: string,
): boolean {
  return inForce !== undefined && inForce !== manifestHash;
}

/** Why something cannot have been done on a day with the plan in force: it was not yet, or the day is to come. */
export function dayOutOfPlan(
  cycle: Readonly<CycleData>,
  day: string,
  today: string,
): Refusal | undefined {
  if (day > today) return refuse('not-yet-happened', { date: day });
  const since = inForceSince(cycle);
  if (since !== undefined && day < since) return refuse('dates-reversed', { from: since, to: day });
  return undefined;
}
