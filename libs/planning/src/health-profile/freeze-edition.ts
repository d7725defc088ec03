import { CycleCommand } from '../command/cycle-command.js';
import { roles, verb } from '../command/verb.js';
import { editionOf } from './edition.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Freezes the adopted edition: from here on it is only corrected, and others may point at its needs. */
export class FreezeEdition extends CycleCommand {}

export const freezeEdition = verb<FreezeEdition, HealthProfileData>({
  name: 'freeze-edition',
  command: FreezeEdition,
  title: { it: "Congela l'edizione", en: 'Freeze the edition' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['EditionFrozen'],
  decide(life, _wish, { fingerprint }) {
    const { adopted } = life.data;
    const adoption = adopted && {
      organ: adopted.organ,
      act: adopted.act,
      adoptedOn: adopted.adoptedOn,
    };
    const whole = editionOf(life, adoption);
    return [
      {
        type: 'EditionFrozen',
        data: {
          edition: whole.edition,
          fingerprint: fingerprint(whole),
          themes: whole.themes.length,
          needs: whole.needs.length,
          indicators: whole.indicators.length,
        },
      },
    ];
  },
});
