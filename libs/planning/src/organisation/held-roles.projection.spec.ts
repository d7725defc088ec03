import { CYCLE, Office, someone, TODAY } from '../read-models.fixture.js';
import { addUnit } from './add-unit.js';
import { deactivatePerson } from './deactivate-person.js';
import { grantRole } from './grant-role.js';
import { heldRoles, HeldRolesProjection, personsOfZone } from './held-roles.projection.js';
import { openOrganisation } from './open-organisation.js';
import { reactivatePerson } from './reactivate-person.js';
import { revokeRole } from './revoke-role.js';

const administrator = (zone: string) => someone('ADM', undefined, zone);
const registerOf = (zone: string) => `${zone}-organizzazione`;
const reason = 'Così dispone l’atto';

let office: Office;

beforeEach(async () => {
  office = new Office();
  await office.prepare();
});
afterEach(() => office.close());

/** A register that keeps roles: that of the administrator, who also gives an operator theirs. */
async function keepRoles(zone: string): Promise<void> {
  const by = administrator(zone);
  const [register, from] = [registerOf(zone), '2024-01-01'];
  await office.does(openOrganisation, { title: 'Organizzazione' }, by, register);
  const grant = (personId: string, role: 'ADM' | 'UPo', more: object = {}) =>
    office.does(
      grantRole,
      { roleGrantId: `${personId}-${role}`, personId, role, from, ...more },
      by,
      register,
    );
  await grant('adm', 'ADM');
  await grant('operatore', 'UPo', { to: '2024-12-31' });
}

const rolesOf = async (personId: string, day = TODAY) =>
  (await office.shows(HeldRolesProjection, (rows) => heldRoles(rows, personId, day))).map(
    ({ personId: _same, ...role }) => role,
  );

describe('The roles somebody holds', () => {
  it('are those of every zone, each with its days and why', async () => {
    await keepRoles('livornese');
    await keepRoles('pisana');
    const held = { role: 'UPo', from: '2024-01-01', to: '2024-12-31' };
    const why = { roleGrantId: 'operatore-UPo' };
    expect(await rolesOf('operatore')).toEqual([
      { ...held, why, zone: 'livornese' },
      { ...held, why, zone: 'pisana' },
    ]);
    expect(await rolesOf('operatore', '2025-01-01')).toEqual([]);
    expect(await rolesOf('nessuno')).toEqual([]);
  });

  it('are those of heads, too, with the name of the unit', async () => {
    await office.does(
      openOrganisation,
      { title: 'Organizzazione' },
      someone('UPc'),
      registerOf('livornese'),
    );
    await office.does(
      addUnit,
      {
        ...{ unitId: 'anziani', name: 'Anziani', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
        ...{ headPersonId: 'capo', from: '2024-01-01' },
      },
      someone('UPc'),
      registerOf('livornese'),
    );
    expect(await rolesOf('capo')).toEqual([
      {
        ...{ role: 'UH', unitId: 'anziani', unitName: 'Anziani', zone: 'livornese' },
        ...{ from: '2024-01-01', why: { headOf: 'anziani' } },
      },
    ]);
  });

  it('are none once they are revoked, nor while somebody is deactivated', async () => {
    await keepRoles('livornese');
    const [by, register] = [administrator('livornese'), registerOf('livornese')];
    const person = { personId: 'operatore', reason };
    await office.does(deactivatePerson, { ...person, kind: 'LEFT' }, by, register);
    expect(await rolesOf('operatore')).toEqual([]);
    await office.does(reactivatePerson, person, by, register);
    expect(await rolesOf('operatore')).toHaveLength(1);
    await office.does(revokeRole, { roleGrantId: 'operatore-UPo', reason }, by, register);
    expect(await rolesOf('operatore')).toEqual([]);
  });
});

describe('The persons of a zone', () => {
  const persons = (zone: string) =>
    office.shows(HeldRolesProjection, (rows) => personsOfZone(rows, zone, TODAY));

  it('are those its register knows by a role, or as deactivated', async () => {
    await keepRoles('livornese');
    const leaves = { personId: 'altra', kind: 'SUSPENDED', reason } as const;
    await office.does(
      deactivatePerson,
      leaves,
      administrator('livornese'),
      registerOf('livornese'),
    );
    expect(
      (await persons('livornese')).map(({ personId, isDeactivated, roles }) => [
        ...[personId, isDeactivated, roles.map(({ role }) => role).join()],
      ]),
    ).toEqual([
      ['adm', false, 'ADM'],
      ['altra', true, ''],
      ['operatore', false, 'UPo'],
    ]);
  });

  it('are nobody where no register is kept', async () => {
    expect(CYCLE).toContain('livornese');
    expect(await persons('livornese')).toEqual([]);
  });
});
