import { stateOfPart, type ControlState } from '#workflow';
import type { Deadline } from './deadline.data.js';
import type { LifeWithDeadlines } from './life-with-deadlines.js';
import { isAboutSchede, type SchedaDeadlineKind } from './met-by.js';
import { kindsAhead, kindsOwed } from './steps-of-schede.js';
import { timesMetNow } from './times-met.js';

/**
 * Whether what a deadline is about is done, or is nobody's to be done any more. A deadline about schede is settled by
 * each of them, and by none where there is none.
 */
export function isSettled(
  life: Readonly<LifeWithDeadlines>,
  deadline: Readonly<Deadline>,
): boolean {
  const { kind } = deadline;
  if (!isAboutSchede(kind)) return isMetByTheCycle(life, deadline);
  const schede = Object.entries(life.parts['scheda'] ?? {});
  return schede.length > 0 && schede.every((scheda) => isDoneOrOut(life, kind, scheda));
}

/** What came back was handed in before: it was done once, though it is owed again. */
function isDoneOrOut(
  { workflow, data }: Readonly<LifeWithDeadlines>,
  kind: SchedaDeadlineKind,
  [schedaId, state]: readonly [string, ControlState],
): boolean {
  const machine = workflow.part('scheda');
  const isOwed = [...kindsOwed(machine, state), ...kindsAhead(machine, state)].includes(kind);
  const cameBack =
    kind === 'SCHEDE_SUBMITTED'
      ? (data.schede?.[schedaId]?.returns ?? 0) > 0
      : kind === 'FINAL_REPORT' && data.reports?.[schedaId] !== undefined;
  return !isOwed || cameBack;
}

/**
 * Whether somebody has said that it is met, or what was done says so. Checkpoints come one after another: the first
 * deadline is about the first of them.
 */
export function isMetByTheCycle(
  life: Readonly<LifeWithDeadlines>,
  { deadlineId, kind }: Readonly<Deadline>,
): boolean {
  if (stateOfPart(life, 'deadline', deadlineId) === 'met') return true;
  const { deadlines } = life.data;
  const times = timesMetNow(life.data, kind);
  if (kind !== 'CHECKPOINT') return times > 0;
  const standing = ['running', 'missed'];
  const before = Object.values(deadlines)
    .filter((each) => each.kind === kind)
    .filter((each) => standing.includes(stateOfPart(life, 'deadline', each.deadlineId)))
    .toSorted((one, other) => compare([one.due, one.deadlineId], [other.due, other.deadlineId]))
    .findIndex((each) => each.deadlineId === deadlineId);
  return times > before;
}

function compare(one: readonly [string, string], other: readonly [string, string]): number {
  const [first, second] = [one.join(' '), other.join(' ')];
  return first < second ? -1 : Number(first > second);
}
