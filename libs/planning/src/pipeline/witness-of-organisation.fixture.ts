import type { CycleHeard } from './cycle-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** Units, delegations and roles, as far as they are new. */
export const witnessOfOrganisation = (heard: CycleHeard): Testimony => ({
  UnitAdded: ({ unitId }) => {
    heard.takeId('unit', unitId);
  },
  DelegationGranted: ({ delegationId, fromPersonId, toPersonId }, { actor }) => {
    heard.takeId('delegation', delegationId);
    byRule(13, () => {
      expect(actor.onBehalfOf).toBeUndefined(); // what was lent is not lent on
      expect([fromPersonId, actor.personId]).not.toContain(toPersonId);
    });
    heard.delegations.set(delegationId, { revoked: false });
  },
  RoleGranted: ({ roleGrantId, personId, role }, { actor }) => {
    heard.takeId('role grant', roleGrantId);
    byRule(21, () => {
      if (!heard.organisation.keepsRoles) expect(role).toBe('ADM');
      else expect(personId).not.toBe(actor.personId);
      if (actor.role === 'UPc') expect(role).toBe('RF');
    });
  },
  RoleRevoked: ({ roleGrantId }) => {
    heard.takeId('revocation of role grant', roleGrantId);
  },
  DelegationRevoked: ({ delegationId }) => {
    const delegation = heard.delegations.get(delegationId);
    expect(delegation?.revoked).toBe(false);
    if (delegation) delegation.revoked = true;
  },
});
