import type { Role } from '#people';
import { addUnit } from '../organisation/add-unit.js';
import { deactivatePerson } from '../organisation/deactivate-person.js';
import { grantDelegation } from '../organisation/grant-delegation.js';
import { grantRole } from '../organisation/grant-role.js';
import { openOrganisation } from '../organisation/open-organisation.js';
import { reactivatePerson } from '../organisation/reactivate-person.js';
import { replaceHead } from '../organisation/replace-head.js';
import { revokeRole } from '../organisation/revoke-role.js';
import { setDeadline } from '../deadline/set-deadline.js';
import { addProgramme } from '../cycle/add-programme.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';
import { streamOf } from '../cycle/cycle-id.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { cycleId, offices, type Asking, type Office } from './office.fixture.js';

const REGISTER = 'livornese-organizzazione';
const TODAY = '2024-01-10';
const reason = 'Così dispone l’atto';
const files = offices();
let office: Office;

const inRegister = (more: Asking = {}): Asking => ({ cycleId: REGISTER, ...more });
const asAdministrator = inRegister({ as: 'ADM', personId: 'sistemista' });

beforeEach(async () => {
  office = files.open();
  await office.prepare();
  await office.record(openOrganisation, { title: 'Organizzazione' }, inRegister());
});

function give(personId: string, role: Role, more: object = {}) {
  const body = { roleGrantId: `${personId}-${role}`, personId, role, from: '2024-01-01', ...more };
  return office.record(grantRole, body, asAdministrator);
}
const keepRoles = () => give('sistemista', 'ADM');

/** The code of the refusal, or that there was none. */
async function codeOf(answer: ReturnType<Office['ask']>): Promise<string> {
  const settled = await answer;
  return settled.kind === 'refused' ? settled.refusal.code : 'recorded';
}
let programmes = 1;
/** Something an operator does. */
const operate = (asking: Asking = {}, occurredOn?: string) =>
  office.ask(
    addProgramme,
    {
      ...{ programmeId: `P${++programmes}`, name: 'Anziani', objectiveIds: [] },
      ...(occurredOn !== undefined && { occurredOn, lateReason: 'Registrato a cose fatte' }),
    },
    { as: 'UPo', personId: 'operatore', ...asking },
  );
/** Something a director decides. */
const direct = (personId: string, asking: Asking = {}, occurredOn?: string) =>
  office.ask(
    setDeadline,
    {
      ...{ kind: 'OTHER', basis: 'OFFICE', due: '2024-06-30' },
      ...(occurredOn !== undefined && { occurredOn, lateReason: 'Registrato a cose fatte' }),
    },
    { as: 'DIR', personId, ...asking },
  );
async function write(asking: Asking) {
  const life = yearlyProgramme(await office.lives.fromZero(streamOf(cycleId)));
  const ifMatch = life?.data.schede['S1']?.moved.revision ?? 0;
  const changes = { description: String(++programmes) };
  return office.ask(reviseScheda, { schedaId: 'S1', changes }, { ifMatch, ...asking });
}

