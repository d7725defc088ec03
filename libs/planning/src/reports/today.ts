import type { DatabaseSync } from 'node:sqlite';
import { daysBetween } from '#calendar';
import { deadlineKinds, type DeadlineKind } from '../value-sets.js';
import {
  deadlinesLateness,
  everyScheda,
  isOver,
  type DeadlineLateness,
  type LatenessQuery,
  type SchedaLateness,
} from './lateness.js';

/** A deadline that is not over, and how long there still is. */
export interface DeadlineToday extends Pick<
  DeadlineLateness,
  'deadlineId' | 'kind' | 'label' | 'lateness' | 'owedAgain' | 'schede'
> {
  readonly due: string;
  /** Calendar days from today to the last day; negative when it has passed. */
  readonly daysLeft: number;
}

/** Work that is owed and not done: on the schede of one unit, or on the cycle as a whole. */
export interface Gap {
  readonly kind: DeadlineKind;
  readonly label: string;
  /** The deadline to act on; null where the day was said otherwise, as when the final report began. */
  readonly deadlineId: string | null;
  readonly due: string;
  readonly daysLeft: number;
  /** Null where it is about the cycle. */
  readonly unitId: string | null;
  /** The schede that are not done, by code; none where it is about the cycle. */
  readonly schede: readonly { readonly schedaId: string; readonly code: string }[];
}

/** How long there is to each deadline, and what presses most. */
export interface Today {
  readonly deadlines: readonly DeadlineToday[];
  /** The few that come first: the earliest day, then the most schede. */
  readonly urgent: readonly Gap[];
}

const URGENT = 3;

/** What whoever leads the cycle looks at in the morning; nothing once the cycle is over. */
export function todayOf(database: DatabaseSync, which: WhichToday): Today {
  const { deadlines, gaps } = pressingOf(database, which);
  return { deadlines, urgent: gaps.slice(0, URGENT) };
}

type WhichToday = Pick<LatenessQuery, 'cycleId' | 'on' | 'unitIds'>;

/** The same with all the work that is owed and not done, what comes first first. */
export function pressingOf(
  database: DatabaseSync,
  which: WhichToday,
): Pick<Today, 'deadlines'> & { readonly gaps: readonly Gap[] } {
  if (isOver(database, which)) return { deadlines: [], gaps: [] };
  const { on } = which;
  const everyOne = everyScheda(database, which);
  const all = deadlinesLateness(database, which, everyOne);
  const deadlines = all.flatMap((deadline): readonly DeadlineToday[] => {
    const { deadlineId, kind, label, lateness, owedAgain, schede, due } = deadline;
    if (due === null) return [];
    const daysLeft = daysBetween(on, due);
    return [{ deadlineId, kind, label, lateness, owedAgain, schede, due, daysLeft }];
  });
  const gaps = new Map<string, Gap>();
  for (const { kind, due, unitId, schedaId, code } of firstGaps(everyOne)) {
    const key = JSON.stringify([kind, due, unitId]);
    const deadlineId = setting(all, kind, due, unitId)?.deadlineId ?? null;
    const daysLeft = daysBetween(on, due);
    const label = deadlineKinds[kind];
    const { schede } = gaps.get(key) ?? { schede: [] };
    const withThis = [...schede, { schedaId, code }];
    gaps.set(key, { kind, label, deadlineId, due, daysLeft, unitId, schede: withThis });
  }
  const ofCycle = deadlines
    .filter((deadline) => deadline.schede === null && isGap(deadline))
    .map(({ kind, label, deadlineId, due, daysLeft }): Gap => ({
      ...{ kind, label, deadlineId, due, daysLeft, unitId: null, schede: [] },
    }));
  const sorted = [...gaps.values(), ...ofCycle].toSorted(
    (one, other) => one.daysLeft - other.daysLeft || other.schede.length - one.schede.length,
  );
  return { deadlines, gaps: sorted };
}

/** Of each scheda the work that is due first: what is due later waits for it. */
function firstGaps(rows: readonly SchedaLateness[]): readonly (SchedaLateness & Due)[] {
  const first = new Map<string, SchedaLateness & Due>();
  for (const row of rows) {
    const { schedaId, due } = row;
    if (due === null || !isGap(row)) continue;
    const known = first.get(schedaId);
    if (!known || due < known.due) first.set(schedaId, { ...row, due });
  }
  return [...first.values()];
}

interface Due {
  readonly due: string;
}

/** What came back is to be done, though it was done once. */
const isGap = ({ lateness, owedAgain }: Pick<SchedaLateness, 'lateness' | 'owedAgain'>): boolean =>
  owedAgain || lateness === 'missing' || lateness === 'open';

/** The deadline that sets a day, for all or for one unit. */
function setting(
  deadlines: readonly DeadlineLateness[],
  kind: DeadlineKind,
  due: string,
  unitId: string,
): DeadlineLateness | undefined {
  return deadlines.find(
    (deadline) =>
      deadline.kind === kind &&
      (deadline.due === due ||
        deadline.history.some((change) => change.unitId === unitId && change.due === due)),
  );
}
