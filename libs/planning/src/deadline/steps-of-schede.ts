import type { Awaited, Control, ControlState } from '#workflow';
import { isCarriedOut } from '../monitoring/in-force.js';
import { aboutSchede, type SchedaDeadlineKind } from './met-by.js';

/** The work of a scheda that stands here, which a kind of deadline is about. */
export function workOwed(
  machine: Control,
  state: ControlState,
  kind: SchedaDeadlineKind,
): readonly Awaited[] {
  return awaited(machine, state).filter(({ dueBy }) => dueBy === kind);
}

/** The kinds of deadlines by which a scheda that stands here owes something now. */
export function kindsOwed(machine: Control, state: ControlState): readonly SchedaDeadlineKind[] {
  return aboutSchede.filter((kind) => workOwed(machine, state, kind).length > 0);
}

/**
 * The kinds whose work is still to come for a scheda that stands here: all that come after the one it owes now. What
 * is checked owes nothing itself, since it waits for the organ; its report is still to come. What is out of the
 * plan, or taken up by a revision, has nothing before it.
 */
export function kindsAhead(machine: Control, state: ControlState): readonly SchedaDeadlineKind[] {
  const [now] = kindsOwed(machine, state);
  if (now !== undefined) return aboutSchede.slice(aboutSchede.indexOf(now) + 1);
  const waitsForOrgan = machine.hears(state, 'SchedaApproved') && !isCarriedOut(state);
  return waitsForOrgan ? ['FINAL_REPORT'] : [];
}

/** Whether a unit reported in time does not hang on when the office accepted its report. */
function awaited(machine: Control, state: ControlState): readonly Awaited[] {
  return machine
    .meta(state)
    .flatMap(({ awaits }) => awaits ?? [])
    .filter(({ doneBy }) => doneBy !== 'ReportAccepted');
}
