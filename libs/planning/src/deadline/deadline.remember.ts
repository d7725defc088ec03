import type { RecordedFact } from '#workflow';
import { present } from '../command/present.js';
import type { EndingData } from '../ending/ending.data.js';
import type { Envelope } from '../envelope.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import type { Remembers } from '../remember.js';
import type { DeadlinesData } from './deadline.data.js';
import { kindMetBy, meetingFacts } from './met-by.js';

export const rememberDeadlines: Remembers<DeadlinesData> = {
  DeadlineSet: (
    cycle,
    { deadlineId, kind, due, basis, act, derivation },
    { occurredOn: setOn },
  ) => {
    cycle.deadlines[deadlineId] = {
      ...{ deadlineId, kind, due, setOn, basis, forUnits: {}, history: [] },
      ...present({ act, derivation }),
    };
  },
  DeadlineExtended: moveDeadline,
  DeadlineShortened: moveDeadline,
  ReminderSent: (cycle, { reminderId, deadlineId, unitId }, { recordedAt: at }) => {
    if (reminderId === undefined || unitId === undefined) return;
    cycle.sentReminders[reminderId] = { deadlineId, unitId, at };
  },
  ReminderTakenBack: (cycle, { reminderId }) => {
    const sent = cycle.sentReminders[reminderId];
    if (sent) sent.isTakenBack = true;
  },
  TargetApprovalSet: (cycle, { basis: act, deadlineIds = [] }) => {
    for (const deadlineId of deadlineIds) {
      const deadline = cycle.deadlines[deadlineId];
      if (!deadline?.derivation) continue;
      const { anchor } = deadline.derivation;
      deadline.derivation = { ...deadline.derivation, anchor: { ...anchor, act } };
      deadline.basis = 'REGIONAL_ACT';
      deadline.act = act;
    }
  },
  DeadlineProposalAccepted: (cycle, { remains }, { reason = '', actor, occurredOn: on }) => {
    if (remains === undefined) delete cycle.declinedProposal;
    else cycle.declinedProposal = { proposal: remains, by: actor.personId, on, reason };
  },
  DeadlineProposalDeclined: (cycle, { proposal }, { reason = '', actor, occurredOn: on }) => {
    cycle.declinedProposal = { proposal, by: actor.personId, on, reason };
  },
  ...Object.fromEntries(meetingFacts.map((type) => [type, noteMet])),
};

/** What is about each scheda, the schede know themselves. */
function noteMet(
  cycle: DeadlinesData,
  _data: unknown,
  _envelope: Envelope,
  recorded: RecordedFact,
): void {
  // What our machines have accepted is one of our facts.
  const kind = kindMetBy(recorded as unknown as PlanningFact);
  if (kind !== undefined) cycle.timesMet[kind] = (cycle.timesMet[kind] ?? 0) + 1;
}

function moveDeadline(
  cycle: DeadlinesData & Partial<EndingData>,
  moved: DataOf<'DeadlineExtended'>,
  { reason = '', actor, occurredOn: on }: Envelope,
): void {
  const { deadlineId, from, to, act, unitId, stoppedDays, derivation, rests } = moved;
  const deadline = cycle.deadlines[deadlineId];
  if (!deadline) return;
  const { personId: by } = actor;
  const late = stoppedDays === undefined && ranUntil(cycle, on) > from;
  deadline.history.push({
    ...{ from, to, reason, by, on, late },
    ...present({ act, unitId, derived: derivation && (true as const), basis: rests?.basis }),
  });
  if (derivation) deadline.derivation = derivation;
  if (rests) {
    deadline.basis = rests.basis;
    if (rests.act === undefined) delete deadline.act;
    else deadline.act = rests.act;
  }
  if (unitId === undefined) deadline.due = to;
  else deadline.forUnits[unitId] = to;
}

/** Up to when the time of deadlines ran: the day, or the earlier one on which a suspension stopped it. */
function ranUntil({ suspensions = [] }: Partial<EndingData>, on: string): string {
  const stop = suspensions.find(({ deadlines, to }) => deadlines === 'stop' && to === undefined);
  return stop && stop.from < on ? stop.from : on;
}
