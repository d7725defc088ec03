import { stateOfPart } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import type { Deadline, DeadlinesData } from '../deadline/deadline.data.js';
import type { DayToMove } from './ending.data.js';

/** The days that a suspension from a day on stops: those of running deadlines that had not passed by then. */
export function deadlinesToMove(life: Readonly<CycleLife>, from: string): readonly DayToMove[] {
  return daysThatStop(life.data, from).filter((day) => isRunning(life, day));
}

/**
 * The days that go on from where they stood: what was given a new day since the suspension began has got its
 * time already, and what was waived has none to get.
 */
export function stoppedAndUntouched(life: Readonly<CycleLife>): readonly DayToMove[] {
  const { stopped = [], deadlines } = life.data;
  return stopped.filter((day) => {
    const { deadlineId, due, unitId } = day;
    const deadline = deadlines[deadlineId];
    const now = unitId === undefined ? deadline?.due : deadline?.forUnits[unitId];
    const counts = unitId === undefined || (deadline && due > deadline.due);
    return now === due && counts && isRunning(life, day);
  });
}

/**
 * The last days from a day on, as they stand. Those of a unit come before that of all: each is a day that
 * still counts when its turn comes to move. What was moved after that day was moved by somebody who knew of
 * the suspension, however late that was recorded.
 */
export function daysThatStop(
  { deadlines }: Readonly<DeadlinesData>,
  from: string,
): readonly DayToMove[] {
  return Object.values(deadlines).flatMap(({ deadlineId, basis, due, forUnits, history }) => {
    const ofUnits = Object.entries(forUnits).filter(([, day]) => day > due);
    const all = [
      ...ofUnits.map(([unitId, day]): DayToMove => ({ deadlineId, basis, due: day, unitId })),
      { deadlineId, basis, due },
    ];
    const movedSince = new Set(history.filter(({ on }) => on > from).map(({ unitId }) => unitId));
    return all.filter(({ due: day, unitId }) => day >= from && !movedSince.has(unitId));
  });
}

/** A deadline that a law or a regional act imposes moves only where an act says so. */
export function isBinding({ basis }: Pick<Deadline, 'basis'>): boolean {
  return basis === 'LAW' || basis === 'REGIONAL_ACT';
}

function isRunning(life: Readonly<CycleLife>, { deadlineId }: DayToMove): boolean {
  return stateOfPart(life, 'deadline', deadlineId) === 'running';
}
