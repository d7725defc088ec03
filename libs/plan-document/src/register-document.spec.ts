import { registerDocument } from './register-document.js';

const register = {
  ...{ registerId: 'livornese-registro-di-zona', title: 'Registro', zone: 'livornese' },
  ...{ revision: 12, atMs: Date.parse('2024-04-03T10:00:00Z'), total: 2, filters: [] },
  columns: [{ title: 'Attività' }],
  rows: [['Una'], ['Altra']],
};

describe('A register as a document', () => {
  it('says which moment it is of and how many rows there are, with one table', () => {
    const document = registerDocument(register);
    expect(document).toMatchObject({ foot: 'Registro fino al fatto n. 12', revision: 12 });
    expect(JSON.stringify(document.about)).toContain('3 aprile 2024, ore 12:00');
    expect(document.sections[0]?.blocks()).toEqual([
      { kind: 'table', caption: 'Registro', columns: register.columns, rows: register.rows },
    ]);
  });

  it('says what it leaves out, and that nothing is left', () => {
    const filters = [{ label: 'Stato', value: 'Ritirata' }];
    const document = registerDocument({ ...register, rows: [], filters });
    expect(JSON.stringify(document.about)).toContain('0 di 2');
    expect(JSON.stringify(document.about)).toContain('Stato: Ritirata');
    expect(document.sections[0]?.blocks()).toEqual([
      { kind: 'paragraph', text: 'Nessuna riga è così.' },
    ]);
  });
});
