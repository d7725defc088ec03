import { Refusal } from '#workflow';
import { present } from '../command/present.js';
import { roles, verb } from '../command/verb.js';
import { ReasonedDecision, reasonsForNo } from './reasoned-decision.js';

/**
 * Proposes to the director what to decide on co-programming. A decision needs no proposal: offices also
 * propose on paper. Until it is taken another proposal may take the place of the one before.
 */
export class ProposeCoProgramming extends ReasonedDecision {}

export const proposeCoProgramming = verb<ProposeCoProgramming>({
  name: 'propose-co-programming',
  command: ProposeCoProgramming,
  title: {
    it: 'Proponi la decisione sulla co-programmazione',
    en: 'Propose the decision on co-programming',
  },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['CoProgrammingProposed'],
  law: 'LR Toscana 65/2020 art. 9',
  decide(life, wish, { occurredOn }) {
    const { decision, text } = wish;
    if (decision === 'activated') {
      return [{ type: 'CoProgrammingProposed', data: { decision, ...present({ text }) } }];
    }
    const reasons = reasonsForNo(life, wish, occurredOn);
    return reasons instanceof Refusal
      ? reasons
      : [{ type: 'CoProgrammingProposed', data: { decision, ...reasons } }];
  },
});
