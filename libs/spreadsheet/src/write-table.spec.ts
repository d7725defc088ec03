import fc from 'fast-check';
import type { Columns, RowValues } from './column.js';
import { columns, faultsIn, tableIn } from './office.fixture.js';
import { readTable } from './read-table.js';
import type { TableFormat } from './table.js';
import { writeTable } from './write-table.js';
import { writeTemplate } from './write-template.js';
import { ZipArchive } from './xlsx/zip-archive.js';
import { usualLimits } from './limits.js';

const formats = ['csv', 'xlsx'] as const satisfies TableFormat[];

/** Texts that tempt a spreadsheet: what begins formulas, separates, quotes, breaks lines or escapes. */
const temptation = fc.constantFrom(
  ...['=', '+', '-', '@', '\t', '\r', '\n', '\r\n', "'", '"', ';', ',', '|', ' ', '\u00a0'],
  ...['＝', '_x000D_', '_x005F_', '_', '<', '&', ']]>', '€', 'à', '😀', '0', '1e5', '31/12/2027'],
  ...['\ufeff', '\u2028', 'TRUE', '#N/A', 'a'],
);
const text = fc
  .oneof(
    fc.array(temptation, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  )
  .filter((one) => one.trim() !== '' && !/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(one));
const oneLine = text.map((one) => one.trim()).filter((one) => !/[\r\n]/.test(one));
const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 13n - 1n }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`);

const row: fc.Arbitrary<RowValues<typeof columns>> = fc.record(
  {
    title: oneLine.filter(({ length }) => length <= 40),
    text,
    area: fc.constantFrom('ANZIANI', 'DISABILITA'),
    users: fc.integer({ min: 0, max: 10_000 }),
    cost: amount,
    from: day,
    goesOn: fc.boolean(),
    partners: fc.array(
      text.map((one) => one.trim()),
      { minLength: 1, maxLength: 3 },
    ),
  },
  { requiredKeys: ['title'] },
);

describe.each(formats)('A table written as %s', (format) => {
  it('is read with the same values, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        const bytes = writeTable(format, { columns, rows });
        const table = await tableIn(bytes, { columns, sheet: 'Dati' });
        expect(table.rows.map(({ values }) => ({ ...values }))).toEqual(rows);
        expect(table.rows.map((one) => one.row)).toEqual(rows.map((_, at) => at + 2));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same table when what was read is written again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 3 }), async (rows) => {
        const bytes = writeTable(format, { columns, rows });
        const table = await tableIn(bytes, { columns, sheet: 'Dati' });
        const again = table.rows.map(({ values }) => values);
        expect(writeTable(format, { columns, rows: again })).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps negative amounts, many decimals and large whole numbers', async () => {
    const numbers = {
      saldo: { title: 'Saldo', kind: 'amount', mayBeNegative: true },
      quota: { title: 'Quota', kind: 'amount', decimals: 6 },
      intero: { title: 'Intero', kind: 'amount', decimals: 0 },
      conto: { title: 'Conto', kind: 'whole-number' },
    } as const satisfies Columns;
    const rows = [
      { saldo: '-1234.50', quota: '0.000001', intero: '999999999999999', conto: -12 },
      { saldo: '9999999999999.99', quota: '999999999.999999', intero: '0', conto: 10 ** 14 },
    ];
    const table = await tableIn(writeTable(format, { columns: numbers, rows }), {
      columns: numbers,
      sheet: 'Dati',
    });
    expect(table.rows.map(({ values }) => values)).toEqual(rows);
  });

  it('writes what no spreadsheet takes as U+FFFD, and blanks as empty cells', async () => {
    const rows = [{ title: 'a\0b\ud800c', text: ' \n ', partners: [] }];
    const table = await tableIn(writeTable(format, { columns, rows }), { columns, sheet: 'Dati' });
    expect(table.rows[0]!.values).toEqual({ title: 'a\ufffdb\ufffdc' });
  });

  it.each<[string, object, string]>([
    ['an amount that is not canonical', { cost: '1.5' }, 'cost'],
    ['a negative amount where none may be', { cost: '-1.00' }, 'cost'],
    ['an amount of sixteen digits', { cost: '12345678901234.00' }, 'cost'],
    ['a day that does not exist', { from: '2027-02-30' }, 'from'],
    ['an option that is none', { area: 'MINORI' }, 'area'],
    ['a fraction for a whole number', { users: 0.5 }, 'users'],
    ['a text for yes', { goesOn: 'Sì' }, 'goesOn'],
    ['a text that no cell holds', { text: 'x'.repeat(32_767) }, 'text'],
  ])('is not written with %s', (_, values, key) => {
    const rows = [{ title: 'a' }, { title: 'b', ...values } as RowValues<typeof columns>];
    expect(() => writeTable(format, { columns, rows })).toThrow(
      expect.objectContaining({ name: 'UnwritableValue', key, item: 1 }) as Error,
    );
  });

  it.each<[string, Columns]>([
    ['without columns', {}],
    [
      'with two columns of one title',
      { a: { title: 'Città', kind: 'text' }, b: { title: 'CITTA', kind: 'day' } },
    ],
    ['with a key that looks like a number', { 1: { title: 'Uno', kind: 'text' } }],
    ['with a choice of nothing', { a: { title: 'A', kind: 'choice', options: [] } }],
    [
      'with a code that is the label of another',
      {
        a: {
          title: 'A',
          kind: 'choice',
          options: [
            { code: 'x', label: 'y' },
            { code: 'y', label: 'z' },
          ],
        },
      },
    ],
    ['with twenty decimals', { a: { title: 'A', kind: 'amount', decimals: 20 } }],
  ])('is not declared %s', (_, wrong) => {
    expect(() => writeTable(format, { columns: wrong, rows: [] })).toThrow(TypeError);
  });

  it('gives a template that is an empty table', async () => {
    const bytes = writeTemplate(format, { columns, sheet: 'Schede' });
    expect((await tableIn(bytes, { columns, sheet: 'Schede' })).rows).toEqual([]);
  });
});

describe('A CSV', () => {
  const csv = (rows: readonly RowValues<typeof columns>[]) =>
    Buffer.from(writeTable('csv', { columns, rows })).toString('utf8');

  it('is what Excel in Italian writes', () => {
    const values = {
      title: 'Casa; "Sole"',
      area: 'DISABILITA',
      cost: '1234.50',
      from: '2027-03-01',
      goesOn: false,
      partners: ['AUSL', 'Coop; Terra'],
    } as const;
    expect(csv([values])).toBe(
      '\ufeffTitolo;Descrizione dell’attività;Area;Utenti;Costo (€);Dal;Prosegue;Partner\r\n' +
        '"Casa; ""Sole""";;Disabilità;;1234,50;01/03/2027;No;"AUSL; ""Coop; Terra"""\r\n',
    );
  });

  it('holds no cell that begins like a formula, unless it is a number', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        const bytes = writeTable('csv', { columns, rows: [{ title: 'a', text: one }] });
        const raw = (await tableIn(bytes, { columns })).rows[0]!.cells.text.raw;
        expect(raw).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
      }),
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ["'=1+1", "''=1+1"],
    [' @a', "' @a"],
    ['- primo punto', "'- primo punto"],
    ["'hello", "'hello"],
    ['a=b', 'a=b'],
  ])('writes %j as %j', (one, field) => {
    expect(csv([{ title: 'a', text: one }])).toContain(`\r\na;${field};`);
  });
});

describe('A workbook', () => {
  async function part(bytes: Uint8Array, name: string): Promise<string> {
    const zip = await ZipArchive.open(bytes, usualLimits);
    const pieces: Uint8Array[] = [];
    for await (const piece of zip.read(name)) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  }

  it('types text as text, numbers as numbers, days as days, under a bold and frozen header', async () => {
    const rows = [
      { title: 'Casa', text: '=1+1', cost: '1234.50', from: '2027-01-01', users: 3 },
      { title: 'Scuola', from: '1850-02-03' },
    ];
    const xml = await part(writeTable('xlsx', { columns, rows }), 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2"');
    expect(xml).toContain('<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">Titolo<');
    expect(xml).toContain('<c r="B2" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1<');
    expect(xml).toContain('<c r="D2" s="4"><v>3</v></c>');
    expect(xml).toContain('<c r="E2" s="8"><v>1234.50</v></c>');
    expect(xml).toContain('<c r="F2" s="5"><v>46388</v></c>');
    expect(xml).toContain('<t xml:space="preserve">03/02/1850<');
    expect(xml).not.toContain('<f>');
  });

  it('offers the options of a column from a hidden sheet', async () => {
    const bytes = writeTemplate('xlsx', { columns, sheet: 'Schede' });
    expect(await part(bytes, 'xl/worksheets/sheet1.xml')).toContain(
      'sqref="C2:C5001"><formula1>Elenchi!$A$2:$A$3</formula1>',
    );
    expect(await part(bytes, 'xl/workbook.xml')).toContain(
      '<sheet name="Elenchi" sheetId="3" state="hidden"',
    );
  });

  it('says in its template what each column expects', async () => {
    const bytes = writeTemplate('xlsx', { columns });
    const notes = {
      column: { title: 'Colonna', kind: 'text' },
      required: { title: 'Obbligatoria', kind: 'yes-no' },
      what: { title: 'Che cosa si scrive', kind: 'text' },
      values: { title: 'Valori ammessi', kind: 'text' },
      example: { title: 'Esempio', kind: 'text' },
      note: { title: 'Note', kind: 'text' },
    } as const satisfies Columns;
    const table = await tableIn(bytes, { columns: notes, sheet: 'Istruzioni' });
    expect(table.rows.map(({ values }) => values.column)).toEqual(
      Object.values(columns).map(({ title }) => title),
    );
    expect(table.rows.slice(0, 3).map(({ values }) => values)).toEqual([
      { column: 'Titolo', required: true, what: 'Testo su una riga, al massimo 40 caratteri' },
      { column: 'Descrizione dell’attività', required: false, what: 'Testo' },
      {
        column: 'Area',
        required: false,
        what: 'Uno dei valori ammessi',
        values: 'Anziani\nDisabilità',
      },
    ]);
  });

  it('has further sheets of text, where there is anything more to say', async () => {
    const notes = ['Origine', 'Obiettivi'].map((name) => ({
      ...{ name, titles: ['Che cosa', 'Valore'] },
      rows: [['Foglio', `=${name}`]],
    }));
    const bytes = writeTable('xlsx', { columns, rows: [{ title: 'Casa' }], notes });
    const text = { kind: 'text' } as const;
    const said = { what: { title: 'Che cosa', ...text }, value: { title: 'Valore', ...text } };
    for (const { name } of notes) {
      const { rows } = await tableIn(bytes, { columns: said, sheet: name });
      expect(rows.map(({ values }) => values)).toEqual([{ what: 'Foglio', value: `=${name}` }]);
    }
    expect(() => writeTable('xlsx', { columns, rows: [], notes: [...notes, ...notes] })).toThrow(
      RangeError,
    );
  });

  it('is the same file for the same table', () => {
    const rows = [{ title: 'Casa' }];
    expect(writeTable('xlsx', { columns, rows })).toEqual(writeTable('xlsx', { columns, rows }));
  });

  it.each(['', 'a/b', "'a", 'x'.repeat(32), 'Elenchi'])('has no sheet called %j', (sheet) => {
    expect(() => writeTable('xlsx', { columns, rows: [], sheet })).toThrow(RangeError);
  });
});

describe('Any bytes', () => {
  it('get an answer', async () => {
    const seed = Buffer.from(writeTable('xlsx', { columns, rows: [{ title: 'Casa', users: 3 }] }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const bytes = Buffer.from(seed);
          for (const [at, value] of changes) bytes[at] = value;
          expect(['read', 'refused']).toContain((await readTable(bytes, { columns })).outcome);
        },
      ),
      { numRuns: 500 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
        expect((await faultsIn(bytes, { columns })).length).toBeGreaterThan(0);
      }),
    );
  });
});
