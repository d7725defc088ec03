import { stateOfPart } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import type { Deadline } from '../deadline/deadline.data.js';

/** A last day that moves, for everybody or for one unit alone. */
export interface DayToMove extends Pick<Deadline, 'deadlineId' | 'basis' | 'due'> {
  readonly unitId?: string;
}

/** The days that a suspension from a day on stops: those of running deadlines that had not passed by then. */
export function deadlinesToMove(life: Readonly<CycleLife>, from: string): readonly DayToMove[] {
  return Object.values(life.data.deadlines)
    .filter(({ deadlineId }) => stateOfPart(life, 'deadline', deadlineId) === 'running')
    .flatMap(({ deadlineId, basis, due, forUnits }): readonly DayToMove[] => [
      { deadlineId, basis, due },
      ...Object.entries(forUnits).map(([unitId, day]) => ({ deadlineId, basis, due: day, unitId })),
    ])
    .filter(({ due }) => due >= from);
}
