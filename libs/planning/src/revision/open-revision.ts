import { ArrayUnique, IsIn } from 'class-validator';
import { stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';

/** An approved scheda to be taken up again, and what for. */
export class RevisedSchedaRequest {
  @IsId()
  readonly schedaId!: string;

  @IsIn(['amend', 'drop'])
  readonly what!: 'amend' | 'drop';
}

/** Takes up the plan in force again; it stays in force as it is until the organ has deliberated. */
export class OpenRevision extends CycleCommand {
  /** None where the revision only adds schede: those are assigned while it is open. */
  @nestedList(RevisedSchedaRequest, 500)
  @ArrayUnique((one: RevisedSchedaRequest) => one.schedaId)
  readonly scope!: RevisedSchedaRequest[];
}

export const openRevision = verb<OpenRevision>({
  name: 'open-revision',
  command: OpenRevision,
  title: { it: 'Apri una revisione del piano', en: 'Open a revision of the plan' },
  who: roles('UPc'),
  reason: 'required',
  facts: ['RevisionOpened', 'SchedaReopened'],
  decide(life, wish) {
    for (const { schedaId } of wish.scope) {
      const scheda = life.data.schede[schedaId];
      if (!scheda) return refuse('scheda-not-found', { id: schedaId });
      const state = stateOfPart(life, 'scheda', schedaId);
      if (state !== 'approved') {
        const [name] = life.workflow.part('scheda').meta(state);
        return refuse('scheda-not-in-plan', {
          code: scheda.code,
          state: name?.it ?? state,
          stateEn: name?.en ?? state,
        });
      }
    }
    const scope = wish.scope.map(({ schedaId, what }) => ({ schedaId, what }));
    const reopened = scope.filter(({ what }) => what === 'amend');
    return [
      { type: 'RevisionOpened', data: { number: life.data.revisions.length + 1, scope } },
      ...reopened.map(({ schedaId }): PlanningFact => ({
        type: 'SchedaReopened',
        data: { schedaId },
      })),
    ];
  },
});
