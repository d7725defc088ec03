import { Equals, IsIn, IsOptional, ValidateIf } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { rulesOf } from '../command/rules.js';
import { roles, verb } from '../command/verb.js';
import {
  codes,
  noCoProgrammingMotivations,
  type NoCoProgrammingMotivation,
} from '../value-sets.js';

/** Decides whether this year's co-programming is activated; a no is motivated and says what becomes of it. */
export class DecideCoProgramming extends CycleCommand {
  @IsIn(['activated', 'not_activated'])
  readonly decision!: 'activated' | 'not_activated';

  /** The act that starts it. Asked when activated. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;

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

  /** Declares that it is not put off to anything. */
  @IsOptional()
  @Equals(true)
  readonly notDeferred?: true;
}

export const decideCoProgramming = verb<DecideCoProgramming>({
  name: 'decide-co-programming',
  command: DecideCoProgramming,
  title: { it: 'Decidi sulla co-programmazione', en: 'Decide on co-programming' },
  who: roles('DIR'),
  reason: 'optional',
  facts: ['CoProgrammingActivated', 'CoProgrammingNotActivated'],
  law: 'LR Toscana 65/2020 art. 9',
  decide(life, wish, { occurredOn }) {
    const { act, motivation, text = '', deferredTo, deferralDue, notDeferred } = wish;
    if (wish.decision === 'activated') {
      if (act === undefined) return refuse('act-needed');
      return [{ type: 'CoProgrammingActivated', data: { act } }];
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
    return [
      {
        type: 'CoProgrammingNotActivated',
        data: { motivation, text, ...present({ deferredTo, deferralDue }) },
      },
    ];
  },
});

function isNoOrSaid({ decision }: DecideCoProgramming, said: unknown): boolean {
  return decision === 'not_activated' || said !== undefined;
}
