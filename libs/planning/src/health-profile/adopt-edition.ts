import { CycleCommand } from '../command/cycle-command.js';
import { IsFingerprint, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Records the act by which the organ adopted, on the day of the command, what was proposed to it. */
export class AdoptEdition extends CycleCommand {
  @IsText(300)
  readonly organ!: string;

  /** Kind, number and date of the act. */
  @IsText(300)
  readonly act!: string;

  /** Of what was proposed: nothing else is adopted. */
  @IsFingerprint()
  readonly fingerprint!: string;
}

export const adoptEdition = verb<AdoptEdition, HealthProfileData>({
  name: 'adopt-edition',
  command: AdoptEdition,
  title: { it: "Registra l'adozione dell'edizione", en: 'Record the adoption' },
  who: roles('SEG'),
  decisive: true,
  reason: 'optional',
  facts: ['EditionAdopted'],
  decide({ data: { proposed } }, { organ, act, fingerprint }, { occurredOn: adoptedOn }) {
    if (proposed && proposed.fingerprint !== fingerprint) return refuse('other-edition');
    if (proposed && adoptedOn < proposed.on) {
      return refuse('dates-reversed', { from: proposed.on, to: adoptedOn });
    }
    return [{ type: 'EditionAdopted', data: { organ, act, adoptedOn, fingerprint } }];
  },
});
