import { CycleCommand } from '../command/cycle-command.js';
import { IsFingerprint } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { secondLook } from '../four-eyes/second-look.js';
import { proposalOf } from '../revision/revision.data.js';

/** The director makes the verified proposal (the plan, or a revision of it) their own, naming exactly what was read by its fingerprint. */
export class EndorseProposal extends CycleCommand {
  @IsFingerprint()
  readonly manifestHash!: string;
}

export const endorseProposal = verb<EndorseProposal>({
  name: 'endorse-proposal',
  command: EndorseProposal,
  title: { it: 'Fai propria la proposta', en: 'Endorse the proposal' },
  who: roles('DIR'),
  decisive: true,
  reason: 'optional',
  facts: ['ProposalEndorsed'],
  decide({ data }, { manifestHash }, context) {
    const proposed = proposalOf(data).manifestHash;
    if (proposed !== undefined && proposed !== manifestHash) {
      return refuse('other-manifest');
    }
    return (
      secondLook(data, 'proposal', 'cycle', context) ?? [
        { type: 'ProposalEndorsed', data: { manifestHash } },
      ]
    );
  },
});
