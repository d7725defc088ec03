import type { Role } from '#people';
import type { Awaited, Control, ControlState } from '#workflow';
import { silentAt } from '../monitoring/silent-schede.js';
import { openCheckpointOf } from '../monitoring/monitoring.data.js';
import type { Scheda } from '../scheda/scheda.data.js';
import type { Deadline } from './deadline.data.js';
import { dueFor } from './due-for.js';
import { isMetByTheCycle } from './is-settled.js';
import type { LifeWithDeadlines } from './life-with-deadlines.js';
import { isAboutSchede, type SchedaDeadlineKind } from './met-by.js';
import { kindsAhead, kindsOwed, workOwed } from './steps-of-schede.js';

/** Who still has to do what a deadline is about. */
export interface Owing {
  /** The units, each with those its schede were given to. */
  readonly units: ReadonlyMap<string, ReadonlySet<string>>;
  readonly roles: ReadonlySet<Role>;
}

/**
 * Who still has to do what a deadline is about, of those who have this last day for it. What is about each
 * scheda, whoever its machine waits for owes, also for what comes before it: nothing is checked that was not handed
 * in. Where that is nobody, because there is no scheda yet or the cycle has to go on first, it is as with what is
 * about the cycle: the coordinator owes it, who keeps its calendar,
 * and with them whoever the cycle waits for where it stands. Nobody once it is done, or somebody has said
 * so where nothing else would.
 * @param unitId of a unit that has its own last day, for that unit alone
 */
export function whoOwes(
  life: Readonly<LifeWithDeadlines>,
  deadline: Readonly<Deadline>,
  unitId: string | undefined,
): Owing {
  const { kind } = deadline;
  if (isAboutSchede(kind)) return owingSchede(life, { ...deadline, kind }, unitId);
  return unitId === undefined && !isMetByTheCycle(life, deadline)
    ? owingTheCycle(life, deadline)
    : nobody;
}

const nobody: Owing = { units: new Map(), roles: new Set() };

function owingSchede(
  life: Readonly<LifeWithDeadlines>,
  deadline: Readonly<Deadline & { readonly kind: SchedaDeadlineKind }>,
  unitId: string | undefined,
): Owing {
  const { parts, workflow, data } = life;
  const { kind } = deadline;
  const due = dueFor(deadline, unitId);
  const units = new Map<string, Set<string>>();
  const roles = new Set<Role>();
  const standing = Object.entries(parts['scheda'] ?? {});
  let waitsForTheCycle = standing.length === 0 && unitId === undefined;
  for (const [schedaId, state] of standing) {
    const scheda = data.schede?.[schedaId];
    if (!scheda || (unitId !== undefined && scheda.unitId !== unitId)) continue;
    if (dueFor(deadline, scheda.unitId) !== due) continue;
    const work = nextWork(workflow.part('scheda'), state, kind);
    if (!work) continue;
    if (work.length === 0 || isToBeBegun(life, kind, work)) waitsForTheCycle = true;
    else
      for (const role of work.flatMap(rolesOf)) {
        if (role === 'UH' || role === 'RF') add(units, scheda);
        else roles.add(role);
      }
  }
  if (waitsForTheCycle) for (const role of owingTheCycle(life, deadline).roles) roles.add(role);
  return { units, roles };
}

/**
 * The work that a scheda waits for on its way to a deadline; none where it waits for none itself, and undefined where
 * there is no way before it.
 */
function nextWork(
  machine: Control,
  state: ControlState,
  kind: SchedaDeadlineKind,
): readonly Awaited[] | undefined {
  const [owed] = kindsOwed(machine, state);
  if (owed !== kind && !kindsAhead(machine, state).includes(kind)) return undefined;
  return owed ? workOwed(machine, state, owed) : [];
}

/** Whether somebody has to let the cycle go on first, as before reports are made. Not while it is only suspended. */
function isToBeBegun(
  { workflow, state }: Readonly<LifeWithDeadlines>,
  kind: SchedaDeadlineKind,
  work: readonly Awaited[],
): boolean {
  const isPossible = work.some(({ doneBy }) => workflow.root.hears(state, doneBy));
  return !isPossible && awaitedFor(workflow.root, state, kind).length > 0;
}

function owingTheCycle(life: Readonly<LifeWithDeadlines>, { kind }: Readonly<Deadline>): Owing {
  const units = new Map<string, Set<string>>();
  const { workflow, state, data } = life;
  const { schede = {}, checkpoints = [] } = data;
  const checkpoint = kind === 'CHECKPOINT' ? openCheckpointOf({ checkpoints }) : undefined;
  for (const schedaId of checkpoint ? silentAt(life, checkpoint.checkpointId) : []) {
    const scheda = schede[schedaId];
    if (scheda) add(units, scheda);
  }
  return { units, roles: new Set(['UPc', ...awaitedFor(workflow.root, state, kind)]) };
}

function add(units: Map<string, Set<string>>, { unitId, personId }: Readonly<Scheda>): void {
  const persons = units.get(unitId) ?? new Set();
  units.set(unitId, persons.add(personId));
}

/** The roles a state waits for by a deadline of a kind. */
function awaitedFor(machine: Control, state: ControlState, kind: string): readonly Role[] {
  return machine
    .meta(state)
    .flatMap(({ awaits }) => awaits ?? [])
    .filter(({ dueBy }) => dueBy === kind)
    .flatMap(rolesOf);
}

/** Whose a piece of work is: that of the office is its coordinator's to see to. */
const rolesOf = ({ roles }: Awaited): readonly Role[] =>
  (roles as readonly Role[]).map((role) => (role === 'UPo' ? 'UPc' : role));
