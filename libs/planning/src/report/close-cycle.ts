import { CycleCommand } from '../command/cycle-command.js';
import { IsFingerprint } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { isOtherPlan } from '../publication/plan-in-force.js';
import { isOtherReport } from './other-report.js';

/** Closes the year, naming the plan that was in force and the report on it by their fingerprints. */
export class CloseCycle extends CycleCommand {
  @IsFingerprint()
  readonly manifestHash!: string;

  @IsFingerprint()
  readonly reportHash!: string;
}

export const closeCycle = verb<CloseCycle>({
  name: 'close-cycle',
  command: CloseCycle,
  title: { it: 'Chiudi il ciclo', en: 'Close the cycle' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['CycleClosed'],
  decide({ data }, { manifestHash, reportHash }) {
    if (isOtherPlan(data, manifestHash)) return refuse('other-plan');
    if (isOtherReport(data, reportHash)) return refuse('other-report');
    return [{ type: 'CycleClosed', data: { manifestHash, reportHash } }];
  },
});
