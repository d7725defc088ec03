import type { Explanation, Refusal, StateMeta } from '#workflow';
import { refuse } from '../command/refuse.js';

/** Turns the machine's "no" into a refusal that says where things stand and what would have to be. */
export function moment(explanation: Explanation): Refusal {
  if (explanation.accepted) throw new Error('an accepted fact needs no refusal');
  const words = (states: readonly StateMeta[], language: 'it' | 'en'): string =>
    states.map((state) => state[language]).join(', ') || '—';
  // In parallel regions only the phase says something; a single line of states is said whole.
  const standing =
    explanation.standing.length > 3 ? explanation.standing.slice(0, 1) : explanation.standing;
  return refuse('not-now', {
    machine: explanation.machine,
    standing: words(standing, 'it'),
    needed: words(explanation.needed, 'it'),
    standingEn: words(standing, 'en'),
    neededEn: words(explanation.needed, 'en'),
  });
}
