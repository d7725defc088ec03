import type { Refusal } from '#workflow';
import type { PlanningFact } from '../planning-fact.js';
import type { Body } from '../testing.fixture.js';
import { bareRow, given, opened, rowAdded } from '../zone-register/zone-register.fixture.js';
import {
  importCoDesignSpreadsheet,
  type ImportCoDesignSpreadsheet,
} from './import-co-design-spreadsheet.js';
import type { RowFault } from './row-fault.js';

const file = { fileName: 'prospetto.csv', sha256: 'c'.repeat(64) };
const row = {
  ...{ row: 2, coDesignRowId: 'CP01', holder: { text: 'Comune di Livorno' } },
  ...{ activity: 'Centro affidi', subjects: [] },
  state: 'ongoing',
} as const;

/** What is wrong with a file of these rows: code, row and column. */
function wrongIn(
  rows: Body<ImportCoDesignSpreadsheet>['rows'],
  ...facts: readonly PlanningFact[]
): readonly string[] {
  const asked = given(opened, ...facts).when(importCoDesignSpreadsheet, { ...file, rows });
  asked.thenRefused('spreadsheet-faulty');
  const { faults } = (asked.answer as Refusal).details as unknown as {
    readonly faults: readonly RowFault[];
  };
  return faults.map((fault) => `${fault.code} ${fault.row} ${fault.title}`);
}

describe('A file of rows of co-design', () => {
  it('becomes one batch: each row begins where it stands, says where it was read, and asks what it must', () => {
    const rows = [
      { ...row, renews: 'CP02', codes: { cup: ['BREVE'] } },
      { ...row, row: 3, coDesignRowId: 'CP02', state: 'concluded' },
    ] as const;
    const source = (line: number) => ({ file: 'prospetto.csv', lines: [line, line] });
    given(opened)
      .when(importCoDesignSpreadsheet, { ...file, rows })
      .then(
        {
          type: 'CoDesignRowAdded',
          data: {
            ...{ coDesignRowId: 'CP01', ...bareRow, outcome: 'ongoing', renews: 'CP02' },
            codes: { cup: ['BREVE'], cig: [], clp: [] },
            source: source(2),
          },
        },
        {
          type: 'CoDesignRowAdded',
          data: { coDesignRowId: 'CP02', ...bareRow, outcome: 'concluded', source: source(3) },
        },
        {
          type: 'QuestionRaised',
          data: {
            questionId: 'new-question-CP01-0',
            subject: 'co-design-row CP01',
            text: 'Il CUP «BREVE» non ha la forma di un CUP (15 lettere e cifre): è rimasto come è scritto. Qual è quello giusto?',
          },
        },
        {
          type: 'SpreadsheetImported',
          data: {
            spreadsheetImportId: 'new-spreadsheet-import',
            ...{ what: 'CO_DESIGN', ...file, rows: 2, ids: ['CP01', 'CP02'] },
          },
        },
      );
  });

  it('tells of everything that cannot be, with its row and column', () => {
    const rows = [
      { ...row, coDesignRowId: 'CP09' },
      { ...row, row: 3 },
      { ...row, row: 4 },
      { ...row, row: 5, coDesignRowId: 'CP05', addendumTo: 'CP05' },
      { ...row, row: 6, coDesignRowId: 'CP06', renews: 'CP00' },
      { ...row, row: 7, coDesignRowId: 'CP07', renews: 'CP09' },
      { ...row, row: 8, coDesignRowId: 'CP08', renews: 'CP01' },
      { ...row, row: 9, coDesignRowId: 'CP10', renews: 'CP01' },
      {
        ...row,
        ...{ row: 10, coDesignRowId: 'CP11' },
        period: { from: '2024-12', to: '2024-01', precision: 'month' },
      },
      {
        ...row,
        ...{ row: 11, coDesignRowId: 'CP12' },
        period: { from: '2024', to: '2024-06', precision: 'year' },
      },
    ] as const;
    const renewal = rowAdded('CP20', { renews: 'CP09' });
    expect(wrongIn(rows, rowAdded('CP09'), renewal)).toEqual([
      'id-taken 2 Riga',
      'code-doubled 4 Riga',
      'row-itself 5 Atto aggiuntivo alla riga',
      'row-unknown 6 Rinnova la riga',
      'row-renewed 7 Rinnova la riga',
      'row-renewed 9 Rinnova la riga',
      'dates-reversed 10 Al',
      'period-unreadable 11 Al',
    ]);
  });

  it('leads from no row back to it, by renewals or by addenda', () => {
    const [first, second] = [row, { ...row, row: 3, coDesignRowId: 'CP02' }];
    expect(
      wrongIn([
        { ...first, renews: 'CP02' },
        { ...second, renews: 'CP01' },
      ]),
    ).toEqual(['row-circle 2 Rinnova la riga', 'row-circle 3 Rinnova la riga']);
    expect(
      wrongIn([
        { ...first, addendumTo: 'CP02' },
        { ...second, addendumTo: 'CP01' },
      ]),
    ).toEqual(['row-circle 2 Atto aggiuntivo alla riga', 'row-circle 3 Atto aggiuntivo alla riga']);
  });

  it('that is empty is refused', () => {
    given(opened)
      .when(importCoDesignSpreadsheet, { ...file, rows: [] })
      .thenRefused('spreadsheet-empty');
  });
});
