import { roleNames, type Role } from '#people';
import { verbByName } from '../verbs.js';
import type { Body } from '../testing.fixture.js';
import { addUnit } from './add-unit.js';
import { deactivatePerson } from './deactivate-person.js';
import { grantRole, type GrantRole } from './grant-role.js';
import { openOrganisation } from './open-organisation.js';
import {
  act,
  closed,
  deactivated,
  givenOrganisation as given,
  headChanged,
  opened,
  reactivated,
  roleGranted,
  roleRevoked,
  rolesKept,
  unitAdded,
} from './organisation.fixture.js';
import { reactivatePerson } from './reactivate-person.js';
import { replaceHead } from './replace-head.js';
import { revokeRole } from './revoke-role.js';
import { areIncompatible, grantableRoles } from './roles-of-persons.js';

const wish = (
  personId: string,
  role: Role,
  more: Partial<Body<GrantRole>> = {},
): Body<GrantRole> => ({
  ...{ roleGrantId: `${personId}-${role}`, personId, role, from: '2024-01-01' },
  ...more,
});
const reason = 'Così dispone l’atto';
const asCoordinator = { as: 'UPc' } as const;

describe('A role', () => {
  it('is granted to a person, for some days or until it is revoked, by act or without one', () => {
    given(...rolesKept)
      .when(grantRole, wish('operatore', 'UPo'))
      .then(roleGranted('operatore', 'UPo'));
    const terms = { to: '2024-12-31', act };
    given(...rolesKept)
      .when(grantRole, wish('direttore', 'DIR', terms))
      .then(roleGranted('direttore', 'DIR', terms));
  });

  it('gets an id, and never that of another one, not even of one that was revoked', () => {
    const { roleGrantId: _left, ...terms } = wish('operatore', 'UPo');
    given(...rolesKept)
      .when(grantRole, terms)
      .then(roleGranted('operatore', 'UPo', { roleGrantId: 'new-roleGrant' }));
    given(...rolesKept, roleGranted('operatore', 'UPo'), roleRevoked('operatore-UPo'))
      .when(grantRole, wish('operatore', 'UPo'))
      .thenRefused('id-taken', { id: 'operatore-UPo' });
  });

  it('does not end before it begins', () => {
    given(...rolesKept)
      .when(grantRole, wish('operatore', 'UPo', { to: '2023-12-31' }))
      .thenRefused('dates-reversed', { from: '2024-01-01', to: '2023-12-31' });
  });

  it('is not granted twice for the same days; for others, and for another unit, it is', () => {
    const once = [...rolesKept, roleGranted('operatore', 'UPo', { to: '2024-03-31' })];
    given(...once)
      .when(grantRole, wish('operatore', 'UPo', { roleGrantId: 'due', from: '2024-03-31' }))
      .thenRefused('role-already-held');
    const later = { roleGrantId: 'due', from: '2024-04-01' };
    given(...once)
      .when(grantRole, wish('operatore', 'UPo', later))
      .then(roleGranted('operatore', 'UPo', later));
    const other = { roleGrantId: 'minori', unitId: 'minori' };
    given(...rolesKept, roleGranted('referente', 'RF', { unitId: 'anziani' }))
      .when(grantRole, wish('referente', 'RF', other))
      .then(roleGranted('referente', 'RF', other));
  });

  it('that was wrong is revoked and granted anew', () => {
    given(...rolesKept, roleGranted('operatore', 'UPo'), roleRevoked('operatore-UPo'))
      .when(grantRole, wish('operatore', 'UPo', { roleGrantId: 'giusto', to: '2024-12-31' }))
      .then(roleGranted('operatore', 'UPo', { roleGrantId: 'giusto', to: '2024-12-31' }));
  });

  it('is revoked once, if there is one', () => {
    const once = [...rolesKept, roleGranted('operatore', 'UPo')];
    const revoke = { roleGrantId: 'operatore-UPo', reason };
    given(...once)
      .when(revokeRole, revoke)
      .then(roleRevoked('operatore-UPo'));
    given(...once, roleRevoked('operatore-UPo'))
      .when(revokeRole, revoke)
      .thenRefused('not-now');
    given(...rolesKept)
      .when(revokeRole, revoke)
      .thenRefused('role-grant-not-found', { id: 'operatore-UPo' });
  });
});

