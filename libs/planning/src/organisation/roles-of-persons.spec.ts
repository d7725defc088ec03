import type { Role } from '#people';
import type { PlanningFact } from '../planning-fact.js';
import {
  closed,
  deactivated,
  headChanged,
  merged,
  opened,
  organisationAfter,
  reactivated,
  roleGranted,
  roleRevoked,
  rolesKept,
  unitAdded,
} from './organisation.fixture.js';
import { organisationOn, type OrganisationOn } from './organisation.js';
import { asHeld, heldThen, rolesOn } from './roles-of-persons.js';

const on = (day: string, ...facts: readonly PlanningFact[]): OrganisationOn => {
  const organisation = organisationOn(organisationAfter(...facts), day);
  if (!organisation) throw new Error('no register');
  return organisation;
};
const comer = (personId: string, role: Role, unitId?: string) => ({
  ...{ personId, role },
  ...(unitId !== undefined && { unitId }),
});

describe('The roles of a person on a day', () => {
  it('are those granted, from the first day to the last', () => {
    const facts = [...rolesKept, roleGranted('a', 'UPo', { from: '2024-02-01', to: '2024-02-29' })];
    const held = ['2024-01-31', '2024-02-01', '2024-02-29', '2024-03-01'].map(
      (day) => rolesOn(on(day, ...facts), 'a').length,
    );
    expect(held).toEqual([0, 1, 1, 0]);
  });

  it('are not those that were revoked, from that day on', () => {
    const facts = [...rolesKept, roleGranted('a', 'UPo'), roleRevoked('a-UPo')];
    expect(rolesOn(on('2024-01-09', ...facts), 'a')).toEqual([
      {
        ...{ personId: 'a', role: 'UPo', from: '2024-01-01', to: '2024-01-09' },
        why: { roleGrantId: 'a-UPo' },
      },
    ]);
    expect(rolesOn(on('2024-01-10', ...facts), 'a')).toEqual([]);
  });

  it('are that of unit head while one heads a unit, until the next head or the end of the unit', () => {
    const facts = [
      ...[...rolesKept, unitAdded('anziani', { headPersonId: 'a' }), unitAdded('minori')],
      headChanged('anziani', 'b', '2024-03-01', 'a'),
      merged('anziani', 'minori', '2024-04-01'),
    ];
    const headship = { role: 'UH', unitId: 'anziani', why: { headOf: 'anziani' } };
    expect(rolesOn(on('2024-02-29', ...facts), 'a')).toEqual([
      { ...headship, personId: 'a', from: '2024-01-01', to: '2024-02-29' },
    ]);
    expect(rolesOn(on('2024-03-01', ...facts), 'a')).toEqual([]);
    expect(rolesOn(on('2024-03-31', ...facts), 'b')).toEqual([
      { ...headship, personId: 'b', from: '2024-03-01', to: '2024-03-31' },
    ]);
    expect(rolesOn(on('2024-04-01', ...facts), 'b')).toEqual([]);
  });

  it('are none while they are deactivated, on whatever day', () => {
    const facts = [...rolesKept, roleGranted('a', 'UPo'), deactivated('a')];
    expect(rolesOn(on('2024-06-30', ...facts), 'a')).toEqual([]);
    expect(rolesOn(on('2024-06-30', ...facts, reactivated('a')), 'a')).toHaveLength(1);
  });

  it('are not that of head of a unit that has got a named one since', () => {
    const facts = [...rolesKept, roleGranted('a', 'UH', { unitId: 'anziani' })];
    const named = unitAdded('anziani', { headPersonId: 'b', from: '2024-06-01' });
    expect(rolesOn(on('2024-06-30', ...facts), 'a')).toHaveLength(1);
    expect(rolesOn(on('2024-05-31', ...facts, named), 'a')).toHaveLength(1);
    expect(rolesOn(on('2024-06-30', ...facts, named), 'a')).toEqual([]);
  });
});

