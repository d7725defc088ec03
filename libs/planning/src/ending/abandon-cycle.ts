import { CycleCommand } from '../command/cycle-command.js';
import { roles, verb } from '../command/verb.js';

/** Gives up a cycle that nobody has approved yet; the reason is its ground. It stays readable for ever. */
export class AbandonCycle extends CycleCommand {}

export const abandonCycle = verb<AbandonCycle>({
  name: 'abandon-cycle',
  command: AbandonCycle,
  title: { it: 'Abbandona il ciclo', en: 'Abandon the cycle' },
  who: roles('DIR'),
  decisive: true,
  reason: 'required',
  facts: ['CycleAbandoned'],
  decide: (_life, { reason = '' }) => [{ type: 'CycleAbandoned', data: { ground: reason } }],
});
