import { daysBetween } from '#calendar';
import { kindNames } from '../deadline/kind-names.js';
import type { DeadlineLateness, Lateness } from '../reports/lateness.js';
import type { DeadlineKind } from '../value-sets.js';
import { concernedBy, dayFor, type AgendaStandpoint } from './agenda-entries.js';
import type { DeadlineInAgenda } from './agenda.projection.js';

/** A deadline that is still to be met, as somebody finds it in the morning. */
export interface FallingDue {
  readonly cycleId: string;
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  /** What it is called, in the two languages. */
  readonly it: string;
  readonly en: string;
  /** The last day, for whoever looks: an extension may be of one unit alone. */
  readonly due: string;
  /** Calendar days from today to the last day; negative when it has passed. */
  readonly daysLeft: number;
  readonly standing: 'running' | 'missed';
  /** Whether its time stands still with that of its cycle. */
  readonly standsStill: boolean;
  /** How it stands; null where no view says when it is met. */
  readonly lateness: Lateness | null;
  /** Whether it was done once and is owed once more, as after a return. */
  readonly owedAgain: boolean;
  /** How many schede stand how, of those one sees, where it is about schede. */
  readonly schede: DeadlineLateness['schede'];
}

/** What is asked of the deadlines of a zone. */
export interface FallingDueQuery {
  /** `2024-02-20`, Europe/Rome. */
  readonly today: string;
  /** The last of the days that are looked at. */
  readonly until: string;
  /** How the deadlines of a cycle stand, of some units or of all. */
  readonly latenessOf: (
    cycleId: string,
    unitIds: readonly string[] | undefined,
  ) => readonly Pick<DeadlineLateness, 'deadlineId' | 'lateness' | 'owedAgain' | 'schede'>[];
}

/** What is done, or nobody waits for, falls due no more. */
const settled: ReadonlySet<Lateness> = new Set([
  'onTime',
  'late',
  'notOwed',
  'waived',
  'cancelled',
]);

/** The deadlines that concern somebody and are still to be met, the earliest first, those that are over included. */
export function fallingDue(
  deadlines: readonly DeadlineInAgenda[],
  standpoints: readonly AgendaStandpoint[],
  { today, until, latenessOf }: FallingDueQuery,
): readonly FallingDue[] {
  const ofCycle = Map.groupBy(deadlines, ({ cycleId }) => cycleId);
  return [...ofCycle.values()]
    .flatMap((all) => {
      const theirs = all.flatMap((deadline) => {
        const concerned = concernedBy(deadline, standpoints);
        const due = dayFor(deadline, concerned);
        const stands = deadline.standing === 'running' || deadline.standing === 'missed';
        return concerned.length > 0 && stands && !deadline.isCalledOff && due <= until
          ? [{ deadline, due, unitIds: unitsOf(concerned) }]
          : [];
      });
      return theirs.flatMap(({ deadline, due, unitIds }): readonly FallingDue[] => {
        const { cycleId, deadlineId, kind, standing, standsStill } = deadline;
        const known = latenessOf(cycleId, unitIds).find((each) => each.deadlineId === deadlineId);
        const { owedAgain = false } = known ?? {};
        if (known && settled.has(known.lateness) && !owedAgain) return [];
        // Known since the fact that set it: the kinds are a closed set.
        const name = kind as DeadlineKind;
        return [
          {
            ...{ cycleId, deadlineId, kind: name, it: kindNames.it[name], en: kindNames.en[name] },
            ...{ due, daysLeft: daysBetween(today, due) },
            standing: standing === 'missed' ? 'missed' : 'running',
            ...{ standsStill, owedAgain },
            ...{ lateness: known?.lateness ?? null, schede: known?.schede ?? null },
          },
        ];
      });
    })
    .toSorted((one, other) => compare(keyOf(one), keyOf(other)));
}

/** The units that somebody looks at; undefined for whoever sees all. */
function unitsOf(standpoints: readonly AgendaStandpoint[]): readonly string[] | undefined {
  const units = standpoints.flatMap((each) => each.units ?? []);
  return standpoints.some((each) => each.units === null) ? undefined : units;
}

const keyOf = ({ due, cycleId, deadlineId }: FallingDue): string =>
  [due, cycleId, deadlineId].join(' ');
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
