import { CycleCommand } from '../command/cycle-command.js';
import { IsCycleId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { frozenProfile } from './frozen-profile.js';
import type { HealthProfileData } from './health-profile.data.js';
import { Refusal } from '#workflow';

/** Records the act by which a later frozen edition takes the place of this one, which stays readable. */
export class SupersedeEdition extends CycleCommand {
  /** The later edition: `livornese-profilo-di-salute-2025`. */
  @IsCycleId()
  readonly byCycleId!: string;

  /** Kind, number and date of the act. */
  @IsText(300)
  readonly act!: string;
}

export const supersedeEdition = verb<SupersedeEdition, HealthProfileData>({
  name: 'supersede-edition',
  command: SupersedeEdition,
  title: { it: "Registra che l'edizione è superata", en: 'Record that it is superseded' },
  who: roles('SEG'),
  reason: 'optional',
  facts: ['EditionSuperseded'],
  looksAt: ({ byCycleId }) => ({ lives: [byCycleId] }),
  decide({ data }, { byCycleId, act }, { elsewhere }) {
    const later = frozenProfile(byCycleId, data.zone, elsewhere);
    if (later instanceof Refusal) return later;
    if (later.data.year <= data.year) return refuse('edition-not-later', { cycleId: byCycleId });
    return [{ type: 'EditionSuperseded', data: { byCycleId, act } }];
  },
});
