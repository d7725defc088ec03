import { stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { quotable } from '../correction/redaction.js';
import { editionOf, themesInPlay } from './edition.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Proposes the edition to the organ, once every theme is reviewed; from here on its text stands still. */
export class ProposeEdition extends CycleCommand {}

export const proposeEdition = verb<ProposeEdition, HealthProfileData>({
  name: 'propose-edition',
  command: ProposeEdition,
  title: { it: "Proponi l'edizione", en: 'Propose the edition' },
  who: roles('DIR'),
  decisive: true,
  reason: 'optional',
  facts: ['EditionProposed'],
  decide(life, _wish, { fingerprint }) {
    const themes = themesInPlay(life);
    if (themes.length === 0) return refuse('profile-empty');
    const open = themes.filter((themeId) => stateOfPart(life, 'theme', themeId) !== 'reviewed');
    if (open.length > 0) {
      const first = life.data.themes[open[0] ?? '']?.name ?? '';
      return refuse('themes-not-reviewed', {
        count: open.length,
        first: quotable(life.data, first),
      });
    }
    const proposed = editionOf(life);
    return [
      {
        type: 'EditionProposed',
        data: { edition: proposed.edition, fingerprint: fingerprint(proposed) },
      },
    ];
  },
});
