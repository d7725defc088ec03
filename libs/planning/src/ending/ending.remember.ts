import type { ApprovalData } from '../approval/approval.data.js';
import type { DataOf } from '../planning-fact.js';
import type { Remembers } from '../remember.js';
import { backToApproved } from '../revision/approved-version.js';
import { revisionUnderWay, type RevisionsData, type Tree } from '../revision/revision.data.js';
import { dropRevision, leaveScope } from '../revision/revision.remember.js';
import type { SchedeData } from '../scheda/scheda.data.js';
import { scheda } from '../scheda/scheda.remember.js';
import type { DeadlinesData } from '../deadline/deadline.data.js';
import { daysThatStop } from './deadlines-to-move.js';
import type { EndingData } from './ending.data.js';
import { planWithout } from './plan-without.js';

export const rememberEnding: Remembers<EndingData & DeadlinesData & RevisionsData & Tree> = {
  CycleSuspended: (cycle, suspended, { occurredOn, reason = '' }) => {
    cycle.suspensions.push({ ...suspended, from: occurredOn, reason });
    if (suspended.deadlines === 'stop') cycle.stopped = daysThatStop(cycle, occurredOn);
  },
  CycleResumed: (cycle, _fact, { occurredOn }) => {
    delete cycle.stopped;
    const suspension = cycle.suspensions.at(-1);
    if (suspension) suspension.to = occurredOn;
  },
  CycleAnnulled: (cycle, why, { occurredOn }) => {
    fallWithThePlan(cycle);
    cycle.ended = { how: 'annulled', ...why, on: occurredOn };
  },
  CycleRevoked: (cycle, why, { occurredOn }) => {
    fallWithThePlan(cycle);
    cycle.ended = { how: 'revoked', ...why, on: occurredOn };
  },
  CycleAbandoned: (cycle, why, { occurredOn }) => {
    cycle.ended = { how: 'abandoned', ...why, on: occurredOn };
  },
};

/**
 * A revision under way is one of a plan that is no more: it comes to nothing, as one that is dropped. What it
 * wrote into schede stays readable beside what was approved.
 */
function fallWithThePlan(cycle: RevisionsData & Tree): void {
  const revision = revisionUnderWay(cycle);
  if (revision) dropRevision(cycle, revision);
}

type PlanData = ApprovalData & RevisionsData & SchedeData;

/** What the annulment of a scheda leaves: the plan without it, the scheda as it was approved. */
export const rememberAnnulments: Remembers<PlanData> = {
  SchedaAnnulled: scheda<DataOf<'SchedaAnnulled'>, PlanData>(
    (it, { schedaId, act, manifestHash }, { occurredOn }, cycle) => {
      backToApproved(it);
      leaveScope(cycle, schedaId);
      const approved = it.approvals?.at(-1);
      if (approved) approved.end = { how: 'annulled', on: occurredOn };
      const manifest = planWithout(cycle.manifest, schedaId);
      if (!manifest) return;
      Object.assign(cycle, { manifest, manifestHash });
      const annulled = { schedaId, act, on: occurredOn };
      cycle.plans.push({ manifest, manifestHash, annulled });
    },
  ),
};
