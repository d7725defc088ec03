import fc from 'fast-check';
import type { Columns } from '../column.js';
import { columns as all, faultsIn, tableIn, wrongIn } from '../office.fixture.js';
import { csvRecords, type Separator } from './csv-records.js';

const columns = {
  title: { title: 'Titolo', kind: 'text', required: true },
  place: { title: 'Città', kind: 'text' },
} as const satisfies Columns;

const valuesIn = async (csv: string | Uint8Array) =>
  (await tableIn(typeof csv === 'string' ? Buffer.from(csv) : csv, { columns })).rows.map(
    ({ values }) => values,
  );

describe('A CSV is read', () => {
  it.each([
    ['semicolons', 'Titolo;Città\r\nUno, due;Livorno\r\n'],
    ['commas', 'Titolo,Città\n"Uno, due",Livorno\n'],
    ['tabs', 'Titolo\tCittà\nUno, due\tLivorno'],
    ['old line breaks', 'Titolo;Città\rUno, due;Livorno\r'],
    ['a byte order mark', '\ufeffTitolo;Città\nUno, due;Livorno'],
    ['blank lines and empty columns', '\n;;\nTitolo;Città;\n;;\nUno, due;Livorno;\n\n'],
    ['columns in another order', 'Città;Titolo\nLivorno;Uno, due'],
    ['titles as people write them', ' TITOLO ; CITTA\nUno, due;Livorno'],
  ])('with %s', async (_, csv) => {
    expect(await valuesIn(csv)).toEqual([{ title: 'Uno, due', place: 'Livorno' }]);
  });

  it.each([
    ['UTF-16, as Excel saves “Unicode text”', Buffer.from('\ufeffTitolo\tCittà\nè\t€', 'utf16le')],
    ['Windows-1252', Buffer.from('Titolo;Citt\xe0\n\xe8;\x80', 'latin1')],
  ])('in %s', async (_, bytes) => {
    expect(await valuesIn(bytes)).toEqual([{ title: 'è', place: '€' }]);
  });

  it('with quotes, separators and line breaks within quotes', async () => {
    expect(await valuesIn('Titolo;Città\n"a;""b""\r\nc" ;5" e 6"\n')).toEqual([
      { title: 'a;"b"\r\nc', place: '5" e 6"' },
    ]);
  });

  it('with rows numbered as a spreadsheet numbers them, line breaks in cells not counting', async () => {
    const csv = 'Titolo;Città\n"a\nb\nc";x\n\nd;y';
    const { header, rows, format, sheet } = await tableIn(Buffer.from(csv), { columns });
    expect({ format, sheet }).toEqual({ format: 'csv', sheet: undefined });
    expect(header.place).toEqual({ address: 'B1', raw: 'Città' });
    expect(rows.map(({ row }) => row)).toEqual([2, 4]);
    expect(rows[1]!.cells).toEqual({
      title: { address: 'A4', raw: 'd' },
      place: { address: 'B4', raw: 'y' },
    });
  });

  it('as an empty table when it has titles only', async () => {
    expect(await valuesIn('Titolo;Città\n')).toEqual([]);
  });
});

