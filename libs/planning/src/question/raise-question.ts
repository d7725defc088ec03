import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';

/** Asks what a source does not say, instead of guessing. */
export class RaiseQuestion extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly questionId?: string;

  /** What it is about: `programme P07`, `meeting M1`, `cycle`. */
  @IsText(200)
  readonly subject!: string;

  @IsText(4000)
  readonly text!: string;

  /** What the reader would guess; it is not a fact. */
  @IsOptional()
  @IsText(4000)
  readonly guess?: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const raiseQuestion = verb<RaiseQuestion>({
  name: 'raise-question',
  command: RaiseQuestion,
  title: { it: 'Poni una domanda', en: 'Raise a question' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['QuestionRaised'],
  decide(life, wish, { newId }) {
    const { questionId = newId('question'), subject, text, guess, source } = wish;
    if (life.data.questions[questionId]) return refuse('id-taken', { id: questionId });
    return [
      {
        type: 'QuestionRaised',
        data: { questionId, subject, text, ...present({ guess }), ...optionalSource(source) },
      },
    ];
  },
});
