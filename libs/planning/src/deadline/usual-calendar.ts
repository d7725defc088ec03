import { addDays } from '#calendar';
import { lastUsefulDay } from '../co-programming/last-useful-day.js';
import type { DeadlineKind } from '../value-sets.js';

/** A deadline of the usual calendar: what has to be done, and its last day. */
export interface UsualDeadline {
  readonly kind: DeadlineKind;
  readonly due: string;
}

/** Calendar days from the day of approval. Only the notice of co-programming rests on a law. */
const FROM_APPROVAL = {
  SCHEDE_SUBMITTED: -45,
  PARTICIPATION: -30,
  SCHEDE_CHECKED: -20,
  PROPOSAL: -10,
  CONVOCATION: -7,
  APPROVAL: 0,
  PUBLICATION: 15,
} as const satisfies Partial<Record<DeadlineKind, number>>;

/**
 * The usual calendar of a year that is to be approved on a day: a proposal of this project, which the
 * office then changes as it needs. Half-yearly checkpoints, and the final report by the end of February.
 */
export function usualCalendar(year: number, approvalOn: string): readonly UsualDeadline[] {
  const counted = Object.entries(FROM_APPROVAL).map(([kind, days]) => {
    return { kind: kind as keyof typeof FROM_APPROVAL, due: addDays(approvalOn, days) };
  });
  return [
    { kind: 'CO_PROGRAMMING_DECISION', due: lastUsefulDay(approvalOn) },
    ...counted,
    { kind: 'CHECKPOINT', due: `${year}-06-30` },
    { kind: 'CHECKPOINT', due: `${year}-09-30` },
    { kind: 'FINAL_REPORT', due: `${year + 1}-02-28` },
  ];
}
