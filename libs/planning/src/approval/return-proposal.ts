import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { roles, verb } from '../command/verb.js';

/** The director sends the proposal back to the office (the plan to verification), saying why. */
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
