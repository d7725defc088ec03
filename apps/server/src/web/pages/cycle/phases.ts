import { romeDay } from '#calendar';
import type { Track } from '#history';
import type { CycleLife, Deadline } from '#planning';
import { stateOfPart, type StateMeta } from '#workflow';

/** The phases a yearly programme goes through when nothing goes wrong, in their order (see the machine). */
const way = [
  'draft',
  'kickoff',
  'preparation',
  'verification',
  'approval',
  'inForce',
  'reporting',
  'closed',
] as const;
export type Phase = (typeof way)[number];

/** A step of the way, and whether it lies behind. */
export interface PhaseStep {
  readonly phase: Phase;
  readonly standing: 'done' | 'current' | 'ahead';
}

/** A phase with its days, Europe/Rome. */
export interface PhaseSpan extends PhaseStep {
  /** When it began; of one that lies ahead when it would, where a deadline says so. */
  readonly from: string | undefined;
  /** When it ended; else the last day that its deadline gives it, where it has one. */
  readonly to: string | undefined;
}

/**
 * The way of a cycle that stands in this phase.
 * @returns undefined for a phase beside the way: the cycle was suspended, annulled, revoked or abandoned
 */
export function stepsAt(phase: string): readonly PhaseStep[] | undefined {
  const now = way.findIndex((each) => each === phase);
  if (now === -1) return undefined;
  return way.map((each, index) => ({
    phase: each,
    standing: index < now ? 'done' : index === now ? 'current' : 'ahead',
  }));
}

/**
 * The phases of a cycle with their days: what was, by the facts with which each began; what is to come, by the
 * deadlines of the work that the machine waits for in it. Undefined for a phase beside the way.
 */
export function phaseSpans(
  life: Readonly<CycleLife>,
  { phases, recordedMs }: Pick<Track, 'phases' | 'recordedMs'>,
): readonly PhaseSpan[] | undefined {
  const steps = stepsAt(life.workflow.root.phase(life.state));
  if (!steps) return undefined;
  const began = new Map<string, string>();
  for (const { phase, revision } of phases) {
    const ms = recordedMs[revision];
    if (ms !== undefined) began.set(phase, romeDay(ms));
  }
  let before: string | undefined;
  return steps.map(({ phase, standing }, index) => {
    const next = steps[index + 1];
    const due = lastDayOf(life, phase);
    const isPast = standing === 'done';
    const from = standing === 'ahead' ? before : began.get(phase);
    const to = isPast && next ? began.get(next.phase) : due;
    before = to;
    // What would end before it begins has no day that says anything.
    const ends = to !== undefined && from !== undefined && to < from && !isPast ? undefined : to;
    return { phase, standing, from, to: standing === 'current' ? to : ends };
  });
}

/** The last day of the work that leads out of a phase; undefined where no deadline is set for it. */
function lastDayOf(life: Readonly<CycleLife>, phase: Phase): string | undefined {
  const kinds = kindsWithin(life, phase);
  return Object.values(life.data.deadlines)
    .filter((deadline) => kinds.includes(deadline.kind) && stands(life, deadline))
    .map(({ due }) => due)
    .toSorted()
    .at(-1);
}

/** The kinds of deadlines of the phase as a whole, or of the states within it where it has none of its own. */
function kindsWithin(life: Readonly<CycleLife>, phase: Phase): readonly string[] {
  const within = life.workflow.root.everyState
    .filter(({ path }) => path[0] === phase)
    .map(({ path, meta }) => ({
      depth: path.length,
      kind: (meta as StateMeta | undefined)?.awaits?.dueBy,
    }));
  const own = within.filter(({ depth, kind }) => depth === 1 && kind !== undefined);
  return (own.length > 0 ? own : within).flatMap(({ kind }) => kind ?? []);
}

function stands(life: Readonly<CycleLife>, { deadlineId }: Deadline): boolean {
  return ['running', 'missed', 'met'].includes(stateOfPart(life, 'deadline', deadlineId));
}
