import { present } from '../command/present.js';
import type { Envelope } from '../envelope.js';
import type { DataOf } from '../planning-fact.js';
import type { Remembers } from '../remember.js';
import type { DeadlinesData } from './deadline.data.js';

export const rememberDeadlines: Remembers<DeadlinesData> = {
  DeadlineSet: (cycle, { deadlineId, kind, due, basis }) => {
    cycle.deadlines[deadlineId] = { deadlineId, kind, due, basis, forUnits: {}, history: [] };
  },
  DeadlineExtended: moveDeadline,
  DeadlineShortened: moveDeadline,
};

function moveDeadline(
  cycle: DeadlinesData,
  { deadlineId, from, to, act, unitId }: DataOf<'DeadlineExtended'>,
  { reason = '', actor, occurredOn: on }: Envelope,
): void {
  const deadline = cycle.deadlines[deadlineId];
  if (!deadline) return;
  const { personId: by } = actor;
  const late = on > from;
  deadline.history.push({ from, to, reason, by, on, late, ...present({ act, unitId }) });
  if (unitId === undefined) deadline.due = to;
  else deadline.forUnits[unitId] = to;
}
