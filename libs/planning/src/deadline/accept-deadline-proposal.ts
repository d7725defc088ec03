import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional } from 'class-validator';
import { Refusal } from '#workflow';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { AnswerProposal, proposalAnswered } from './answer-proposal.js';
import { digestOf } from './deadline-proposal.js';
import { deadlineMoved, deadlineSet } from './derived-facts.js';
import { isBinding } from './may-touch-deadline.js';

/**
 * Moves the deadlines as it was proposed after a change of the target day or of the calendar, and sets those
 * that have become possible; also to a day that is over by now, which is then missed.
 */
export class AcceptDeadlineProposal extends AnswerProposal {
  /** The act that allows it. Asked when a deadline among them comes from a law or a regional act. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;

  /** The keys of those that stay as they are all the same. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsId(true)
  readonly leaveOut?: string[];
}

export const acceptDeadlineProposal = verb<AcceptDeadlineProposal>({
  name: 'accept-deadline-proposal',
  command: AcceptDeadlineProposal,
  title: { it: 'Accetta la proposta di scadenze', en: 'Accept the proposal of deadlines' },
  who: roles('UPc', 'DIR'),
  decisive: true,
  reason: 'required',
  facts: ['DeadlineProposalAccepted', 'DeadlineExtended', 'DeadlineShortened', 'DeadlineSet'],
  looksAt: lookAtOrganisation,
  decide(life, wish, context) {
    const proposal = proposalAnswered(life, wish, context);
    if (proposal instanceof Refusal) return proposal;
    const { act, leaveOut = [] } = wish;
    const staysOut = (key: string): boolean => leaveOut.includes(key);
    const proposed = [...proposal.moves.map(({ computed }) => computed), ...proposal.added];
    const unknown = leaveOut.find((key) => !proposed.some((each) => each.key === key));
    if (unknown !== undefined) return refuse('deadline-not-found', { id: unknown });
    const moves = proposal.moves.filter(({ computed }) => !staysOut(computed.key));
    const added = proposal.added.filter(({ key }) => !staysOut(key));
    if (moves.length + added.length === 0) return refuse('nothing-changed');
    // What is set as its template says is nobody's choice, as when the usual calendar is set.
    const binding = moves.filter(({ deadlineId }) =>
      isBinding(life.data.deadlines[deadlineId]?.basis ?? 'OFFICE'),
    );
    if (binding.length > 0 && context.person.role !== 'DIR') {
      const keys = binding.map(({ computed }) => computed.key).join(', ');
      return refuse('director-accepts-binding-moves', { keys });
    }
    if (binding.some(({ rests }) => (act ?? rests?.act) === undefined)) {
      return refuse('deadline-act-needed');
    }
    // What stays as it is was answered, too: it is not proposed again until something else changes.
    const remains = digestOf(
      {
        moves: proposal.moves.filter(({ computed }) => staysOut(computed.key)),
        added: proposal.added.filter(({ key }) => staysOut(key)),
        impossible: proposal.impossible,
      },
      context.fingerprint,
    );
    return [
      {
        type: 'DeadlineProposalAccepted',
        data: {
          proposal: proposal.proposal,
          ...(leaveOut.length > 0 && { leftOut: [...leaveOut], remains }),
        },
      },
      ...moves.map((move) => deadlineMoved(move, act ?? move.rests?.act)),
      ...added.map((each) => deadlineSet(each, context.newId(each.key))),
    ];
  },
});
