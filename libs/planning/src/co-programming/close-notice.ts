import { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** Closes a notice after its last day (first day out, last day in), with the applications that came. */
export class CloseNotice extends CycleCommand {}

export const closeNotice = verb<CloseNotice, CoProgrammingData & LifeData>({
  name: 'close-notice',
  command: CloseNotice,
  title: { it: "Chiudi l'avviso", en: 'Close the notice' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['NoticeClosed'],
  law: 'LR Toscana 65/2020 art. 10',
  decide({ data: { coProgramming } }, _wish, { occurredOn }) {
    const closesOn = coProgramming.notice?.closesOn;
    if (closesOn !== undefined && occurredOn <= closesOn) {
      return refuse('notice-still-open', { closesOn });
    }
    const applicationIds = Object.keys(coProgramming.applications);
    return [{ type: 'NoticeClosed', data: { applicationIds } }];
  },
});
