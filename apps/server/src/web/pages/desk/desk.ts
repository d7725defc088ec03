import { addDays } from '#calendar';
import type { Role } from '#people';
import type { Task } from '#planning';

/** When something is due, as a desk is sorted. */
const whens = ['overdue', 'today', 'thisWeek', 'later', 'noDay'] as const;
export type When = (typeof whens)[number];

/** Tasks of one group, in the order in which they were: what is due first comes first. */
export interface TaskGroup {
  readonly when: When;
  readonly tasks: readonly Task[];
}

/** The groups that hold something. @param today `2026-11-26` in Rome */
export function groupedByWhen(tasks: readonly Task[], today: string): readonly TaskGroup[] {
  return whens
    .map((when) => ({ when, tasks: tasks.filter(({ due }) => whenOf(due, today) === when) }))
    .filter((group) => group.tasks.length > 0);
}

/** The last day still counts: something is overdue from the day after. */
function whenOf(due: string | null, today: string): When {
  if (due === null) return 'noDay';
  if (due < today) return 'overdue';
  if (due === today) return 'today';
  return due <= endOfWeek(today) ? 'thisWeek' : 'later';
}

/** The coming Sunday, or today. */
function endOfWeek(today: string): string {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, (7 - weekday) % 7);
}

/** Tasks of the same work that stand one after the other. */
export interface SameWork {
  readonly tasks: readonly [Task, ...Task[]];
}

/** What is asked so often of one person is folded, so that it hides nothing else; */
const FOLDED_FROM = 4;
/** so few things in all hide nothing. */
const FEW_TASKS = 10;

/** Whether tasks of the same work are folded. @param among how many tasks there are in all */
export function areFolded(same: number, among: number): boolean {
  return same >= FOLDED_FROM && among > FEW_TASKS;
}

/** Puts tasks of the same work together, each kind where its first one stood. */
export function togetherByWork(tasks: readonly Task[]): readonly SameWork[] {
  const byWork = Map.groupBy(tasks, ({ it, cycleId, onBehalfOf }) =>
    JSON.stringify([it, cycleId, onBehalfOf]),
  );
  return [...byWork.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ tasks: [first, ...rest] as const }],
  );
}

/** Those whose tasks about a whole cycle are decisions: they read before they act. */
const deciders: ReadonlySet<Role> = new Set(['DIR', 'SEG']);

/** Tells the decisions that wait for somebody from what else they have to do. */
export function decisionsAmong(
  tasks: readonly Task[],
  role: Role | undefined,
): { readonly decisions: readonly Task[]; readonly others: readonly Task[] } {
  const isDecision = ({ subject }: Task): boolean =>
    role !== undefined && deciders.has(role) && subject.kind === 'cycle';
  return {
    decisions: tasks.filter(isDecision),
    others: tasks.filter((task) => !isDecision(task)),
  };
}
