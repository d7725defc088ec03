import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { renewalOf } from './co-design.data.js';
import { circleOf, rowIn } from './co-design.decisions.js';

/** Says which row renews this one: renewals are rows of their own. */
export class RenewCoDesignRow extends CycleCommand {
  @IsId()
  readonly coDesignRowId!: string;

  /** The row of the time after. */
  @IsId()
  readonly renewedBy!: string;
}

export const renewCoDesignRow = verb<RenewCoDesignRow, ZoneRegisterData>({
  name: 'renew-co-design-row',
  command: RenewCoDesignRow,
  title: { it: 'Collega il rinnovo', en: 'Link the renewal' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoDesignRowRenewed'],
  about: 'coDesignRow',
  decide({ data }, { coDesignRowId, renewedBy }) {
    if (renewedBy === coDesignRowId) return refuse('not-itself', { id: renewedBy });
    const row = rowIn(data, coDesignRowId);
    if (row instanceof Refusal) return row;
    const renewing = rowIn(data, renewedBy);
    if (renewing instanceof Refusal) return renewing;
    if (renewalOf(data, coDesignRowId)) return refuse('already-renewed', { id: coDesignRowId });
    if (renewing.renews !== undefined) return refuse('already-said', { field: 'renews' });
    return (
      circleOf(data, renewedBy, { renews: coDesignRowId }) ?? [
        { type: 'CoDesignRowRenewed', data: { coDesignRowId, renewedBy } },
      ]
    );
  },
});
