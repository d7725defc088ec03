import { IsIn } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { codes, contributionAnswers, type ContributionAnswer } from '../value-sets.js';

/** Answers a contribution: accepted, partly, or not, and why. */
export class AnswerContribution extends CycleCommand {
  @IsId()
  readonly contributionId!: string;

  @IsIn(codes(contributionAnswers))
  readonly answer!: ContributionAnswer;

  /** The answer in words, as its author will read it. */
  @IsText(4000)
  readonly text!: string;
}

export const answerContribution = verb<AnswerContribution>({
  name: 'answer-contribution',
  command: AnswerContribution,
  title: { it: 'Rispondi al contributo', en: 'Answer the contribution' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ContributionAnswered'],
  about: 'contribution',
  decide(life, { contributionId, answer, text }) {
    if (!life.data.contributions[contributionId]) {
      return refuse('contribution-not-found', { id: contributionId });
    }
    return [{ type: 'ContributionAnswered', data: { contributionId, answer, text } }];
  },
});
