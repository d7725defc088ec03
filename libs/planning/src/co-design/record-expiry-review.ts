import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { rowNotFound } from './co-design.decisions.js';

/** Says what became of the end of a co-design that is still ongoing, and when to look again. */
export class RecordExpiryReview extends CycleCommand {
  @IsId()
  readonly coDesignRowId!: string;

  /** What was found: `in proroga tecnica fino al nuovo affidamento`. */
  @IsText(2000)
  readonly finding!: string;

  /** From this day on it is to be looked at again. */
  @IsDay()
  readonly reviewAgainOn!: string;
}

export const recordExpiryReview = verb<RecordExpiryReview, ZoneRegisterData>({
  name: 'record-expiry-review',
  command: RecordExpiryReview,
  title: { it: 'Verifica la scadenza', en: 'Review the expiry' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoDesignExpiryReviewed'],
  about: 'coDesignRow',
  decide({ data }, { coDesignRowId, finding, reviewAgainOn }, { occurredOn }) {
    if (!data.coDesignRows[coDesignRowId]) return rowNotFound(coDesignRowId);
    if (reviewAgainOn <= occurredOn) {
      return refuse('dates-reversed', { from: occurredOn, to: reviewAgainOn });
    }
    return [{ type: 'CoDesignExpiryReviewed', data: { coDesignRowId, finding, reviewAgainOn } }];
  },
});
