import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { roles, verb } from '../command/verb.js';

/** Records the act by which an organ adopted the health profile. */
export class AdoptHealthProfile extends CycleCommand {
  @IsText(300)
  readonly organ!: string;

  /** Kind, number and date of the act. */
  @IsText(300)
  readonly act!: string;
}

export const adoptHealthProfile = verb<AdoptHealthProfile>({
  name: 'adopt-health-profile',
  command: AdoptHealthProfile,
  title: {
    it: "Registra l'adozione del profilo di salute",
    en: 'Record the adopted health profile',
  },
  who: roles('SEG'),
  reason: 'optional',
  facts: ['HealthProfileAdopted'],
  decide: (_life, { organ, act }) => [{ type: 'HealthProfileAdopted', data: { organ, act } }],
});
