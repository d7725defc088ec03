import fc from 'fast-check';
import { InvalidAccess } from './invalid-access.js';
import { personByToken } from './person.js';
import { isRole, roles } from './role.js';

const described = { personId: 'operatore-1', role: 'UPo', zone: 'zona1' };

describe('A person', () => {
  it('is who they are, where, and how we know it', () => {
    expect(personByToken({ ...described, unitId: 'anziani' }, ['read'])).toEqual({
      ...described,
      unitId: 'anziani',
      authMethod: 'api-token',
      scopes: ['read'],
    });
  });

  it('may belong to no unit', () => {
    expect(personByToken(described, ['read'])).not.toHaveProperty('unitId');
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(personByToken(described, ['read']))).toBe(true);
  });

  it.each([
    ['person-id-malformed', { personId: '' }],
    ['person-id-malformed', { personId: '-operatore' }],
    ['person-id-malformed', { personId: 'Operatore' }],
    ['person-id-malformed', { personId: 'a'.repeat(64) }],
    ['person-id-malformed', { personId: 'operatore\n' }],
    ['unit-id-malformed', { unitId: 'unità' }],
    ['zone-malformed', { zone: 'zona-1' }],
    ['zone-malformed', { zone: 'a'.repeat(41) }],
    ['role-unknown', { role: 'upc' }],
    ['role-unknown', { role: 'toString' }],
  ])('is refused as %s when written like %j', (code, wrong) => {
    expect(() => personByToken({ ...described, ...wrong }, ['read'])).toThrow(
      expect.objectContaining({ name: InvalidAccess.name, code }),
    );
  });

  it('accepts every id of the stated form', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/), (personId) => {
        expect(personByToken({ ...described, personId }, []).personId).toBe(personId);
      }),
    );
  });
});

describe('Every role', () => {
  it.each(Object.entries(roles))('%s has an Italian and an English name', (role, names) => {
    expect(isRole(role)).toBe(true);
    expect(names.it).not.toBe('');
    expect(names.en).not.toBe('');
  });
});
