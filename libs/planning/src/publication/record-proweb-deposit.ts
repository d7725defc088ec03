import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsDay, IsFingerprint } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { dayOutOfPlan, isOtherPlan } from './plan-in-force.js';

/**
 * Records that somebody entered the plan in force into Proweb, the regional system. By hand: no interface of
 * it is known, and none is made up.
 */
export class RecordProwebDeposit extends CycleCommand {
  @IsDay()
  readonly depositedOn!: string;

  @IsFingerprint()
  readonly manifestHash!: string;

  /** What Proweb gave back, if it did. */
  @IsOptional()
  @IsDocument()
  readonly receipt?: DocumentRequest;
}

export const recordProwebDeposit = verb<RecordProwebDeposit>({
  name: 'record-proweb-deposit',
  command: RecordProwebDeposit,
  title: { it: 'Registra il deposito in Proweb', en: 'Record the deposit in Proweb' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ProwebDepositRecorded'],
  decide({ data }, { depositedOn, manifestHash, receipt }, { today }) {
    if (isOtherPlan(data, manifestHash)) return refuse('other-plan');
    return (
      dayOutOfPlan(data, depositedOn, today) ?? [
        {
          type: 'ProwebDepositRecorded',
          data: { depositedOn, manifestHash, ...(receipt && { receipt: documentOf(receipt) }) },
        },
      ]
    );
  },
});
