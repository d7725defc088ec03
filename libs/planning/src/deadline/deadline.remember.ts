import type { Envelope } from '../envelope.js';
import type { DataOf } from '../planning-fact.js';
import type { Remembers } from '../remember.js';
import type { DeadlinesData } from './deadline.data.js';

export const rememberDeadlines: Remembers<DeadlinesData> = {
  DeadlineSet: (cycle, { deadlineId, kind, due, basis }) => {
    cycle.deadlines[deadlineId] = { deadlineId, kind, due, basis, history: [] };
  },
  DeadlineExtended: moveDeadline,
  DeadlineShortened: moveDeadline,
};

function moveDeadline(
  cycle: DeadlinesData,
  { deadlineId, from, to }: DataOf<'DeadlineExtended'>,
  { reason }: Envelope,
): void {
  const deadline = cycle.deadlines[deadlineId];
  if (!deadline) return;
  deadline.history.push({ from, to, reason: reason ?? '' });
  deadline.due = to;
}
