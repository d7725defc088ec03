import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import { executionStatuses, type ExecutionStatus } from '../value-sets.js';

/** What falls short of what was approved is explained by whoever says so. */
const toExplain: ReadonlySet<ExecutionStatus> = new Set(['SUSPENDED', 'PARTLY_DONE', 'NOT_DONE']);

/** The refusal of a status that has to be explained and is not. */
export function statusNeedsWhy(
  status: ExecutionStatus,
  text: string | undefined,
): Refusal | undefined {
  return toExplain.has(status) && text === undefined
    ? refuse('status-unexplained', { status: executionStatuses[status], statusEn: status })
    : undefined;
}
