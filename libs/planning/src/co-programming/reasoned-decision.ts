import { Equals, IsIn, IsOptional, ValidateIf } from 'class-validator';
import type { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { rulesOf } from '../command/rules.js';
import type { AnyLife } from '../command/verb.js';
import type { DataOf } from '../planning-fact.js';
import {
  codes,
  noCoProgrammingMotivations,
  type NoCoProgrammingMotivation,
} from '../value-sets.js';

/** Whether co-programming is to be activated; a no is motivated and says what becomes of it. */
export class ReasonedDecision extends CycleCommand {
  @IsIn(['activated', 'not_activated'])
  readonly decision!: 'activated' | 'not_activated';

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

function isNoOrSaid({ decision }: ReasonedDecision, said: unknown): boolean {
  return decision === 'not_activated' || said !== undefined;
}

/** What a no says. */
type ReasonsForNo = Omit<DataOf<'CoProgrammingNotActivated'>, 'promiseId'>;

/** The reasons of a no; or the refusal, where it lacks its motivation or what becomes of it. */
export function reasonsForNo(
  life: Readonly<AnyLife>,
  wish: ReasonedDecision,
  occurredOn: string,
): ReasonsForNo | Refusal {
  const { motivation, text = '', deferredTo, deferralDue, notDeferred } = wish;
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
  return { motivation, text, ...present({ deferredTo, deferralDue }) };
}