describe('Where the register keeps roles', () => {
  it('nobody acts in one that they were not given, whatever their token says', async () => {
    expect(await codeOf(operate())).toBe('recorded');
    await keepRoles();
    const { refusal, rule } = await office.refused(
      addProgramme,
      { programmeId: 'P0', name: 'Anziani', objectiveIds: [] },
      { as: 'UPo', personId: 'operatore' },
    );
    expect(rule).toBe('deny/role-not-held');
    expect(refusal).toMatchObject({
      code: 'role-not-held',
      details: { personId: 'operatore', day: TODAY },
    });
    await give('operatore', 'UPo');
    expect(await codeOf(operate())).toBe('recorded');
    expect(await codeOf(operate({ as: 'UPc' }))).toBe('role-not-held');
  });

  it('a role counts from its first day to its last', async () => {
    await keepRoles();
    await give('operatore', 'UPo', { from: '2024-01-11', to: '2024-01-12' });
    const codes: string[] = [];
    for (let day = 0; day < 4; day++) {
      codes.push(await codeOf(operate()));
      files.clock.pass(1);
    }
    expect(codes).toEqual(['role-not-held', 'recorded', 'recorded', 'role-not-held']);
  });

  it('one that is revoked counts no more, from that moment on', async () => {
    await keepRoles();
    await give('operatore', 'UPo');
    await office.record(revokeRole, { roleGrantId: 'operatore-UPo', reason }, asAdministrator);
    expect(await codeOf(operate())).toBe('role-not-held');
  });

  it('that of a unit counts for that unit', async () => {
    await keepRoles();
    await give('referente', 'RF', { unitId: 'anziani' });
    await give('altro', 'RF', { unitId: 'minori' });
    expect(await codeOf(write({ as: 'RF', personId: 'referente' }))).toBe('recorded');
    expect(await codeOf(write({ as: 'RF', personId: 'altro', unitId: 'minori' }))).toBe(
      'not-your-unit',
    );
    expect(await codeOf(write({ as: 'RF', personId: 'altro' }))).toBe('role-not-held');
  });

  it('the head of a unit has it by being the head, and for no other unit', async () => {
    await office.record(
      addUnit,
      {
        ...{ unitId: 'minori', name: 'Minori', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
        ...{ headPersonId: 'capo', from: '2024-01-01' },
      },
      inRegister(),
    );
    const named = { as: 'UH', personId: 'capo', unitId: 'anziani' } as const;
    // The unit of the scheda is not registered: so far the token decides.
    expect(await codeOf(write(named))).toBe('recorded');
    await keepRoles();
    expect(await codeOf(write(named))).toBe('not-your-unit');
    expect(await codeOf(write({ ...named, personId: 'altro' }))).toBe('role-not-held');
    await give('capo', 'UH', { unitId: 'anziani' });
    expect(await codeOf(write(named))).toBe('recorded');
  });

  it('a head who is replaced has the role no more', async () => {
    const unit = { unitId: 'anziani', name: 'Anziani', kind: 'SERVIZIO' } as const;
    await office.record(
      addUnit,
      { ...unit, belongsTo: 'COMUNE', headPersonId: 'capo', from: '2024-01-01' },
      inRegister(),
    );
    await keepRoles();
    await give('coordinatore', 'UPc');
    const capo = { as: 'UH', personId: 'capo' } as const;
    expect(await codeOf(write(capo))).toBe('recorded');
    await office.record(
      replaceHead,
      { unitId: 'anziani', newPersonId: 'nuovo', from: TODAY, act: 'Delibera 1', reason },
      inRegister({ personId: 'coordinatore' }),
    );
    expect(await codeOf(write(capo))).toBe('role-not-held');
  });

  it('the roles of another zone are none of theirs', async () => {
    await keepRoles();
    expect(await codeOf(operate({ zone: 'pisana' }))).toBe('other-zone');
    const elsewhere = 'pisana-poa-annuale-2024';
    await office.prepare(elsewhere);
    expect(await codeOf(operate({ cycleId: elsewhere }))).toBe('recorded');
  });
});

describe('What happened before', () => {
  beforeEach(async () => {
    files.clock.pass(20);
    await keepRoles();
    await give('prima', 'DIR', { from: '2024-01-15', to: '2024-01-19' });
    await give('dopo', 'DIR', { from: '2024-01-20' });
    await give('operatore', 'UPo', { from: '2024-01-30' });
  });

  it('is decided by whoever had the role then and has it now', async () => {
    expect(await codeOf(direct('dopo', {}, '2024-01-20'))).toBe('recorded');
    expect(await codeOf(direct('dopo', {}, '2024-01-19'))).toBe('role-not-held');
    const { rule, details } = (await office.refusals()).at(-1)?.data ?? {};
    expect([rule, details]).toEqual([
      'deny/role-not-held',
      expect.objectContaining({ personId: 'dopo', day: '2024-01-19' }),
    ]);
    expect(await codeOf(direct('prima', {}, '2024-01-19'))).toBe('role-not-held');
  });

  it('is for whoever has the role now, where the register knew nobody in it yet', async () => {
    expect(await codeOf(direct('dopo', {}, '2024-01-14'))).toBe('recorded');
  });

  it('is recorded by an operator who came later: recording is their work', async () => {
    expect(await codeOf(operate({}, '2024-01-12'))).toBe('recorded');
  });
});

describe('What was lent', () => {
  const lend = (personId: string, toPersonId: string) =>
    office.record(
      grantDelegation,
      {
        ...{ toPersonId, kind: 'SOSTITUZIONE', validFrom: TODAY, validTo: '2024-12-31' },
        delegationId: `da-${personId}`,
      },
      inRegister({ as: 'DIR', personId }),
    );
  const standIn = (onBehalfOf: string): Asking => ({
    ...{ as: 'UPo', personId: 'operatore', onBehalfOf },
  });

  beforeEach(async () => {
    await keepRoles();
    await give('direttore', 'DIR', { to: '2024-01-20' });
    await give('operatore', 'UPo', { to: '2024-01-30' });
    await lend('direttore', 'operatore');
  });

  it('is worth nothing once who lent it has the role no more', async () => {
    expect(await codeOf(direct('operatore', standIn('direttore')))).toBe('recorded');
    files.clock.pass(11);
    const { refusal } = await office.refused(
      setDeadline,
      { kind: 'OTHER', basis: 'OFFICE', due: '2024-06-30' },
      standIn('direttore'),
    );
    expect(refusal).toMatchObject({
      code: 'role-not-held',
      details: { personId: 'direttore', day: '2024-01-21' },
    });
  });

  it('is worth nothing to a hand that has not its own role', async () => {
    const asHead: Asking = { ...standIn('direttore'), as: 'UH' };
    expect(await codeOf(direct('operatore', asHead))).toBe('role-not-held');
  });

  it.each(['direttore', 'operatore'])(
    'is worth nothing while %s is deactivated, and again after that',
    async (personId) => {
      const person = { personId, reason };
      await office.record(deactivatePerson, { ...person, kind: 'SUSPENDED' }, asAdministrator);
      expect(await codeOf(direct('operatore', standIn('direttore')))).toBe('role-not-held');
      await office.record(reactivatePerson, person, asAdministrator);
      expect(await codeOf(direct('operatore', standIn('direttore')))).toBe('recorded');
    },
  );
});

describe('Whoever is deactivated', () => {
  it('does nothing from that instant on, not only from the next day', async () => {
    await keepRoles();
    await give('operatore', 'UPo');
    expect(await codeOf(operate())).toBe('recorded');
    const person = { personId: 'operatore', reason };
    await office.record(deactivatePerson, { ...person, kind: 'LEFT' }, asAdministrator);
    expect(await codeOf(operate())).toBe('role-not-held');
    expect(await codeOf(operate({}, '2024-01-09'))).toBe('role-not-held');
    await office.record(reactivatePerson, person, asAdministrator);
    expect(await codeOf(operate())).toBe('recorded');
  });

  it('does nothing either where the register keeps no roles', async () => {
    const person = { personId: 'operatore', kind: 'LEFT', reason } as const;
    await office.record(deactivatePerson, person, asAdministrator);
    expect(await codeOf(operate())).toBe('role-not-held');
    expect(await codeOf(operate({ personId: 'operatrice' }))).toBe('recorded');
  });
});
