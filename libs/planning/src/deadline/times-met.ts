import type { ApprovalData } from '../approval/approval.data.js';
import type { DeadlineKind } from '../value-sets.js';
import type { DeadlinesData } from './deadline.data.js';

/**
 * How often the cycle as a whole has done what a kind of deadline is about, since it was last to be done anew. Once the
 * plan is approved, what is sent back is a revision, which has no deadlines of its own.
 */
export function timesMetNow(
  { timesMet, endorsed, sessions }: Readonly<DeadlinesData & Partial<ApprovalData>>,
  kind: DeadlineKind,
): number {
  const times = timesMet[kind] ?? 0;
  if (timesMet.APPROVAL !== undefined) return times;
  if (kind === 'PROPOSAL' && !endorsed) return 0;
  return kind === 'CONVOCATION' && sessions?.at(-1)?.outcome === 'rejected' ? 0 : times;
}
