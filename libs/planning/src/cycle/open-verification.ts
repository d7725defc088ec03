import type { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { refuse } from '../command/refuse.js';
import { roles, verb, type CycleLife } from '../command/verb.js';
import { missingCategories } from '../participation/participation-gate.js';
import { categories } from '../value-sets.js';
import { regionsOfPreparation } from './preparation.js';

/** Moves the cycle from preparation to verification, once the two duties of law are settled. */
export class OpenVerification extends CycleCommand {}

export const openVerification = verb<OpenVerification>({
  name: 'open-verification',
  command: OpenVerification,
  title: { it: 'Apri la verifica', en: 'Open the verification' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['VerificationOpened'],
  law: 'LR Toscana 40/2005 art. 15; LR Toscana 65/2020 art. 9',
  decide(life) {
    return notReadyToVerify(life) ?? [{ type: 'VerificationOpened', data: {} }];
  },
});

/**
 * Which of the two duties of law is not settled yet. The machine guards the same gate; here it is said in words what is
 * missing.
 */
export function notReadyToVerify(life: Readonly<CycleLife>): Refusal | undefined {
  const regions = regionsOfPreparation(life);
  if (regions && regions.participation !== 'complete') {
    const missing = missingCategories(life).map((category) => categories[category]);
    return refuse('participation-incomplete', { missing: missing.join(', ') });
  }
  if (regions && regions.coProgramming !== 'notActivated' && !regions.coProgrammingPublished) {
    return refuse('co-programming-undecided');
  }
  return undefined;
}
