import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { noSuchCycle } from './cycle-of-promise.js';
import type { PromisesData } from './promise.data.js';

/** Says that a promise was kept, and how; also one that had been given up as broken. */
export class KeepPromise extends CycleCommand {
  @IsId()
  readonly promiseId!: string;

  /** How: the procedure, the act, the meeting. */
  @IsText(4000)
  readonly text!: string;

  /** The cycle in which it was kept, if it was one: `livornese-poa-annuale-2026`. */
  @IsOptional()
  @IsCycleId()
  readonly inCycleId?: string;
}

export const keepPromise = verb<KeepPromise, PromisesData & LifeData>({
  name: 'keep-promise',
  command: KeepPromise,
  title: { it: "Registra l'impegno mantenuto", en: 'Record the promise as kept' },
  who: roles('UPc', 'DIR'),
  reason: 'optional',
  facts: ['PromiseKept'],
  about: 'promise',
  looksAt: ({ inCycleId }) => ({ lives: inCycleId === undefined ? [] : [inCycleId] }),
  decide({ data }, { promiseId, text, inCycleId }, context) {
    if (!data.promises[promiseId]) return refuse('promise-not-found', { id: promiseId });
    return (
      noSuchCycle(inCycleId, data.zone, context) ?? [
        { type: 'PromiseKept', data: { promiseId, text, ...present({ inCycleId }) } },
      ]
    );
  },
});
