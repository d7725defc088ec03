import { stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsFingerprint } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { isOtherPlan } from '../publication/plan-in-force.js';
import { isOtherReport } from './other-report.js';

/**
 * Closes the year, naming the plan that was in force and the report on it by their fingerprints. It says which
 * prescriptions are still open: they hold no closing up, and are met after it too.
 */
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
  decisive: true,
  reason: 'optional',
  facts: ['CycleClosed'],
  decide(life, { manifestHash, reportHash }) {
    const { data } = life;
    if (isOtherPlan(data, manifestHash)) return refuse('other-plan');
    if (isOtherReport(data, reportHash)) return refuse('other-report');
    const openPrescriptions = Object.keys(data.prescriptions).filter(
      (id) => stateOfPart(life, 'prescription', id) !== 'accepted',
    );
    return [
      {
        type: 'CycleClosed',
        data: {
          ...{ manifestHash, reportHash },
          ...(openPrescriptions.length > 0 && { openPrescriptions }),
        },
      },
    ];
  },
});