describe('Somebody in a role', () => {
  const day = '2024-06-30';
  const is = (who: ReturnType<typeof comer>, ...facts: readonly PlanningFact[]) =>
    asHeld(who, on(day, ...facts));

  it('is taken at their word where the zone keeps no register, or no roles in it', () => {
    const who = comer('a', 'UPo');
    expect(asHeld(who, undefined)).toBe(who);
    expect(is(who, opened, unitAdded('anziani'))).toBe(who);
  });

  it('is not, once the register has ever given anybody a role', () => {
    expect(is(comer('a', 'UPo'), ...rolesKept)).toBeUndefined();
    expect(is(comer('a', 'UPo'), ...rolesKept, roleRevoked('sistemista-ADM'))).toBeUndefined();
  });

  it('in an emergency has the role that two sealed codes opened, in no register', () => {
    const emergency = { ...comer('accesso-di-emergenza', 'UPc'), authMethod: 'emergency' } as const;
    expect(asHeld(emergency, on(day, ...rolesKept))).toBe(emergency);
    const session = { ...emergency, authMethod: 'passkey' } as const;
    expect(asHeld(session, on(day, ...rolesKept))).toBeUndefined();
  });

  it('has the role they were granted, and no other', () => {
    const facts = [...rolesKept, roleGranted('a', 'UPo')];
    expect(is(comer('a', 'UPo'), ...facts)).toEqual(comer('a', 'UPo'));
    expect(is(comer('a', 'UPc'), ...facts)).toBeUndefined();
    expect(is(comer('b', 'UPo'), ...facts)).toBeUndefined();
  });

  it('has it for the unit it was granted for, also where that goes on in another', () => {
    const facts = [
      ...[...rolesKept, unitAdded('anziani'), unitAdded('minori'), unitAdded('famiglie')],
      ...[roleGranted('a', 'RF', { unitId: 'anziani' }), merged('anziani', 'minori')],
    ];
    for (const unitId of ['anziani', 'minori']) {
      expect(is(comer('a', 'RF', unitId), ...facts)).toEqual(comer('a', 'RF', unitId));
    }
    expect(is(comer('a', 'RF', 'famiglie'), ...facts)).toBeUndefined();
    expect(is(comer('a', 'RF'), ...facts)).toBeUndefined();
  });

  it('who heads a unit is unit head, of that unit and not of the one their token names', () => {
    const facts = [...rolesKept, unitAdded('anziani', { headPersonId: 'a' })];
    expect(is(comer('a', 'UH', 'anziani'), ...facts)).toEqual(comer('a', 'UH', 'anziani'));
    expect(is(comer('a', 'UH', 'altrove'), ...facts)).toEqual(comer('a', 'UH'));
    expect(is(comer('b', 'UH', 'anziani'), ...facts)).toBeUndefined();
    expect(is(comer('a', 'UH', 'anziani'), ...facts, closed('anziani'))).toBeUndefined();
  });

  it('who is deactivated has none, whatever a token says, also where the zone keeps no roles', () => {
    expect(is(comer('a', 'UPo'), opened, deactivated('a'))).toBeUndefined();
    expect(is(comer('a', 'UPo'), opened, deactivated('a'), reactivated('a'))).toBeDefined();
  });
});

describe('Whoever decides', () => {
  const facts = [
    ...rolesKept,
    roleGranted('ieri', 'DIR', { from: '2024-02-01', to: '2024-04-30' }),
    roleGranted('oggi', 'DIR', { from: '2024-06-01' }),
    roleGranted('nuova', 'UPo', { from: '2024-06-01' }),
  ];
  const then = (who: ReturnType<typeof comer>, day: string): boolean =>
    heldThen(who, on('2024-06-30', ...facts), day);

  it('had their role on the day, from when the register knew anybody in it', () => {
    const director = comer('oggi', 'DIR');
    expect(then(director, '2024-06-01')).toBe(true);
    expect(then(director, '2024-05-31')).toBe(false); // nobody was director then
    expect(then(director, '2024-02-01')).toBe(false);
    expect(then(director, '2024-01-31')).toBe(true); // the register knew of none
  });

  it('of a unit that is not registered did so too', () => {
    const heads = [
      ...rolesKept,
      roleGranted('prima', 'UH', { unitId: 'fuori', to: '2024-03-31' }),
      roleGranted('dopo', 'UH', { unitId: 'fuori', from: '2024-04-01' }),
      roleGranted('altrove', 'UH', { unitId: 'lontano', from: '2024-04-01' }),
    ];
    const headThen = (personId: string, unitId: string, day: string): boolean =>
      heldThen(comer(personId, 'UH', unitId), on('2024-06-30', ...heads), day);
    expect(headThen('dopo', 'fuori', '2024-04-01')).toBe(true);
    expect(headThen('dopo', 'fuori', '2024-03-31')).toBe(false);
    expect(headThen('altrove', 'lontano', '2024-03-31')).toBe(true);
  });

  it('is not whoever records: a new operator records what happened before they came', () => {
    expect(then(comer('nuova', 'UPo'), '2024-02-01')).toBe(true);
  });
});
