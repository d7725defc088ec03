import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { nowhereToReturn } from './nowhere-to-return.js';
import type { PlanningFact } from '../planning-fact.js';
import { unexplainedOther } from '../scheda/unexplained-other.js';
import { codes, returnReasons, type ReturnReason } from '../value-sets.js';

/** Takes the cycle back to preparation for the listed schede only; the others stay as they are. */
export class RequestFixes extends CycleCommand {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsId(true)
  readonly schedaIds!: string[];

  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(codes(returnReasons), { each: true })
  readonly reasons!: ReturnReason[];

  @IsText(4000)
  readonly text!: string;
}

export const requestFixes = verb<RequestFixes>({
  name: 'request-fixes',
  command: RequestFixes,
  title: { it: 'Chiedi correzioni e torna in preparazione', en: 'Ask for fixes' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['FixesRequested', 'SchedaReturned'],
  decide(life, { schedaIds, reasons, text }) {
    const unexplained = unexplainedOther(reasons, text);
    if (unexplained) return unexplained;
    const facts: PlanningFact[] = [{ type: 'FixesRequested', data: { schedaIds, text } }];
    for (const schedaId of schedaIds) {
      const scheda = life.data.schede[schedaId];
      if (!scheda) return refuse('scheda-not-found', { id: schedaId });
      const state = stateOfPart(life, 'scheda', schedaId);
      if (state !== 'checked' && state !== 'leftOut') {
        const [label] = life.workflow.part('scheda').meta(state);
        const { it: name, en: nameEn } = label ?? { it: state, en: state };
        return refuse('scheda-not-fixable', { code: scheda.code, state: name, stateEn: nameEn });
      }
      const nowhere = nowhereToReturn(life, scheda);
      if (nowhere) return nowhere;
      facts.push({ type: 'SchedaReturned', data: { schedaId, reasons, text } });
    }
    return facts;
  },
});
