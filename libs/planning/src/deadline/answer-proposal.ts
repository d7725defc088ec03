import { CycleCommand } from '../command/cycle-command.js';
import type { DecisionContext } from '../command/verb.js';
import type { CycleLife } from '../command/lives.js';
import { IsFingerprint } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { Refusal } from '#workflow';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import { deadlineProposal, type DeadlineProposal } from './deadline-proposal.js';

/** An answer to a proposal says which one was seen. */
export abstract class AnswerProposal extends CycleCommand {
  /** Its digest, as it was shown. */
  @IsFingerprint()
  readonly proposal!: string;
}

/** The proposal that is answered; refused when there is none, or it is another one by now. */
export function proposalAnswered(
  life: Readonly<CycleLife>,
  { proposal }: AnswerProposal,
  { organisation, today, fingerprint }: DecisionContext,
): DeadlineProposal | Refusal {
  const now = deadlineProposal(life, workingCalendarOf(organisation), today, fingerprint);
  if (now.moves.length + now.added.length === 0) return refuse('nothing-changed');
  return now.proposal === proposal ? now : refuse('proposal-changed');
}
