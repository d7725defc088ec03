import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { OrganisationData } from './organisation.data.js';

/** Opens the register of the organisation of a zone. There is one, and it goes on. */
export class OpenOrganisation extends CycleCommand {
  @IsText(200)
  readonly title!: string;
}

export const openOrganisation = verb<OpenOrganisation, OrganisationData>({
  name: 'open-organisation',
  command: OpenOrganisation,
  title: {
    it: "Apri il registro dell'organizzazione",
    en: 'Open the register of the organisation',
  },
  who: roles('UPc', 'ADM'),
  reason: 'optional',
  facts: ['OrganisationOpened'],
  decide(life, { title, envelope: { cycleId: registerId } }) {
    const name = cycleName(registerId);
    if (!name || name.year !== undefined) return refuse('cycle-not-found', { cycleId: registerId });
    if (life.revision >= 0) return refuse('register-exists', { registerId });
    const definition = life.workflow.reference;
    return [
      { type: 'OrganisationOpened', data: { registerId, zone: name.zone, title, definition } },
    ];
  },
});
