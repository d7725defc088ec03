import { IsOptional } from 'class-validator';
import { Refusal } from '#workflow';
import { IsCycleId, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb, type Elsewhere } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { LifeData } from '../life-data.js';
import { secondLook } from '../four-eyes/second-look.js';
import { deferralPromised, deferralWithdrawn, hasPromise } from '../promise/deferral.js';
import { coProgrammingProcedure } from './co-programming-procedure.js';
import type { CoProgrammingData } from './co-programming.data.js';
import { lapsedApplications } from './pending-applications.js';
import { ReasonedDecision, reasonsForNo } from './reasoned-decision.js';

/** Decides whether this year's co-programming is activated; a no is motivated and says what becomes of it. */
export class DecideCoProgramming extends ReasonedDecision {
  /** The act that starts it, or by which it is not. Asked when activated. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;

  /** The procedure of its own in which it is activated: `livornese-co-programmazione-2025`. */
  @IsOptional()
  @IsCycleId()
  readonly procedureCycleId?: string;

  /** What the promise in the deferral is to be called. Default: a new id. */
  @IsOptional()
  @IsId()
  readonly promiseId?: string;
}

export const decideCoProgramming = verb<DecideCoProgramming, CoProgrammingData & LifeData>({
  name: 'decide-co-programming',
  command: DecideCoProgramming,
  title: { it: 'Decidi sulla co-programmazione', en: 'Decide on co-programming' },
  who: roles('DIR'),
  decisive: true,
  reason: 'optional',
  facts: [
    'CoProgrammingActivated',
    'CoProgrammingReferred',
    'CoProgrammingNotActivated',
    'ApplicationLapsed',
    'PromiseMade',
    'PromiseWithdrawn',
  ],
  law: 'LR Toscana 65/2020 art. 9',
  looksAt: ({ procedureCycleId }) => ({
    lives: procedureCycleId === undefined ? [] : [procedureCycleId],
  }),
  decide(life, wish, context) {
    const { occurredOn, elsewhere } = context;
    const { act } = wish;
    const same = secondLook(life.data, 'coProgramming', 'decision', context);
    if (same) return same;
    if (wish.decision === 'activated') {
      if (act === undefined) return refuse('act-needed');
      const { procedureCycleId } = wish;
      if (procedureCycleId === undefined) {
        return [{ type: 'CoProgrammingActivated', data: { act } }, ...deferralWithdrawn(life)];
      }
      return (
        procedureProblem(procedureCycleId, life.data.zone, elsewhere) ?? [
          { type: 'CoProgrammingReferred', data: { act, procedureCycleId } },
          ...deferralWithdrawn(life),
        ]
      );
    }
    const reasons = reasonsForNo(life, wish, occurredOn);
    if (reasons instanceof Refusal) return reasons;
    // Giving up what was activated comes after it.
    const { startedOn = occurredOn } = life.data.coProgramming;
    if (occurredOn < startedOn) {
      return refuse('dates-reversed', { from: startedOn, to: occurredOn });
    }
    const { promiseId: called = context.newId('promise') } = wish;
    if (hasPromise(life, called)) return refuse('id-taken', { id: called });
    const { deferredTo, deferralDue } = reasons;
    const promise = deferralPromised(life, { deferredTo, deferralDue, promiseId: called });
    const promiseId = promise?.promiseId;
    return [
      {
        type: 'CoProgrammingNotActivated',
        data: { ...reasons, ...present({ act, promiseId }) },
      },
      ...lapsedApplications(life),
      ...(promise ? [{ type: 'PromiseMade', data: promise } as const] : []),
    ];
  },
});

/** Why a programme cannot wait for a procedure: there is none of its zone, or it was given up. */
function procedureProblem(
  procedureCycleId: string,
  zone: string,
  elsewhere: Elsewhere,
): Refusal | undefined {
  const procedure = coProgrammingProcedure(elsewhere.life(procedureCycleId));
  if (!procedure || cycleName(procedureCycleId)?.zone !== zone) {
    return refuse('procedure-not-found', { cycleId: procedureCycleId });
  }
  return procedure.data.coProgramming.givenUp
    ? refuse('procedure-given-up', { cycleId: procedureCycleId })
    : undefined;
}
