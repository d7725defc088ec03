import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, romeDay } from '#calendar';
import { ArmedDeadlinesProjection, keeperOn } from '#deadline-keeper';
import { SchedaTimesProjection, SystemClock } from '#planning';
import { Projections } from '#projections';
import { armDeadlines } from './arm-deadlines.js';
import { cycleOf } from './district.js';
import { openOffice, type Office } from './office.js';
import { Progress } from './progress.js';
import type { Sizes } from './sizes.js';
import { timeMs } from './stopwatch.js';
import { atLeast, atMost, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const DAY_MS = 86_400_000;
const LOOK_MS = 2;
/** They were set so long ago: before anybody was to be reminded of those that are over. */
const SET_DAYS_AGO = 30;
/** One in a hundred is over since some days. */
const OVER_DAYS_AGO = 3;
const ONE_OVER_IN = 100;
/** Deadlines of one cycle: far more than there ever are. */
const OF_EACH = 1_000;
/** Of one that is over: that it was missed, a reminder to who owed it, and one to who coordinates. */
const FACTS_OF_ONE = 3;

/**
 * The keeper of deadlines after a restart with very many that run, of which some are over since it last ran: until
 * it knows what is due, and until it has recorded all of it.
 */
export async function measureKeeper(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('keeper');
  const { armedDeadlines: armed } = sizes;
  const over = armed / ONE_OVER_IN;
  const armingMs = await arm(folder, armed);
  await follow(folder); // as a server had done that ran until now

  const office = openOffice(folder);
  const projections = projectionsOn(office);
  const readyMs = await timeMs(async () => {
    projections.start([
      new ArmedDeadlinesProjection(),
      new SchedaTimesProjection(office.workflows),
    ]);
    await projections.of(ArmedDeadlinesProjection).ready();
  });
  const ending = new AbortController();
  const keeper = keeperOn({ ...office, projections, clock: new SystemClock() });
  const before = await office.store.end();
  const startMs = performance.now();
  const kept = keeper.keep(ending.signal, () => !ending.signal.aborted);
  // All of one moment are recorded before those of the next: those that were missed come first.
  const overMs = (await reached(office, before + over)) - startMs;
  const firedMs = (await reached(office, before + over * FACTS_OF_ONE)) - startMs;
  ending.abort();
  await kept;
  await projections.stop();
  await office.close();
  return [
    atLeast({
      what: 'deadlines armed, through the pipeline',
      value: armed / (armingMs / 1_000),
      unit: '/s',
    }),
    atMost({ what: `keeper ready, ${armed} armed`, value: readyMs, unit: 'ms', target: 2_000 }),
    atMost({
      what: `${over} overdue recorded, once ready`,
      value: overMs,
      unit: 'ms',
      target: 1_000,
    }),
    atMost({
      what: `and ${over * (FACTS_OF_ONE - 1)} reminders with them`,
      value: firedMs,
      unit: 'ms',
    }),
    atLeast({
      what: 'missed and reminders recorded',
      value: (over * FACTS_OF_ONE) / (firedMs / 1_000),
      unit: '/s',
    }),
  ];
}

async function arm(folder: string, armed: number): Promise<number> {
  const nowMs = Date.now();
  const office = openOffice(folder, { nowMs: () => nowMs - SET_DAYS_AGO * DAY_MS });
  const today = romeDay(nowMs);
  const ofEach = Math.min(OF_EACH, armed / 10);
  const cycleIds = Array.from({ length: armed / ofEach }, (_, index) => cycleOf(2000 + index));
  const overInEach = ofEach / ONE_OVER_IN;
  const dueOf = (number: number): string =>
    addDays(today, number < overInEach ? -OVER_DAYS_AGO : 30 + (number % 300));
  try {
    return await Progress.during(`Setting ${armed} deadlines`, armed, (step) =>
      timeMs(() => armDeadlines(office, { cycleIds, ofEach, dueOf }, step)),
    );
  } finally {
    await office.close();
  }
}

/** Lets the views follow the log to its end. */
async function follow(folder: string): Promise<void> {
  const office = openOffice(folder);
  const projections = projectionsOn(office);
  try {
    await Progress.during('Following the log', 1, async () => {
      projections.start([
        new ArmedDeadlinesProjection(),
        new SchedaTimesProjection(office.workflows),
      ]);
      await projections.of(ArmedDeadlinesProjection).ready();
      await projections.of(SchedaTimesProjection).ready();
    });
  } finally {
    await projections.stop();
    await office.close();
  }
}

const projectionsOn = ({ store, folder }: Office): Projections =>
  new Projections(store, join(folder, 'views'));

/** Waits until the log has come to a position; when that was. */
async function reached({ store }: Office, position: number): Promise<number> {
  while ((await store.end()) < position) await pause(LOOK_MS);
  return performance.now();
}
