import { readTable, writeTable, type Columns } from '#spreadsheet';
import { plainToInstance } from 'class-transformer';
import { mustBeValid } from '../command/invalid-command.js';
import type { DataOf } from '../planning-fact.js';
import {
  columnOfCoDesign,
  coDesignColumns,
  coDesignOfRow,
  rowOfCoDesign,
} from './co-design-table.js';
import { withoutRefused } from './faults-of-request.js';
import { spreadsheetTables } from './spreadsheet-tables.js';
import {
  columnOfContent,
  exportColumns,
  rowOfScheda,
  schedaOfRow,
  schedeColumns,
  titleOfSchede,
  type RowOfTable,
} from './schede-table.js';

/** The row that a file with one row is read as, once it was written. */
async function readBack(columns: Columns, row: RowOfTable): Promise<RowOfTable> {
  const reading = await readTable(writeTable('xlsx', { columns, rows: [row] }), { columns });
  if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults));
  return reading.table.rows[0]?.values ?? {};
}

const content = {
  ...{ title: 'Assistenza', sector: 'SOCIO_SANITARIO', holder: 'AUSL', kind: 'NEW' },
  ...{ needIds: ['N1', 'N2'], description: '=SOMMA(A1)\nSeconda riga', pnrr: false },
  ...{ specificGoals: ['uno; e mezzo', '"due"'], recipients: 'Anziani', expectedRecipients: 0 },
  ...{ start: '2024-01-01', end: '2024-12-31', periodPrecision: 'year', territory: ['Livorno'] },
  indicators: [
    { name: 'Ore', target: '100', source: 'Registro', unit: 'ore' },
    {
      name: 'Utenti',
      target: '> 20',
      source: 'Cartella',
      baseline: '18',
      measuredWhen: 'Fine anno',
    },
  ],
  resources: [{ source: 'REGIONE', fund: 'FNA', amount: '1000.50' }, { source: 'ALTRO' }],
};
const scheda = { code: '2024-P1-001', title: 'Assistenza', personId: 'responsabile', content };
const names = {
  programme: { id: 'P1', name: 'Anziani' },
  unit: { id: 'anziani', name: '' },
  state: 'in compilazione',
};

describe('A scheda', () => {
  it('written as a row is the same scheda when the row is read', async () => {
    const row = await readBack(exportColumns([scheda]), rowOfScheda(scheda, names));
    const { title, ...others } = content;
    expect(row['state']).toBe('in compilazione');
    expect(schedaOfRow(row)).toEqual({
      ...{ code: '2024-P1-001', title, programme: 'P1 – Anziani', unit: 'anziani' },
      ...{ person: 'responsabile', content: others },
    });
  });

  it('with more indicators than usual has columns for all of them', () => {
    const [one] = content.indicators;
    const long = { content: { indicators: Array.from({ length: 5 }, () => one) } };
    expect(exportColumns([long])).toHaveProperty('indicators5Target');
    expect(exportColumns([])).not.toHaveProperty('indicators4Target');
  });

  it('of which only the assignment is said has no text at all', () => {
    const row = { title: ' Assistenza ', programme: 'P1', unit: 'anziani' };
    expect(schedaOfRow(row)).toEqual({ ...row, title: 'Assistenza' });
  });

  it('keeps an empty group before a filled one, so that it can be told of', () => {
    const row = { title: 'A', programme: 'P1', unit: 'u', indicators2Name: 'Ore' };
    expect(schedaOfRow(row).content).toEqual({ indicators: [{}, { name: 'Ore' }] });
  });

  it.each([
    ['/sector', 'Settore'],
    ['/needIds/3', 'Bisogni dal Profilo di salute'],
    ['/indicators/1/target', 'Valore atteso 2'],
    ['/indicators/1', 'Indicatore 2'],
    ['/indicators', 'Indicatore 1'],
    ['/resources/0/amount', 'Importo 1'],
    ['/nothing', 'nothing'],
  ])('has its %s in the column %s', (pointer, title) => {
    expect(titleOfSchede(columnOfContent(pointer))).toBe(title);
  });

  it('has a column for every field but the attachments', () => {
    const keys = Object.keys(schedeColumns);
    expect(keys).toEqual(
      expect.arrayContaining(
        Object.keys(content).filter((key) => key !== 'indicators' && key !== 'resources'),
      ),
    );
  });
});

