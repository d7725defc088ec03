import { stateOfPart, type Life } from '#workflow';
import { present } from '../command/present.js';
import type { AnyLife } from '../command/verb.js';
import type { CoProgrammingData } from '../co-programming/co-programming.data.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';

/** What a decision puts off. */
export interface Deferral {
  /** To what; undefined where nothing is put off. */
  readonly deferredTo: string | undefined;
  /** By when, if that is said. */
  readonly deferralDue: string | undefined;
  /** What the promise in it is called. */
  readonly promiseId: string;
}

/**
 * The promise in a decision not to activate co-programming: what it is put off to, and by when. It shows in
 * every later cycle of the zone, so that somebody asks whether it was honoured.
 */
export function deferralPromised(
  life: Readonly<AnyLife>,
  { deferredTo, deferralDue, promiseId }: Deferral,
): DataOf<'PromiseMade'> | undefined {
  if (deferredTo === undefined || !knowsPromises(life)) return undefined;
  return {
    ...{ promiseId, about: 'CO_PROGRAMMING', text: deferredTo },
    ...present({ due: deferralDue }),
  };
}

/** Nothing is put off any more once co-programming is activated after all; what else was promised stands. */
export function deferralWithdrawn(
  life: Readonly<Life<CoProgrammingData>>,
): readonly PlanningFact[] {
  const { promiseId } = life.data.coProgramming;
  return promiseId !== undefined && stateOfPart(life, 'promise', promiseId) === 'open'
    ? [{ type: 'PromiseWithdrawn', data: { promiseId } }]
    : [];
}

/** Whether the life has a promise of that name already. */
export function hasPromise({ parts }: Readonly<AnyLife>, promiseId: string): boolean {
  return parts['promise']?.[promiseId] !== undefined;
}

/** A procedure of co-programming of its own puts nothing off: its machines have no promises. */
function knowsPromises({ workflow }: Readonly<AnyLife>): boolean {
  return workflow.route('PromiseMade') !== undefined;
}
