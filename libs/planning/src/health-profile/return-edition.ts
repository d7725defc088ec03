import { CycleCommand } from '../command/cycle-command.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Sends a proposed edition back to those who write it, with the words of the organ or of the director. */
export class ReturnEdition extends CycleCommand {}

export const returnEdition = verb<ReturnEdition, HealthProfileData>({
  name: 'return-edition',
  command: ReturnEdition,
  title: { it: "Restituisci l'edizione", en: 'Return the edition' },
  who: roles('DIR', 'SEG'),
  reason: 'required',
  facts: ['EditionReturned'],
  decide: () => [{ type: 'EditionReturned', data: {} }],
});
