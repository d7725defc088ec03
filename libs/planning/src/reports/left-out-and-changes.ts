import type { DatabaseSync } from 'node:sqlite';
import { namedSchede, type NamedScheda } from './account.projection.js';
import { approvalsIn, type CheckedAndApproved } from './checked-and-approved.js';
import { sourceOf, type ChapterSource } from './chapter.js';
import type { OfUnits } from './of-units.js';
import { every, toldFacts, type ToldAs } from './told-fact.js';
import type { ByWhom } from './who-did.js';

const wentOut = [
  ...(['SchedaLeftOut', 'SchedaWithdrawn', 'SchedaExcused', 'SchedaDropped'] as const),
  ...(['SchedaAnnulled', 'AmendmentDropped'] as const),
] as const;

/** A scheda that went out of the plan, of the proposal or of the report, and why. */
export interface WentOut extends ByWhom {
  readonly schedaId: string;
  readonly code: string;
  readonly title: string;
  readonly unitId: string;
  readonly what: (typeof wentOut)[number];
  readonly on: string;
  /** In the words of whoever did it. Null is not said. */
  readonly reason: string | null;
  /** For a withdrawal: why its unit asked for it. */
  readonly askedBecause: string | null;
  readonly act: string | null;
  readonly ground: string | null;
  /** Where the scheda stands now. */
  readonly state: string;
  /** False where it was taken up again since. */
  readonly stillSo: boolean;
  readonly source: ChapterSource;
}

/** What is not in the plan that might have been, and what is in it otherwise than it was checked. */
export interface LeftOutAndChanges {
  readonly items: readonly WentOut[];
  readonly total: number;
  /** One for each approval: the plan, then each revision. */
  readonly approvals: readonly CheckedAndApproved[];
}

/** Everything that went out of a cycle, oldest first, and what was approved against what was checked. */
export function leftOutAndChanges(
  database: DatabaseSync,
  cycleId: string,
  { unitIds }: OfUnits = {},
): LeftOutAndChanges {
  const schede = namedSchede(database, cycleId);
  const asked = toldFacts(database, cycleId, ['SchedaWithdrawalRequested']);
  const items = toldFacts(database, cycleId, wentOut)
    .flatMap((fact) => rowOf(fact, schede.get(fact.data.schedaId), asked) ?? [])
    .filter((row) => unitIds?.includes(row.unitId) !== false);
  const approvals = approvalsIn(database, cycleId).map((approval) => ({
    ...approval,
    differences: approval.differences.filter(
      ({ schedaId }) => unitIds?.includes(schede.get(schedaId)?.unitId ?? '') !== false,
    ),
  }));
  return { items, total: items.length, approvals };
}

function rowOf(
  fact: ToldAs<(typeof wentOut)[number]>,
  scheda: NamedScheda | undefined,
  asked: readonly ToldAs<'SchedaWithdrawalRequested'>[],
): WentOut | undefined {
  if (!scheda) return undefined;
  const { schedaId } = fact.data;
  const { code, title, unitId, state } = scheda;
  const request = every(asked, 'SchedaWithdrawalRequested').findLast(
    ({ data, revision }) => data.schedaId === schedaId && revision < fact.revision,
  );
  const isWithdrawn = fact.type === 'SchedaWithdrawn';
  return {
    ...{ schedaId, code, title, unitId, what: fact.type, on: fact.occurredOn },
    ...{ by: fact.personId, role: fact.role },
    ...{ onBehalfOf: fact.onBehalfOf, actedAs: fact.actedAs },
    reason: fact.type === 'SchedaLeftOut' ? fact.data.reason : fact.reason,
    askedBecause: isWithdrawn ? (request?.reason ?? null) : null,
    act: fact.type === 'SchedaAnnulled' ? fact.data.act : null,
    ground: fact.type === 'SchedaAnnulled' ? fact.data.ground : null,
    state,
    stillSo: state === fact.stateAfter,
    source: sourceOf(fact),
  };
}
