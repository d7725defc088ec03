import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { PromisesData } from './promise.data.js';

/** Records something put off to later, or promised to somebody. Putting co-programming off makes its own. */
export class MakePromise extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly promiseId?: string;

  /** Default: something else. Putting co-programming off says so by itself. */
  @IsOptional()
  @IsIn(['CO_PROGRAMMING', 'OTHER'])
  readonly about?: 'CO_PROGRAMMING' | 'OTHER';

  /** What is promised. */
  @IsText(4000)
  readonly text!: string;

  /** The body it is promised to, if to one; no names of persons. */
  @IsOptional()
  @IsText(300)
  readonly to?: string;

  /** The last day. */
  @IsOptional()
  @IsDay()
  readonly due?: string;
}

export const makePromise = verb<MakePromise, PromisesData & LifeData>({
  name: 'make-promise',
  command: MakePromise,
  title: { it: 'Prendi un impegno', en: 'Make a promise' },
  who: roles('UPc', 'DIR'),
  reason: 'optional',
  facts: ['PromiseMade'],
  decide({ data }, wish, { newId, occurredOn }) {
    const { promiseId = newId('promise'), about = 'OTHER', text, to, due } = wish;
    if (data.promises[promiseId]) return refuse('id-taken', { id: promiseId });
    if (due !== undefined && due < occurredOn) {
      return refuse('dates-reversed', { from: occurredOn, to: due });
    }
    return [
      {
        type: 'PromiseMade',
        data: { promiseId, about, text, ...present({ to, due }) },
      },
    ];
  },
});
