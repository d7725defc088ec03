import { stateOfPart } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import type { Deadline } from '../deadline/deadline.data.js';

/** The deadlines that a suspension from a day on stops: those that run and had not passed by then. */
export function deadlinesToMove(
  life: Readonly<CycleLife>,
  from: string,
): readonly Readonly<Deadline>[] {
  return Object.values(life.data.deadlines).filter(
    ({ deadlineId, due }) => stateOfPart(life, 'deadline', deadlineId) === 'running' && due >= from,
  );
}
