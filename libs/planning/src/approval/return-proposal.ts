import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { roles, verb } from '../command/verb.js';

/**
 * The director sends the proposal (the plan, or a revision of it) back to the office, saying why: also one
 * they have endorsed, as long as no session is convened on it. It is then verified and endorsed anew.
 */
export class ReturnProposal extends CycleCommand {
  @IsText(4000)
  readonly text!: string;
}

export const returnProposal = verb<ReturnProposal>({
  name: 'return-proposal',
  command: ReturnProposal,
  title: { it: 'Restituisci la proposta', en: 'Return the proposal' },
  who: roles('DIR'),
  reason: 'optional',
  facts: ['ProposalReturned'],
  decide: (_life, { text }) => [{ type: 'ProposalReturned', data: { text } }],
});