describe('A CSV is refused', () => {
  it.each([
    ['nothing', '', ['file-empty']],
    ['only blanks', ' ;;\n\n', ['no-header']],
    ['no titles', 'Uno;Livorno\nDue;Pisa', ['no-header']],
    ['a web page', '<html><table><tr><td>Titolo</td></tr></table>', ['not-a-table']],
    ['bytes that are no text', 'Titolo;Città\0\x01', ['not-a-table']],
    ['quotes without end', 'Titolo;Città\na;b\nc;"d', ['quote-not-closed B3']],
    ['text after the quotes', 'Titolo;Città\n"a"b;c', ['quote-misplaced A2']],
    ['a cell under no title', 'Titolo;Città\na;b;c', ['cell-outside-columns C2']],
    ['a control character', 'Titolo;Città\na\x07;b', ['control-character A2']],
    ['a missing column', 'Titolo\na', ['column-missing']],
    ['an unknown column', 'Titolo;Città;Regione\na;b;c', ['column-unknown C1']],
    ['a column that is there twice', 'Titolo;Città;CITTA\na;b;c', ['column-doubled C1']],
    ['a required cell that is empty', 'Titolo;Città\n  ;b', ['value-missing A2']],
  ])('with %s', async (_, csv, wrong) => {
    expect(await wrongIn(Buffer.from(csv), { columns })).toEqual(wrong);
  });

  it('with all that is wrong, up to a number, and how much more there is', async () => {
    const csv = Buffer.from(`Titolo;Città\n${';x\n'.repeat(300)}`);
    expect(await faultsIn(csv, { columns })).toHaveLength(200);
    expect(await faultsIn(csv, { columns, limits: { faults: 3 } })).toHaveLength(3);
  });

  it('in words, with the place and what to do', async () => {
    const [fault, ...others] = await faultsIn(Buffer.from('Titolo;Città\n ;b'), { columns });
    expect(others).toEqual([]);
    expect(fault).toEqual({
      code: 'value-missing',
      row: 2,
      column: 'A',
      address: 'A2',
      title: 'Titolo',
      problem: {
        it: 'La cella è vuota e «Titolo» è obbligatorio.',
        en: 'The cell is empty and “Titolo” is required.',
      },
      remedy: {
        it: 'Scrivi il valore, o vuota l’intera riga.',
        en: 'Write the value, or empty the whole row.',
      },
    });
  });

  it.each([
    ['bytes', { fileBytes: 20 }, ['file-too-large']],
    ['rows', { rows: 1 }, ['too-many-rows']],
    ['columns', { columns: 1 }, ['too-many-columns']],
    ['characters', { cellCharacters: 9 }, ['cell-too-long A3']],
  ])('with more %s than the limit', async (_, limits, wrong) => {
    const csv = Buffer.from('Titolo;Città\na;b\n0123456789;c');
    expect(await wrongIn(csv, { columns, limits })).toEqual(wrong);
  });

  it('but not at the limit', async () => {
    const csv = Buffer.from('Titolo;Città\na;b\n');
    const limits = { fileBytes: csv.length, rows: 1, columns: 2, cellCharacters: 6 };
    expect((await tableIn(csv, { columns, limits })).rows).toHaveLength(1);
  });
});

describe('The values of a CSV', () => {
  it('are those that people write', async () => {
    const csv =
      'Titolo;Descrizione dell’attività;Area;Utenti;Costo (€);Dal;Prosegue;Partner\n' +
      'Casa ; due  spazi ;disabilita;12;€ 1.234,50;1/3/2027;sì;"Comune; ""AUSL; zona"" | Coop"\n' +
      "Scuola;'=somma;ANZIANI;;1234.5;2027-03-01;;\n";
    const { rows } = await tableIn(Buffer.from(csv), { columns: all });
    expect(rows.map(({ values }) => values)).toEqual([
      {
        title: 'Casa',
        text: ' due  spazi ',
        area: 'DISABILITA',
        users: 12,
        cost: '1234.50',
        from: '2027-03-01',
        goesOn: true,
        partners: ['Comune', 'AUSL; zona', 'Coop'],
      },
      { title: 'Scuola', text: '=somma', area: 'ANZIANI', cost: '1234.50', from: '2027-03-01' },
    ]);
  });

  it('are all told when they are wrong', async () => {
    const csv =
      'Titolo;Descrizione dell’attività;Area;Utenti;Costo (€);Dal;Prosegue;Partner\n' +
      '"a\nb";;Minori;1.250;1.234;31/2/2027;forse;a;\n' +
      `${'x'.repeat(41)};;;-1;1,234;1/3/27;;"a;b;c;d"\n`;
    expect(await wrongIn(Buffer.from(csv), { columns: all })).toEqual([
      'line-break A2',
      'not-an-option C2',
      'not-a-whole-number D2',
      'ambiguous-amount E2',
      'no-such-day F2',
      'not-yes-or-no G2',
      'text-too-long A3',
      'number-too-small D3',
      'too-many-decimals E3',
      'not-a-day F3',
      'too-many-items H3',
    ]);
  });
});

describe('Any records', () => {
  it('come back from a CSV that quotes them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\t', '\n', '\r', ' ') });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
        fc.constantFrom<Separator>(';', ',', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (records, separator, lineBreak) => {
          const csv = records
            .map((fields) =>
              fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(separator),
            )
            .join(lineBreak);
          const read = [...csvRecords(csv, separator, 4)];
          expect(read.map(({ fields }) => fields.map(({ text }) => text))).toEqual(records);
          expect(read.map(({ row }) => row)).toEqual(records.map((_, at) => at + 1));
        },
      ),
    );
  });
});
