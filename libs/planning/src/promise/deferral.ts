import { stateOfPart } from '#workflow';
import { present } from '../command/present.js';
import type { AnyLife, DecisionContext } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import type { PromisesData } from './promise.data.js';

/** What a decision puts off. */
export interface Deferral {
  /** To what; undefined where nothing is put off. */
  readonly deferredTo: string | undefined;
  /** By when, if that is said. */
  readonly deferralDue: string | undefined;
}

/**
 * The promise in a decision not to activate co-programming: what it is put off to, and by when. It shows in
 * every later cycle of the zone, so that somebody asks whether it was honoured.
 */
export function deferralPromised(
  life: Readonly<AnyLife>,
  { deferredTo, deferralDue }: Deferral,
  { newId }: Pick<DecisionContext, 'newId'>,
): readonly PlanningFact[] {
  if (deferredTo === undefined || !knowsPromises(life)) return [];
  const promiseId = newId('promise');
  return [
    {
      type: 'PromiseMade',
      data: {
        promiseId,
        about: 'CO_PROGRAMMING',
        text: deferredTo,
        ...present({ due: deferralDue }),
      },
    },
  ];
}

/** Nothing is put off any more, once co-programming is activated after all. */
export function deferralsWithdrawn(life: Readonly<AnyLife>): readonly PlanningFact[] {
  if (!knowsPromises(life)) return [];
  // Every definition whose machines know a promise remembers it.
  const { promises } = life.data as unknown as PromisesData;
  return Object.values(promises)
    .filter(({ about }) => about === 'CO_PROGRAMMING')
    .filter(({ promiseId }) => stateOfPart(life, 'promise', promiseId) === 'open')
    .map(({ promiseId }) => ({ type: 'PromiseWithdrawn', data: { promiseId } }));
}

/** A procedure of co-programming of its own puts nothing off: its machines have no promises. */
function knowsPromises({ workflow }: Readonly<AnyLife>): boolean {
  return workflow.route('PromiseMade') !== undefined;
}
