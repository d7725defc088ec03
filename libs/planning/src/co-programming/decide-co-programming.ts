import { Equals, IsIn, IsOptional, ValidateIf } from 'class-validator';
import type { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId, IsDay, IsText, IsId } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { rulesOf } from '../command/rules.js';
import { roles, verb, type Elsewhere } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { LifeData } from '../life-data.js';
import {
  codes,
  noCoProgrammingMotivations,
  type NoCoProgrammingMotivation,
} from '../value-sets.js';
import { deferralPromised, deferralWithdrawn, hasPromise } from '../promise/deferral.js';
import { coProgrammingProcedure } from './co-programming-procedure.js';
import type { CoProgrammingData } from './co-programming.data.js';
import { lapsedApplications } from './pending-applications.js';

/** Decides whether this year's co-programming is activated; a no is motivated and says what becomes of it. */
export class DecideCoProgramming extends CycleCommand {
  @IsIn(['activated', 'not_activated'])
  readonly decision!: 'activated' | 'not_activated';

  /** The act that starts it. Asked when activated. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;

  /** The procedure of its own in which it is activated: `livornese-co-programmazione-2025`. */
  @IsOptional()
  @IsCycleId()
  readonly procedureCycleId?: string;

  /** Asked when not activated. */
  @ValidateIf(isNoOrSaid)
  @IsIn(codes(noCoProgrammingMotivations))
  readonly motivation?: NoCoProgrammingMotivation;

  /** The motivation in words. Asked when not activated. */
  @ValidateIf(isNoOrSaid)
  @IsText(10_000)
  readonly text?: string;

  /** What it is put off to. When not activated, either this or `notDeferred`. */
  @IsOptional()
  @IsText(300)
  readonly deferredTo?: string;

  /** By when it is put off. */
  @IsOptional()
  @IsDay()
  readonly deferralDue?: string;

  /** What the promise in the deferral is to be called. Default: a new id. */
  @IsOptional()
  @IsId()
  readonly promiseId?: string;

  /** Declares that it is not put off to anything. */
  @IsOptional()
  @Equals(true)
  readonly notDeferred?: true;
}

export const decideCoProgramming = verb<DecideCoProgramming, CoProgrammingData & LifeData>({
  name: 'decide-co-programming',
  command: DecideCoProgramming,
  title: { it: 'Decidi sulla co-programmazione', en: 'Decide on co-programming' },
  who: roles('DIR'),
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
    const { act, motivation, text = '', deferredTo, deferralDue, notDeferred } = wish;
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
    const needed = rulesOf(life).motivationLength;
    const given = text.trim().length;
    if (motivation === undefined || given < needed) {
      return refuse('motivation-too-short', { needed, given });
    }
    const saidOnce = (deferredTo !== undefined) !== (notDeferred === true);
    if (!saidOnce || (notDeferred && deferralDue !== undefined)) return refuse('deferral-unsaid');
    if (deferralDue !== undefined && deferralDue < occurredOn) {
      return refuse('dates-reversed', { from: occurredOn, to: deferralDue });
    }
    // Giving up what was activated comes after it.
    const { startedOn = occurredOn } = life.data.coProgramming;
    if (occurredOn < startedOn) {
      return refuse('dates-reversed', { from: startedOn, to: occurredOn });
    }
    const { promiseId: called = context.newId('promise') } = wish;
    if (hasPromise(life, called)) return refuse('id-taken', { id: called });
    const promise = deferralPromised(life, { deferredTo, deferralDue, promiseId: called });
    const promiseId = promise?.promiseId;
    return [
      {
        type: 'CoProgrammingNotActivated',
        data: { motivation, text, ...present({ deferredTo, deferralDue, promiseId }) },
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

function isNoOrSaid({ decision }: DecideCoProgramming, said: unknown): boolean {
  return decision === 'not_activated' || said !== undefined;
}