describe('A row of co-design', () => {
  const row = {
    ...{ coDesignRowId: 'CP01', holder: { text: 'Comune', bodyIds: ['comune'] } },
    ...{ activity: 'Centro affidi', legalForm: 'art55', stateText: 'in corso' },
    subjects: [
      { text: 'Cooperativa', role: 'partner' },
      { text: 'ETS', role: 'generic' },
    ],
    period: { from: '2023', to: '2024', precision: 'year', text: 'PERIODO 2023-2024' },
    codes: { cup: ['A'], cig: [], clp: [] },
    ...{ amountEur: '10.00', legalReferences: ['L. 328/2000'], renews: 'CP02' },
  } as const satisfies Omit<DataOf<'CoDesignRowAdded'>, 'outcome'>;

  it('written as a row is the same when the row is read', async () => {
    const read = await readBack(coDesignColumns, rowOfCoDesign(row, 'ongoing'));
    expect(coDesignOfRow(read)).toEqual({ ...row, codes: { cup: ['A'] }, state: 'ongoing' });
  });

  it.each([
    [{ from: '2024-06-01' }, { from: '2024-06-01', precision: 'day' }],
    [
      { to: '2024-06-30', precision: 'month' },
      { to: '2024-06', precision: 'month' },
    ],
    [{ durationMonths: 24 }, { durationMonths: 24, precision: 'none' }],
    [{}, undefined],
  ])('that says %j has the period %j', (cells, period) => {
    const bare = { holder: 'Comune', activity: 'Affidi', state: 'planned', ...cells };
    expect((coDesignOfRow(bare) as { readonly period?: object }).period).toEqual(period);
  });

  it.each([
    ['/holder/text', 'holder'],
    ['/holder/bodyIds/0', 'holderBodyIds'],
    ['/subjects/1/text', 'partners'],
    ['/codes/cig/0', 'cig'],
    ['/period/to', 'to'],
    ['/period/text', 'periodText'],
    ['/period/condition', 'periodCondition'],
    ['/activity', 'activity'],
  ])('has its %s in the column %s', (pointer, key) => {
    expect(columnOfCoDesign(pointer)).toBe(key);
  });
});

describe('A row with fields that are refused', () => {
  it.each(spreadsheetTables)('of $name can be looked at with what stands for them', (table) => {
    const asked = (rows: readonly object[]) => {
      mustBeValid(
        table.verb.name,
        plainToInstance(table.verb.command, {
          ...{ fileName: 'foglio.csv', sha256: 'a'.repeat(64) },
          rows,
        }),
      );
    };
    expect(() => {
      asked([{ row: 2 }]);
    }).toThrow();
    const problems = Object.keys(table.placeholders).map((field) => ({
      ...{ field: `/rows/1/${field}`, it: 'manca', en: 'is missing' },
    }));
    const [first, second] = withoutRefused(table, problems, [{ row: 2 }, { row: 3 }]);
    expect(first).toEqual({ row: 2 });
    expect(() => {
      asked([{ ...second }]);
    }).not.toThrow();
  });

  it('keeps the others as they are', () => {
    const row = { row: 2, title: '\u202e', programme: 'P1', code: 'x'.repeat(101) };
    const problems = ['/rows/0/title', '/rows/0/code', '/fileName'].map((field) => ({
      ...{ field, it: 'non va', en: 'is wrong' },
    }));
    expect(withoutRefused({ placeholders: { title: '—' } }, problems, [row])).toEqual([
      { row: 2, title: '—', programme: 'P1' },
    ]);
  });
});
