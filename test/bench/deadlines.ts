import { addDays, WorkingCalendar } from '#calendar';
import { computeDeadlines, diffDeadlines, type CurrentDeadline } from '#deadlines';
import { poaAnnualeV1, templatesIn } from '#planning';
import { Progress } from './progress.js';
import type { Sizes } from './sizes.js';
import { median } from './statistics.js';
import { timeMs } from './stopwatch.js';
import { atLeast, type Line } from './table.js';
import type { Workspace } from './workspace.js';

/** So many days of approval are aimed at, one by each cycle in turn. */
const TARGETS = 250;
const FIRST_TARGET = '2027-03-01';
const templates = templatesIn(poaAnnualeV1.documents);

/**
 * The deadlines of very many cycles worked out with their derivation, and again after the office has said that
 * it is closed in summer: what moves, and from when to when. How many are armed through the pipeline, the
 * measurement of the keeper says.
 */
export async function measureDeadlines(_workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const cycles = Math.ceil(sizes.armedDeadlines / templates.length);
  const deadlines = cycles * templates.length;
  const rounds: { readonly computed: number; readonly recomputed: number }[] = [];
  let moved = 0;
  await Progress.during(`Counting ${deadlines} deadlines`, sizes.rounds, async (step) => {
    for (let round = 1; round <= sizes.rounds; round++) {
      let current: readonly (readonly CurrentDeadline[])[] = [];
      const computedMs = await timeMs(() => {
        // A calendar of its own each time: what it remembers of the years is part of the work.
        const calendar = new WorkingCalendar({ municipality: 'livorno' });
        current = Array.from({ length: cycles }, (_none, cycle) => deadlinesOf(cycle, calendar));
      });
      const recomputedMs = await timeMs(() => {
        const closures = [{ from: '2027-05-03', to: '2027-05-14', it: 'Chiusura' }];
        const calendar = new WorkingCalendar({ municipality: 'livorno', closures });
        moved = 0;
        for (const [cycle, known] of current.entries()) {
          moved += diffDeadlines(known, computed(cycle, calendar)).moves.length;
        }
      });
      rounds.push({
        computed: (deadlines / computedMs) * 1_000,
        recomputed: (deadlines / recomputedMs) * 1_000,
      });
      step(round);
    }
  });
  return [
    atLeast({
      what: `deadlines computed, with their derivation (${deadlines})`,
      value: median(rounds.map((round) => round.computed)),
      unit: '/s',
    }),
    atLeast({
      what: `deadlines recomputed on a change of the calendar (${moved} move)`,
      value: median(rounds.map((round) => round.recomputed)),
      unit: '/s',
    }),
  ];
}

const computed = (cycle: number, calendar: WorkingCalendar) =>
  computeDeadlines(
    templates,
    { year: 2027, days: { 'target-approval': addDays(FIRST_TARGET, cycle % TARGETS) } },
    calendar,
  );

const deadlinesOf = (cycle: number, calendar: WorkingCalendar): readonly CurrentDeadline[] =>
  computed(cycle, calendar).map(({ key, kind, due, derivation }) => ({
    ...{ deadlineId: key, kind, due, derivation, stands: true, isMet: false },
  }));
