import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTable } from '#spreadsheet';
import { faultsOf } from './file-faults.js';
import { peopleColumns } from './people-columns.js';
import type { PersonRow } from './people-file.js';
import { faultsInWords, readPeopleFile } from './read-people-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'traccia-people-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const sample = join(import.meta.dirname, '../../../../docs/people.sample.csv');
const rows: readonly PersonRow[] = [
  { personId: 'operatore-up', role: 'UPo', from: '2024-01-01', to: '2024-12-31', login: 'op.up' },
  { personId: 'referente', role: 'RF', unitId: 'anziani', from: '2024-01-01', act: 'Delibera 1' },
];

async function read(content: string | Uint8Array) {
  const file = join(folder, 'ruoli');
  writeFileSync(file, content);
  return readPeopleFile(file);
}
const said = async (content: string) => {
  const { faults, more } = await read(content);
  return faultsInWords(faults, more).join('\n');
};
const defined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

describe('A file of people', () => {
  it.each(['csv', 'xlsx', 'json'] as const)('is read from %s alike', async (format) => {
    const content =
      format === 'json'
        ? JSON.stringify(rows)
        : writeTable(format, { columns: peopleColumns, rows });
    const file = await read(content);
    expect(file.faults).toEqual([]);
    expect(file.rows.map(({ values }) => defined(values))).toEqual(rows);
    expect(file.rows.map(({ row }) => row)).toEqual(format === 'json' ? [1, 2] : [2, 3]);
  });

  it('of the documentation has no fault, and no name of a person', async () => {
    const file = await readPeopleFile(sample);
    expect([...file.faults, ...faultsOf(file)]).toEqual([]);
    expect(file.rows).toHaveLength(10);
    expect(readFileSync(sample, 'utf8')).toContain('operatore-up-1');
  });

  it('in JSON has its faults told all at once, with the place and in both languages', async () => {
    const words = await said(
      JSON.stringify([
        { personId: 'uno', role: 'SINDACO', from: '2024-02-30' },
        { role: 'UPo', from: 20240101, nome: 'x' },
        'due',
        { personId: 'tre', role: 'UPo', from: '2024-01-01', act: 'x'.repeat(301) },
      ]),
    );
    expect(words).toMatch(/riga 1, colonna role: «SINDACO» non è fra i ruoli: UPc/);
    expect(words).toMatch(/row 1, column role: “SINDACO” is not one of the roles/);
    expect(words).toMatch(/riga 1, colonna from: «2024-02-30» deve essere un giorno/);
    expect(words).toMatch(/riga 2, colonna nome: Questo membro non è previsto/);
    expect(words).toMatch(/riga 2, colonna personId: Manca il valore/);
    expect(words).toMatch(/riga 2, colonna from: Qui serve un testo/);
    expect(words).toMatch(/riga 3: Qui serve un oggetto/);
    expect(words).toMatch(/riga 4, colonna act: Il testo ha 301 caratteri/);
  });

  it('sends no commands to the terminal', async () => {
    expect(await said('[{"personId":"uno","role":"\\u001b[2JUPo","from":"2024-01-01"}]')).toContain(
      '«?[2JUPo»',
    );
  });

  it.each(['{"persone": []}', '[{'])(
    'that is no list of JSON is said to be none: %s',
    async (text) => {
      expect(await said(text)).toMatch(/elenco JSON.*\n.*JSON list/s);
    },
  );

  it('that is not there, or without titles, is told', async () => {
    await expect(readPeopleFile(join(folder, 'nessuno'))).rejects.toThrow(/non si legge/);
    expect(await said('uno;UPo')).toMatch(/Manca la riga dei titoli/);
  });
});

describe('What a file says', () => {
  const faults = (...given: readonly Partial<PersonRow>[]) =>
    faultsOf({ rows: given.map((values, index) => ({ row: index + 2, values })) }).map(
      ({ row, member }) => `${row} ${member}`,
    );
  const uno = { personId: 'uno', role: 'UPo', from: '2024-01-01' } as const;

  it('is not said twice for the same days', () => {
    expect(faults(uno, { ...uno, from: '2024-05-01' })).toEqual(['3 role']);
    expect(faults({ ...uno, to: '2024-04-30' }, { ...uno, from: '2024-05-01' })).toEqual([]);
    const of = (unitId: string) => ({ ...uno, role: 'RF', unitId }) as const;
    expect(faults(of('anziani'), of('minori'))).toEqual([]);
    expect(faults(of('anziani'), of('anziani'))).toEqual(['3 role']);
  });

  it('gives nobody what must not be in one hand on the same day', () => {
    expect(faults(uno, { ...uno, role: 'AUD' })).toEqual(['3 role']);
    expect(faults(uno, { ...uno, personId: 'due', role: 'AUD' })).toEqual([]);
    expect(
      faults({ ...uno, to: '2024-04-30' }, { ...uno, role: 'AUD', from: '2024-05-01' }),
    ).toEqual([]);
  });

  it('gives one person one login, and nobody else that', () => {
    const other = { ...uno, personId: 'due' };
    expect(faults({ ...uno, login: 'uno.uno' }, { ...other, login: 'Uno.Uno' })).toEqual([
      '3 login',
    ]);
    const again = { ...uno, role: 'SEG' } as const;
    expect(faults({ ...uno, login: 'uno.uno' }, { ...again, login: 'uno.due' })).toEqual([
      '3 login',
    ]);
    expect(faults({ ...uno, login: 'uno.uno' }, { ...again, login: 'uno.uno' }, other)).toEqual([]);
  });

  it('is looked at as far as it could be read', () => {
    expect(faults({ personId: 'Nome Cognome' }, { role: 'RF' }, { login: 'x' })).toEqual([
      ...['2 personId', '3 unitId', '4 login'],
    ]);
  });
});
