import { stateOfPart, type Life } from '#workflow';
import type { EndingData } from '../ending/ending.data.js';
import type { LifeData } from '../life-data.js';
import type { OrganisationOn } from '../organisation/organisation.js';
import type { Deadline, DeadlinesData } from './deadline.data.js';
import type { RemindedPerson } from './deadline.facts.js';
import { dueFor } from './due-for.js';
import type { LifeWithDeadlines } from './life-with-deadlines.js';
import { isAboutSchede } from './met-by.js';
import { isStopped } from './stands-still.js';
import { whoIsTold } from './who-is-told.js';
import { whoOwes, type Owing } from './who-owes.js';

/** A unit that owes something by a deadline, and whom a reminder of it would tell. */
export interface UnitToRemind {
  readonly unitId: string;
  readonly deadlineId: string;
  readonly kind: Deadline['kind'];
  /** The last day for this unit. */
  readonly due: string;
  /** None where the register knows nobody there. */
  readonly told: readonly RemindedPerson[];
}

/** What one unit owes by a deadline: that of the office and of others left out. */
export function owingOfUnit(
  life: Readonly<LifeWithDeadlines>,
  deadline: Readonly<Deadline>,
  unitId: string,
): Owing {
  const { units } = whoOwes(life, deadline, isAboutSchede(deadline.kind) ? unitId : undefined);
  const own = units.get(unitId);
  return { units: new Map(own && [[unitId, own]]), roles: new Set() };
}

/**
 * Every unit that owes something, each under the deadline that comes first for it, the earliest day first. None
 * while time stands still.
 */
export function unitsToRemind(
  life: Readonly<Life<DeadlinesData & Partial<EndingData> & LifeData>>,
  organisation: OrganisationOn | undefined,
): readonly UnitToRemind[] {
  if (isStopped(life.data)) return [];
  const { deadlines } = life.data;
  const { schede = {} }: LifeWithDeadlines['data'] = life.data;
  const units = new Set(Object.values(schede).map(({ unitId }) => unitId));
  const standing = Object.values(deadlines).filter(({ deadlineId }) =>
    ['running', 'missed'].includes(stateOfPart(life, 'deadline', deadlineId)),
  );
  return [...units]
    .flatMap((unitId): readonly UnitToRemind[] => {
      const [first] = standing
        .flatMap((deadline): readonly UnitToRemind[] => {
          const owing = owingOfUnit(life, deadline, unitId);
          const told = whoIsTold('owner', owing, { organisation, life });
          const { deadlineId, kind } = deadline;
          const due = dueFor(deadline, unitId);
          return told ? [{ unitId, deadlineId, kind, due, told }] : [];
        })
        .toSorted(byDay);
      return first ? [first] : [];
    })
    .toSorted(byDay);
}

function byDay(one: UnitToRemind, other: UnitToRemind): number {
  const [first, second] = [dayOf(one), dayOf(other)];
  return first < second ? -1 : Number(first > second);
}

const dayOf = ({ due, unitId }: UnitToRemind): string => `${due} ${unitId}`;
