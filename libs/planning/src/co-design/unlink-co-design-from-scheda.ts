import { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { isSame } from '../zone-register/scheda-reference.js';
import { referenceOf } from '../zone-register/scheda-reference.request.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { rowIn } from './co-design.decisions.js';
import { RowAndSchedaCommand } from './co-design.requests.js';

/**
 * Takes back that a co-design belongs to a scheda: it does not, or no more. Of the scheda it asks nothing, so
 * that a link to one that was dropped can go too; what the scheda itself says of the row is its own affair.
 */
export class UnlinkCoDesignFromScheda extends RowAndSchedaCommand {}

export const unlinkCoDesignFromScheda = verb<UnlinkCoDesignFromScheda, ZoneRegisterData>({
  name: 'unlink-co-design-from-scheda',
  command: UnlinkCoDesignFromScheda,
  title: { it: 'Scollega la riga da una scheda', en: 'Unlink the row from a scheda' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['CoDesignRowUnlinked'],
  about: 'coDesignRow',
  decide({ data }, { coDesignRowId, ...wish }) {
    const row = rowIn(data, coDesignRowId);
    if (row instanceof Refusal) return row;
    const scheda = referenceOf(wish.scheda);
    if (!row.schede.some(isSame(scheda))) {
      return refuse('link-not-found', { from: coDesignRowId, to: scheda.schedaId });
    }
    return [{ type: 'CoDesignRowUnlinked', data: { coDesignRowId, scheda } }];
  },
});
