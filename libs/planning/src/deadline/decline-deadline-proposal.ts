import { Refusal } from '#workflow';
import { roles, verb } from '../command/verb.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { AnswerProposal, proposalAnswered } from './answer-proposal.js';

/**
 * Leaves the deadlines as they are, though the target day or the calendar has changed. It is not proposed
 * again until something else changes, and can still be accepted.
 */
export class DeclineDeadlineProposal extends AnswerProposal {}

export const declineDeadlineProposal = verb<DeclineDeadlineProposal>({
  name: 'decline-deadline-proposal',
  command: DeclineDeadlineProposal,
  title: { it: 'Respingi la proposta di scadenze', en: 'Decline the proposal of deadlines' },
  who: roles('UPc', 'DIR'),
  decisive: true,
  reason: 'required',
  facts: ['DeadlineProposalDeclined'],
  looksAt: lookAtOrganisation,
  decide(life, wish, context) {
    const answered = proposalAnswered(life, wish, context);
    if (answered instanceof Refusal) return answered;
    const { proposal, moves, added } = answered;
    return [
      {
        type: 'DeadlineProposalDeclined',
        data: {
          proposal,
          moves: moves.map(({ deadlineId, from, to }) => ({ deadlineId, from, to })),
          added: added.map(({ key, due }) => ({ key, due })),
        },
      },
    ];
  },
});
