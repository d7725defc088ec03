import { stateOfPart, type Life } from '#workflow';
import type { LifeData } from '../life-data.js';
import type { dateNames } from './cycle-dates.js';
import type { DeadlinesData } from './deadline.data.js';

/**
 * The deadlines of the office that are due on the day aimed at itself, and no number of days before or after it: an
 * act that gives this day gives theirs. One that a person has moved since is due on a day of its own.
 */
export function fallingOn(
  life: Readonly<Life<DeadlinesData & LifeData>>,
  day: string,
): readonly string[] {
  const target: keyof typeof dateNames = 'target-approval';
  return Object.values(life.data.deadlines)
    .filter(({ basis, due, derivation }) => {
      const { anchor, steps = [] } = derivation ?? {};
      const isTheDay = anchor?.name === target && anchor.day === day && steps.length === 0;
      return basis === 'OFFICE' && due === day && isTheDay;
    })
    .map(({ deadlineId }) => deadlineId)
    .filter((id) => ['running', 'missed'].includes(stateOfPart(life, 'deadline', id)));
}