describe('The role of a unit', () => {
  it('says of which, and no other role does', () => {
    given(...rolesKept)
      .when(grantRole, wish('referente', 'RF'))
      .thenRefused('role-needs-unit');
    given(...rolesKept)
      .when(grantRole, wish('capo', 'UH'))
      .thenRefused('role-needs-unit');
    given(...rolesKept)
      .when(grantRole, wish('operatore', 'UPo', { unitId: 'anziani' }))
      .thenRefused('role-without-unit');
  });

  it('of contact person is of one that is there, where units are registered', () => {
    const units = [...rolesKept, unitAdded('anziani'), unitAdded('minori'), closed('minori')];
    const of = (unitId: string) =>
      given(...units).when(grantRole, wish('referente', 'RF', { unitId }));
    of('anziani').then(roleGranted('referente', 'RF', { unitId: 'anziani' }));
    of('minori').thenRefused('unit-not-active');
    of('nessuna').thenRefused('unit-not-found');
  });

  it('of head is granted for one that is not registered: of the others the head is named', () => {
    const of = (unitId: string) =>
      given(...rolesKept, unitAdded('anziani')).when(grantRole, wish('capo', 'UH', { unitId }));
    of('anziani').thenRefused('head-is-named', { unit: 'anziani' });
    of('salute-mentale').then(roleGranted('capo', 'UH', { unitId: 'salute-mentale' }));
  });
});

describe('Whoever grants a role', () => {
  it('does not grant it to themselves', () => {
    given(...rolesKept)
      .when(grantRole, wish('sistemista', 'ETS'), { personId: 'sistemista' })
      .thenRefused('own-role');
    given(...rolesKept)
      .when(grantRole, wish('coordinatore', 'RF', { unitId: 'anziani' }), {
        ...asCoordinator,
        personId: 'coordinatore',
      })
      .thenRefused('own-role');
  });

  it('as the coordinator names contact persons alone, and revokes them alone', () => {
    const unit = { unitId: 'anziani' };
    const referente = roleGranted('referente', 'RF', unit);
    given(...rolesKept)
      .when(grantRole, wish('referente', 'RF', unit), asCoordinator)
      .then(referente);
    given(...rolesKept)
      .when(grantRole, wish('operatore', 'UPo'), asCoordinator)
      .thenRefused('only-contact-persons');
    const both = [...rolesKept, referente, roleGranted('operatore', 'UPo')];
    given(...both)
      .when(revokeRole, { roleGrantId: 'referente-RF', reason }, asCoordinator)
      .then(roleRevoked('referente-RF'));
    given(...both)
      .when(revokeRole, { roleGrantId: 'operatore-UPo', reason }, asCoordinator)
      .thenRefused('only-contact-persons');
  });
});

describe('The first role of a register', () => {
  const self = { as: 'ADM', personId: 'sistemista' } as const;

  it('is that of an administrator, who may give it to themselves', () => {
    given(opened)
      .when(grantRole, wish('sistemista', 'ADM'), self)
      .then(roleGranted('sistemista', 'ADM'));
    given(opened)
      .when(grantRole, wish('operatore', 'UPo'), self)
      .thenRefused('administrator-first');
  });

  it.each([{ to: '2030-12-31' }, { from: '2024-07-01' }])(
    'has no last day and has begun, so that somebody can grant the others: not %j',
    (days) => {
      given(opened)
        .when(grantRole, wish('sistemista', 'ADM', days), self)
        .thenRefused('administrator-first');
    },
  );

  it('can be brought about with the code of the first start, and nothing else can', () => {
    const bootstrap = { ...self, authMethod: 'bootstrap' } as const;
    given().when(openOrganisation, { title: 'Organizzazione della zona' }, bootstrap).then(opened);
    given(opened)
      .when(grantRole, wish('sistemista', 'ADM'), bootstrap)
      .then(roleGranted('sistemista', 'ADM'));
    given(opened).when(grantRole, wish('altro', 'ADM'), bootstrap).thenRefused('bootstrap-only');
    given(...rolesKept)
      .when(grantRole, wish('altro', 'ADM'), bootstrap)
      .thenRefused('bootstrap-only');
    given(...rolesKept, roleRevoked('sistemista-ADM'))
      .when(grantRole, wish('sistemista', 'ADM', { roleGrantId: 'ancora' }), bootstrap)
      .thenRefused('bootstrap-only');
  });
});

