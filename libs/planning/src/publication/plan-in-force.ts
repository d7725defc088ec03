import type { ApprovalData } from '../approval/approval.data.js';

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
