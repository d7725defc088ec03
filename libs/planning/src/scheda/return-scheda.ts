import { ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { codes, returnReasons, type ReturnReason } from '../value-sets.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { checkerMayAct } from './checker-may-act.js';
import { nowhereToReturn } from '../cycle/nowhere-to-return.js';
import { onlyByRevision } from './only-by-revision.js';
import { unexplainedOther } from './unexplained-other.js';

/** Sends a scheda back to its unit, with the points to mend. */
export class ReturnScheda extends CycleCommand {
  @IsId()
  readonly schedaId!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(codes(returnReasons), { each: true })
  readonly reasons!: ReturnReason[];

  /** What to mend, in words. */
  @IsText(4000)
  readonly text!: string;

  @IsOptional()
  @IsDay()
  readonly due?: string;
}

export const returnScheda = verb<ReturnScheda>({
  name: 'return-scheda',
  command: ReturnScheda,
  title: { it: 'Restituisci la scheda', en: 'Return the scheda' },
  who: roles('UPo', 'UPc'),
  reason: 'optional',
  facts: ['SchedaReturned'],
  about: 'scheda',
  looksAt: lookAtOrganisation,
  decide(life, { schedaId, reasons, text, due }, context) {
    const scheda = life.data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    const stopped =
      onlyByRevision(life, scheda) ??
      checkerMayAct(scheda, context) ??
      nowhereToReturn(life, scheda) ??
      unexplainedOther(reasons, text);
    if (stopped) return stopped;
    if (due !== undefined && due < context.occurredOn) {
      return refuse('dates-reversed', { from: context.occurredOn, to: due });
    }
    return [
      {
        type: 'SchedaReturned',
        data: { schedaId, reasons, text, ...(due !== undefined && { due }) },
      },
    ];
  },
});
