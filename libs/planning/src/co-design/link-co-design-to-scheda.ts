import { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { isSame } from '../zone-register/scheda-reference.js';
import { missingScheda, referenceOf } from '../zone-register/scheda-reference.request.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { rowIn } from './co-design.decisions.js';
import { RowAndSchedaCommand } from './co-design.requests.js';

/** Says that a co-design belongs to a scheda of a yearly programme. */
export class LinkCoDesignToScheda extends RowAndSchedaCommand {}

export const linkCoDesignToScheda = verb<LinkCoDesignToScheda, ZoneRegisterData>({
  name: 'link-co-design-to-scheda',
  command: LinkCoDesignToScheda,
  title: { it: 'Collega la riga a una scheda', en: 'Link the row to a scheda' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoDesignRowLinked'],
  about: 'coDesignRow',
  looksAt: ({ scheda }) => ({ lives: [scheda.cycleId] }),
  decide({ data }, { coDesignRowId, ...wish }, { elsewhere }) {
    const row = rowIn(data, coDesignRowId);
    if (row instanceof Refusal) return row;
    const scheda = referenceOf(wish.scheda);
    if (row.schede.some(isSame(scheda))) return refuse('nothing-changed');
    return (
      missingScheda(data.zone, scheda, elsewhere) ?? [
        { type: 'CoDesignRowLinked', data: { coDesignRowId, scheda } },
      ]
    );
  },
});
