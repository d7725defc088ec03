import { stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { neverApproved, settledBeforeApproval } from './new-schede.js';
import { revisionUnderWay } from './revision.data.js';

/**
 * Gives the revision up: what was being amended is again as it was approved, what was being added is left
 * out, nothing is dropped, and the tree is as it was before.
 */
export class DropRevision extends CycleCommand {}

export const dropRevision = verb<DropRevision>({
  name: 'drop-revision',
  command: DropRevision,
  title: { it: 'Lascia cadere la revisione', en: 'Drop the revision' },
  who: roles('UPc'),
  reason: 'required',
  facts: ['RevisionDropped', 'AmendmentDropped', 'SchedaLeftOut'],
  decide(life, { reason = '' }) {
    const { number = 0, scope = [] } = revisionUnderWay(life.data) ?? {};
    const added = neverApproved(life).filter((scheda) => !settledBeforeApproval(life, scheda));
    const asked = added.find(({ withdrawalRequestedBy }) => withdrawalRequestedBy !== undefined);
    if (asked) return refuse('withdrawal-pending', { code: asked.code });
    const amended = scope.filter(
      ({ schedaId }) => stateOfPart(life, 'scheda', schedaId) !== 'approved',
    );
    return [
      ...amended.map(({ schedaId }): PlanningFact => ({
        type: 'AmendmentDropped',
        data: { schedaId },
      })),
      ...added.map(({ schedaId }): PlanningFact => ({
        type: 'SchedaLeftOut',
        data: { schedaId, reason },
      })),
      { type: 'RevisionDropped', data: { number } },
    ];
  },
});
