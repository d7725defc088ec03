import { rolesInWords } from './roles-in-words.js';

describe('Roles in words', () => {
  it('are named as people call them, in both languages', () => {
    expect(rolesInWords('AUD', ['DIR', 'UPc'])).toEqual({
      role: 'Revisore',
      roleEn: 'Auditor',
      who: "Direttore di zona, Coordinatore dell'Ufficio di Piano",
      whoEn: 'Director of the zone, Planning Office coordinator',
    });
  });

  it('say nobody where nobody may', () => {
    expect(rolesInWords('ADM', [])).toMatchObject({ who: 'nessuno', whoEn: 'nobody' });
  });
});
