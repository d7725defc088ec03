import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId, IsId } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { noSuchCycle } from './cycle-of-promise.js';
import type { PromisesData } from './promise.data.js';

/** Says that a promise is not kept, and why. It stays on record. */
export class BreakPromise extends CycleCommand {
  @IsId()
  readonly promiseId!: string;

  /** The cycle in which it turned out, if it was one: `livornese-poa-annuale-2026`. */
  @IsOptional()
  @IsCycleId()
  readonly inCycleId?: string;
}

export const breakPromise = verb<BreakPromise, PromisesData & LifeData>({
  name: 'break-promise',
  command: BreakPromise,
  title: { it: "Registra l'impegno non mantenuto", en: 'Record the promise as not kept' },
  who: roles('DIR'),
  reason: 'required',
  facts: ['PromiseBroken'],
  about: 'promise',
  looksAt: ({ inCycleId }) => ({ lives: inCycleId === undefined ? [] : [inCycleId] }),
  decide({ data }, { promiseId, inCycleId }, context) {
    if (!data.promises[promiseId]) return refuse('promise-not-found', { id: promiseId });
    return (
      noSuchCycle(inCycleId, data.zone, context) ?? [
        { type: 'PromiseBroken', data: { promiseId, ...present({ inCycleId }) } },
      ]
    );
  },
});
