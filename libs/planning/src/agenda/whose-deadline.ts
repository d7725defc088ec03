import type { Role } from '#people';
import type { DeadlineKind } from '../value-sets.js';

/** Those who look after everything: each deadline is their concern, whoever has to meet it. */
const overseers: ReadonlySet<Role> = new Set(['UPc', 'UPo', 'DIR', 'AUD']);

/**
 * Who else each kind of deadline concerns: those whose work it is, and of the convocation and what leads up to it
 * the secretariat. What the office calls otherwise it tells everybody. A test holds this to the work that the
 * machines wait for.
 */
const others: Readonly<Record<DeadlineKind, readonly Role[]>> = {
  KICKOFF: [],
  HEALTH_PROFILE: [],
  CO_PROGRAMMING_DECISION: [],
  PARTICIPATION: [],
  SCHEDE_SUBMITTED: ['UH', 'RF'],
  SCHEDE_CHECKED: [],
  PROPOSAL: ['SEG'],
  CONVOCATION: ['SEG'],
  APPROVAL: ['SEG'],
  PUBLICATION: ['SEG'],
  PROWEB_DEPOSIT: [],
  CHECKPOINT: ['UH', 'RF'],
  FINAL_REPORT: ['UH', 'RF', 'SEG'],
  PRESERVATION_TRANSFER: [],
  ADMIN_ACCESS_CHECK: [],
  OTHER: ['UH', 'RF', 'SEG'],
};

/** Whether a kind of deadline concerns somebody in a role. */
export function isTheirDeadline(role: Role, kind: DeadlineKind): boolean {
  return overseers.has(role) || others[kind].includes(role);
}
