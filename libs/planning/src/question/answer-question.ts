import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Answers an open question and says what the answer rests on. */
export class AnswerQuestion extends CycleCommand {
  @IsId()
  readonly questionId!: string;

  @IsText(4000)
  readonly answer!: string;

  /** What the answer rests on: a document, an act, the word of an office. */
  @IsText(1000)
  readonly basis!: string;
}

export const answerQuestion = verb<AnswerQuestion>({
  name: 'answer-question',
  command: AnswerQuestion,
  title: { it: 'Rispondi alla domanda', en: 'Answer the question' },
  who: roles('UPc', 'UPo', 'DIR'),
  reason: 'optional',
  facts: ['QuestionAnswered'],
  about: 'question',
  decide(life, { questionId, answer, basis }) {
    if (!life.data.questions[questionId]) return refuse('question-not-found', { id: questionId });
    return [{ type: 'QuestionAnswered', data: { questionId, answer, basis } }];
  },
});