describe('The last administrator', () => {
  const another = roleGranted('altra-sistemista', 'ADM');
  const revoke = { roleGrantId: 'sistemista-ADM', reason };
  const leave = { personId: 'sistemista', kind: 'LEFT', reason } as const;

  it('stays: nobody could grant a role any more', () => {
    given(...rolesKept)
      .when(revokeRole, revoke)
      .thenRefused('last-administrator');
    given(...rolesKept)
      .when(deactivatePerson, leave)
      .thenRefused('last-administrator');
  });

  it.each([
    ['whose role ends', [roleGranted('altra-sistemista', 'ADM', { to: '2030-12-31' })]],
    [
      'whose role is still to begin',
      [roleGranted('altra-sistemista', 'ADM', { from: '2024-07-01' })],
    ],
    ['who is suspended', [another, deactivated('altra-sistemista')]],
  ])('stays beside another one %s', (_which, others) => {
    given(...rolesKept, ...others)
      .when(revokeRole, revoke)
      .thenRefused('last-administrator');
  });

  it('goes once there is another one', () => {
    given(...rolesKept, another)
      .when(revokeRole, revoke)
      .then(roleRevoked('sistemista-ADM'));
    given(...rolesKept, another)
      .when(deactivatePerson, leave)
      .then({ type: 'PersonDeactivated', data: { personId: 'sistemista', kind: 'LEFT' } });
  });
});

