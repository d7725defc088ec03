import { roles, verb } from '../command/verb.js';
import { GroundedAct } from './grounded-act.js';

/** The public interest has changed and the organ revokes the plan; the cycle stays readable for ever. */
export class RevokeCycle extends GroundedAct {}

export const revokeCycle = verb<RevokeCycle>({
  name: 'revoke-cycle',
  command: RevokeCycle,
  title: { it: 'Revoca il ciclo', en: 'Revoke the cycle' },
  who: roles('SEG'),
  decisive: true,
  reason: 'required',
  facts: ['CycleRevoked'],
  law: 'L. 241/1990 art. 21-quinquies',
  decide: (_life, { act, ground }) => [{ type: 'CycleRevoked', data: { act, ground } }],
});
