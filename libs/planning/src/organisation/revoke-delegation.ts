import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { OrganisationData } from './organisation.data.js';

/** Ends a delegation before its last day. */
export class RevokeDelegation extends CycleCommand {
  @IsId()
  readonly delegationId!: string;
}

export const revokeDelegation = verb<RevokeDelegation, OrganisationData>({
  name: 'revoke-delegation',
  command: RevokeDelegation,
  title: { it: 'Revoca la delega', en: 'Revoke the delegation' },
  who: roles('UH', 'UPc', 'DIR'),
  decisive: true,
  reason: 'required',
  facts: ['DelegationRevoked'],
  about: 'delegation',
  decide({ data }, { delegationId }, { person }) {
    const delegation = data.delegations[delegationId];
    if (!delegation) return refuse('delegation-not-found', { id: delegationId });
    const { fromPersonId, grantedBy } = delegation;
    const theirs = [fromPersonId, grantedBy].includes(person.personId);
    if (person.role === 'UH' && !theirs) return refuse('not-your-delegation');
    return [{ type: 'DelegationRevoked', data: { delegationId } }];
  },
});