describe('Roles that must not be in one hand', () => {
  it('are that of the administrator and those that programme, and that of the auditor and any', () => {
    const pairs = grantableRoles.flatMap((one) =>
      grantableRoles.filter((other) => areIncompatible(one, other)).map((other) => [one, other]),
    );
    const expected = grantableRoles.flatMap((one) =>
      grantableRoles
        .filter((other) => {
          if (one === other) return false;
          if (one === 'AUD' || other === 'AUD') return true;
          return (one === 'ADM') !== (other === 'ADM') && one !== 'ETS' && other !== 'ETS';
        })
        .map((other) => [one, other]),
    );
    expect(pairs).toEqual(expected);
    expect(pairs).toContainEqual(['UPc', 'ADM']);
    expect(pairs).not.toContainEqual(['UPc', 'RF']);
  });

  const unit = (role: Role) => (['UH', 'RF'].includes(role) ? { unitId: 'fuori' } : {});
  const pairs = grantableRoles.flatMap((one) =>
    grantableRoles
      .filter((other) => areIncompatible(one, other))
      .map((other): readonly [Role, Role] => [one, other]),
  );

  it.each(pairs)('%s and %s are refused to one person, whichever comes first', (one, other) => {
    given(...rolesKept, roleGranted('persona', one, unit(one)))
      .when(grantRole, wish('persona', other, unit(other)))
      .thenRefused('roles-incompatible', {
        ...{ personId: 'persona', from: '2024-01-01', to: '…' },
        ...{ role: roleNames[other].it, roleEn: roleNames[other].en },
        ...{ other: roleNames[one].it, otherEn: roleNames[one].en },
      });
  });

  it('are refused for a single day in common, also with back-dated ones, and not one after the other', () => {
    const audits = roleGranted('persona', 'AUD', { from: '2024-03-01', to: '2024-03-31' });
    const beside = (from: string, to?: string) =>
      given(...rolesKept, audits).when(
        grantRole,
        wish('persona', 'UPo', { from, ...(to !== undefined && { to }) }),
      );
    beside('2024-03-31').thenRefused('roles-incompatible');
    beside('2024-02-01', '2024-03-01').thenRefused('roles-incompatible');
    beside('2024-02-01').thenRefused('roles-incompatible');
    beside('2024-04-01').then(roleGranted('persona', 'UPo', { from: '2024-04-01' }));
    const before = { from: '2024-02-01', to: '2024-02-29' };
    beside(before.from, before.to).then(roleGranted('persona', 'UPo', before));
  });

  it('are not in one hand once one of them was revoked, from that day on', () => {
    // The facts of these tests happened on 2024-01-10.
    const revoked = [...rolesKept, roleGranted('persona', 'AUD'), roleRevoked('persona-AUD')];
    const from = (day: string) =>
      given(...revoked).when(grantRole, wish('persona', 'UPo', { from: day }));
    from('2024-01-09').thenRefused('roles-incompatible');
    from('2024-01-10').then(roleGranted('persona', 'UPo', { from: '2024-01-10' }));
  });

  it.each(['AUD', 'ADM'] as const)('whoever heads a unit cannot be %s meanwhile', (role) => {
    const heads = [
      ...rolesKept,
      unitAdded('anziani', { headPersonId: 'capo' }),
      headChanged('anziani', 'nuovo', '2024-03-01', 'capo'),
      unitAdded('minori', { headPersonId: 'altra' }),
      closed('minori', '2024-03-01'),
    ];
    for (const personId of ['capo', 'altra']) {
      const from = (day: string) =>
        given(...heads).when(grantRole, wish(personId, role, { from: day }));
      from('2024-02-29').thenRefused('roles-incompatible');
      from('2024-03-01').then(roleGranted(personId, role, { from: '2024-03-01' }));
    }
    given(...heads)
      .when(grantRole, wish('nuovo', role, { from: '2030-01-01' }))
      .thenRefused('roles-incompatible');
  });

  it.each(['AUD', 'ADM'] as const)('nor is who is %s named head of a unit', (role) => {
    const given2 = [...rolesKept, roleGranted('persona', role), unitAdded('anziani')];
    const { data } = unitAdded('minori', { headPersonId: 'persona' });
    given(...given2)
      .when(addUnit, data as never)
      .thenRefused('roles-incompatible');
    given(...given2)
      .when(replaceHead, {
        ...{ unitId: 'anziani', newPersonId: 'persona', from: '2024-06-01', act, reason },
      })
      .thenRefused('roles-incompatible');
  });
});

describe('A person', () => {
  const leave = { personId: 'operatore', kind: 'LEFT', reason } as const;

  it('is deactivated, whoever they are, and reactivated, each of them in turn', () => {
    given(...rolesKept)
      .when(deactivatePerson, leave)
      .then({ type: 'PersonDeactivated', data: { personId: 'operatore', kind: 'LEFT' } });
    given(...rolesKept, deactivated('operatore'))
      .when(deactivatePerson, leave)
      .thenRefused('not-now');
    const back = { personId: 'operatore', reason };
    given(...rolesKept, deactivated('operatore'))
      .when(reactivatePerson, back)
      .then(reactivated('operatore'));
    given(...rolesKept)
      .when(reactivatePerson, back)
      .thenRefused('not-now');
    given(...rolesKept, deactivated('operatore'), reactivated('operatore'))
      .when(deactivatePerson, leave)
      .then({ type: 'PersonDeactivated', data: { personId: 'operatore', kind: 'LEFT' } });
  });

  it('is deactivated and reactivated by whoever runs the system alone', () => {
    for (const name of ['deactivate-person', 'reactivate-person']) {
      expect(verbByName.get(name)?.who).toEqual([{ role: 'ADM' }]);
    }
  });
});
