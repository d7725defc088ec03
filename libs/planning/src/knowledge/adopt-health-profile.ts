import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { KnowledgeData } from './knowledge.data.js';

/** Records the act by which an organ adopted the health profile. */
export class AdoptHealthProfile extends CycleCommand {
  @IsText(300)
  readonly organ!: string;

  /** Kind, number and date of the act. */
  @IsText(300)
  readonly act!: string;
}

export const adoptHealthProfile = verb<AdoptHealthProfile, KnowledgeData & LifeData>({
  name: 'adopt-health-profile',
  command: AdoptHealthProfile,
  title: {
    it: "Registra l'adozione del profilo di salute",
    en: 'Record the adopted health profile',
  },
  who: roles('SEG'),
  decisive: true,
  reason: 'optional',
  facts: ['HealthProfileAdopted'],
  decide({ data: { profile } }, { organ, act }) {
    if (!profile) return refuse('profile-not-attached');
    if (profile.adopted) return refuse('profile-already-adopted');
    return [{ type: 'HealthProfileAdopted', data: { organ, act } }];
  },
});
