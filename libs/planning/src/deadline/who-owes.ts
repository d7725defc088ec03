import type { Role } from '#people';
import { stateOfPart, type Awaited, type Control, type ControlState, type Life } from '#workflow';
import type { ResponsiblePersonData } from '../co-programming/co-programming-procedure.data.js';
import type { LifeData } from '../life-data.js';
import { silentAt } from '../monitoring/silent-schede.js';
import { openCheckpointOf, type MonitoringData } from '../monitoring/monitoring.data.js';
import type { Scheda, SchedeData } from '../scheda/scheda.data.js';
import type { Deadline, DeadlinesData } from './deadline.data.js';
import { dueFor } from './due-for.js';
import { isAboutSchede } from './met-by.js';

/** A life with deadlines, and whatever else it may have that they are about. */
export type LifeWithDeadlines = Life<DataWithDeadlines>;
type DataWithDeadlines = DeadlinesData &
  Partial<SchedeData & MonitoringData & ResponsiblePersonData> &
  LifeData;

/** Who still has to do what a deadline is about. */
export interface Owing {
  /** The units, each with those its schede were given to. */
  readonly units: ReadonlyMap<string, ReadonlySet<string>>;
  readonly roles: ReadonlySet<Role>;
}

/**
 * Who still has to do what a deadline is about, of those who have this last day for it. What is about each
 * scheda, whoever its machine waits for owes; what is about the cycle, the coordinator, who keeps its calendar,
 * and with them whoever the cycle waits for where it stands. Nobody once it is done; what nothing says when
 * it is done is owed as long as the deadline stands.
 * @param unitId of a unit that has its own last day, for that unit alone
 */
export function whoOwes(
  life: Readonly<LifeWithDeadlines>,
  deadline: Readonly<Deadline>,
  unitId: string | undefined,
): Owing {
  return isAboutSchede(deadline.kind)
    ? owingSchede(life, deadline, unitId)
    : unitId === undefined && !isMet(life, deadline)
      ? owingTheCycle(life, deadline)
      : nobody;
}

const nobody: Owing = { units: new Map(), roles: new Set() };

function owingSchede(
  life: Readonly<LifeWithDeadlines>,
  deadline: Readonly<Deadline>,
  unitId: string | undefined,
): Owing {
  const { parts, workflow, data } = life;
  const due = dueFor(deadline, unitId);
  const units = new Map<string, Set<string>>();
  const roles = new Set<Role>();
  for (const [schedaId, state] of Object.entries(parts['scheda'] ?? {})) {
    const scheda = data.schede?.[schedaId];
    if (!scheda || (unitId !== undefined && scheda.unitId !== unitId)) continue;
    if (dueFor(deadline, scheda.unitId) !== due) continue;
    for (const role of awaitedFor(workflow.part('scheda'), state, deadline.kind)) {
      if (role === 'UH' || role === 'RF') add(units, scheda);
      else roles.add(role);
    }
  }
  return { units, roles };
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

/** The roles a state waits for by a deadline of a kind. The work of the office is its coordinator's to see to. */
function awaitedFor(machine: Control, state: ControlState, kind: string): readonly Role[] {
  return machine
    .meta(state)
    .flatMap(({ awaits }) => awaits ?? [])
    .filter((awaits) => awaits.dueBy === kind && isOwed(awaits))
    .flatMap(({ roles }) => roles as readonly Role[])
    .map((role) => (role === 'UPo' ? 'UPc' : role));
}

/** Whether a unit reported in time does not hang on when the office accepted its report. */
const isOwed = ({ doneBy }: Awaited): boolean => doneBy !== 'ReportAccepted';

/** Checkpoints come one after another: the first deadline is about the first of them. */
function isMet(
  life: Readonly<LifeWithDeadlines>,
  { deadlineId, kind }: Readonly<Deadline>,
): boolean {
  const { deadlines, timesMet } = life.data;
  const times = timesMet[kind] ?? 0;
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
