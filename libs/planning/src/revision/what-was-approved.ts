import { isDeepStrictEqual } from 'node:util';
import type { Manifest } from '../approval/approval.facts.js';
import type { Plan, Session } from '../approval/approval.data.js';
import type { CycleData } from '../cycle/cycle-data.js';
import type { Scheda } from '../scheda/scheda.data.js';
import type { SchedaContent } from '../scheda/scheda.facts.js';

/** The act by which something was approved, and the day from which it holds. */
interface Approval {
  readonly sessionId: string;
  readonly organ: string;
  readonly number: string | null;
  /** The day of the act. */
  readonly on: string;
  /** The number of the revision; null for the plan as it was approved first. */
  readonly revision: number | null;
}

/** A plan as it was in force: what it holds, by which act, and what is different from the one before. */
export interface PlanInForce {
  readonly manifestHash: string;
  readonly manifest: Manifest;
  /** The day from which it is in force. */
  readonly on: string;
  /** The day from which it was no longer; null while it is. */
  readonly until: string | null;
  /** What became of it; null while it is in force. */
  readonly end: 'superseded' | CycleEnd | null;
  /** The deliberation it was approved by; null where the annulment of a scheda left it. */
  readonly approval: Approval | null;
  readonly annulment: { readonly schedaId: string; readonly act: string } | null;
  /** Null for the first. */
  readonly difference: PlanDifference | null;
}

/** The whole cycle was undone, and with it every plan: none is in force from that day on. */
type CycleEnd = 'cycleAnnulled' | 'cycleRevoked';

/** What is in a plan and was not in the one before, and the other way round. */
export interface PlanDifference {
  readonly schede: Changes<Manifest['schede'][number]>;
  readonly objectives: Changes<Manifest['objectives'][number]>;
  readonly programmes: Changes<Manifest['programmes'][number]>;
}

export interface Changes<Entry> {
  readonly added: readonly Entry[];
  readonly dropped: readonly Entry[];
  readonly changed: readonly { readonly before: Entry; readonly after: Entry }[];
}

/** Every plan that was ever in force, oldest first; the last one is, unless the cycle was undone. */
export function plansInForce(cycle: Readonly<CycleData>): readonly PlanInForce[] {
  return cycle.plans.map((plan, index) => {
    const { manifest, manifestHash, annulled } = plan;
    const approval = approvalOf(cycle, plan);
    const before = cycle.plans[index - 1]?.manifest;
    const next = cycle.plans[index + 1];
    const ending: Ending<PlanInForce> = next
      ? { until: beganOn(cycle, next), end: 'superseded' }
      : endWithCycle(cycle);
    return {
      ...{ manifestHash, manifest, approval },
      on: beganOn(cycle, plan),
      ...ending,
      annulment: annulled ? { schedaId: annulled.schedaId, act: annulled.act } : null,
      difference: before ? differenceOf(before, manifest) : null,
    };
  });
}

/** The day from which the plan in force is; undefined while there is none. */
export function inForceSince(cycle: Readonly<CycleData>): string | undefined {
  const plan = cycle.plans.at(-1);
  return plan && beganOn(cycle, plan);
}

/** The day from which the first plan was in force; undefined where there never was one. */
export function firstInForceOn(cycle: Readonly<CycleData>): string | undefined {
  const [plan] = cycle.plans;
  return plan && beganOn(cycle, plan);
}

function beganOn(cycle: Readonly<CycleData>, plan: Readonly<Plan>): string {
  return plan.annulled?.on ?? approvalOf(cycle, plan)?.on ?? '';
}

type Ending<What extends PlanInForce | VersionInForce> = Pick<What, 'until' | 'end'>;

/** What was in force last is so still, unless the organ undid the cycle. */
function endWithCycle({ ended }: Readonly<CycleData>): {
  readonly until: string | null;
  readonly end: CycleEnd | null;
} {
  // Nothing was in force in a cycle that was abandoned.
  if (!ended || ended.how === 'abandoned') return { until: null, end: null };
  return { until: ended.on, end: ended.how === 'annulled' ? 'cycleAnnulled' : 'cycleRevoked' };
}

/** What is different in a plan from another one. */
export function differenceOf(before: Manifest, after: Manifest): PlanDifference {
  return {
    schede: changes(before.schede, after.schede, ({ schedaId }) => schedaId),
    objectives: changes(before.objectives, after.objectives, ({ objectiveId }) => objectiveId),
    programmes: changes(before.programmes, after.programmes, ({ programmeId }) => programmeId),
  };
}

function changes<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  idOf: (entry: Entry) => string,
): Changes<Entry> {
  const earlier = new Map(before.map((entry) => [idOf(entry), entry]));
  const later = new Set(after.map(idOf));
  return {
    added: after.filter((entry) => !earlier.has(idOf(entry))),
    dropped: before.filter((entry) => !later.has(idOf(entry))),
    changed: after.flatMap((entry) => {
      const old = earlier.get(idOf(entry));
      return old === undefined || isDeepStrictEqual(old, entry)
        ? []
        : [{ before: old, after: entry }];
    }),
  };
}

/** A version of a scheda that the organ approved, and while it was the one in the plan. */
export interface VersionInForce {
  readonly version: number;
  readonly contentHash: string;
  readonly content: SchedaContent;
  readonly approval: Approval;
  /** Of the plan it was approved in. */
  readonly manifestHash: string;
  /** The first day. */
  readonly from: string;
  /** The day from which it was no longer; null while it is. */
  readonly until: string | null;
  /** What became of it, or of the whole cycle; null while it is in the plan. */
  readonly end: 'superseded' | 'dropped' | 'annulled' | CycleEnd | null;
}

/**
 * Every version of a scheda that was approved, oldest first.
 * @param on only the one that was in the plan on this day, if there was one
 */
export function versionsInForce(
  cycle: Readonly<CycleData>,
  { approvals = [] }: Readonly<Scheda>,
  on?: string,
): readonly VersionInForce[] {
  const dayOf = (sessionId: string): string => dayOfAct(sessionIn(cycle, sessionId));
  const versions = approvals.flatMap((approved, index): VersionInForce[] => {
    const approval = approvalOf(cycle, approved);
    if (!approval) return [];
    const { version, contentHash, content, manifestHash, end } = approved;
    const next = approvals[index + 1];
    const ending: Ending<VersionInForce> = next
      ? { until: dayOf(next.sessionId), end: 'superseded' }
      : end
        ? { until: end.how === 'annulled' ? end.on : dayOf(end.sessionId), end: end.how }
        : endWithCycle(cycle);
    return [
      { version, contentHash, content, approval, manifestHash, from: approval.on, ...ending },
    ];
  });
  return on === undefined
    ? versions
    : versions.filter(({ from, until }) => from <= on && (until === null || on < until));
}

function approvalOf(
  cycle: Readonly<CycleData>,
  { sessionId, revision }: Pick<Plan, 'sessionId' | 'revision'>,
): Approval | null {
  const session = sessionIn(cycle, sessionId);
  if (!session) return null;
  const { organ, number = null } = session;
  return {
    sessionId: session.sessionId,
    organ,
    number,
    on: dayOfAct(session),
    revision: revision ?? null,
  };
}

function sessionIn(
  { sessions }: Readonly<CycleData>,
  sessionId: string | undefined,
): Readonly<Session> | undefined {
  return sessions.find((session) => session.sessionId === sessionId);
}

/** What approves has the date of its act (`act-number-needed`). */
function dayOfAct(session: Readonly<Session> | undefined): string {
  return session?.actDate ?? session?.sessionOn ?? '';
}
