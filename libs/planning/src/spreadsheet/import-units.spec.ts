import {
  closed,
  givenOrganisation,
  opened,
  unitAdded,
} from '../organisation/organisation.fixture.js';
import { importUnits } from './import-units.js';

const file = { fileName: 'unita.xlsx', sha256: 'd'.repeat(64) };
const row = {
  row: 2,
  unitId: 'anziani',
  name: 'Anziani',
  kind: 'SERVIZIO',
  belongsTo: 'COMUNE',
  from: '2024-01-01',
} as const;

describe('A file of units', () => {
  it('becomes one batch, with heads where they are known', () => {
    const { row: _first, ...first } = row;
    const second = { ...first, unitId: 'minori', headPersonId: 'responsabile-minori' };
    givenOrganisation(opened)
      .when(importUnits, { ...file, rows: [row, { row: 3, ...second }] })
      .then(
        { type: 'UnitAdded', data: first },
        { type: 'UnitAdded', data: second },
        {
          type: 'SpreadsheetImported',
          data: {
            spreadsheetImportId: 'new-spreadsheet-import',
            ...{ what: 'UNITS', ...file, rows: 2, ids: ['anziani', 'minori'] },
          },
        },
      );
  });

  it('names no unit twice, and none that is or was there', () => {
    const rows = [
      row,
      { ...row, row: 3 },
      { ...row, row: 4, unitId: 'minori' },
      { ...row, row: 5, unitId: 'vecchia' },
    ];
    givenOrganisation(opened, unitAdded('minori'), unitAdded('vecchia'), closed('vecchia'))
      .when(importUnits, { ...file, rows })
      .thenRefused('spreadsheet-faulty', {
        count: 3,
        first: '3: Lo stesso valore «anziani» sta anche nella riga 2',
        firstEn: '3: The same value “anziani” stands in row 2 too',
        faults: [
          {
            ...{ code: 'code-doubled', row: 3, title: 'Identificativo' },
            problem: {
              it: 'Lo stesso valore «anziani» sta anche nella riga 2.',
              en: 'The same value “anziani” stands in row 2 too.',
            },
            remedy: { it: 'Lascialo in una riga sola.', en: 'Leave it in one row only.' },
          },
          ...(['minori', 'vecchia'] as const).map((value, index) => ({
            ...{ code: 'id-taken', row: index + 4, title: 'Identificativo' },
            problem: { it: `«${value}» c’è già.`, en: `“${value}” is there already.` },
            remedy: {
              it: 'Togli la riga: ciò che c’è già si cambia dalla sua pagina.',
              en: 'Remove the row: what is there already is changed on its page.',
            },
          })),
        ],
        more: 0,
      });
  });

  it('that is empty is refused', () => {
    givenOrganisation(opened)
      .when(importUnits, { ...file, rows: [] })
      .thenRefused('spreadsheet-empty');
  });
});
