import { checkColumns, type Column, type Columns } from './column.js';
import { writeCsv } from './csv/write-csv.js';
import type { TableFormat } from './table.js';
import { decimalsOf } from './values/amount.js';
import { USUAL_SHEET } from './write-table.js';
import { writeXlsx } from './xlsx/write-xlsx.js';

export interface TemplateToWrite {
  readonly columns: Columns;
  /** Name of the sheet to fill in, which `readTable` is then asked for; `Dati` if not said. */
  readonly sheet?: string;
}

/**
 * A table to fill in. A workbook has lists to choose from, and a second sheet that says what each column
 * expects. A CSV has room for the titles only: an example in it would be taken for data.
 */
export function writeTemplate(
  format: TableFormat,
  { columns, sheet = USUAL_SHEET }: TemplateToWrite,
): Uint8Array {
  checkColumns(columns);
  const declared = Object.values(columns);
  if (format === 'csv') {
    return writeCsv(
      declared.map(({ title }) => title),
      [],
    );
  }
  return writeXlsx(
    sheet,
    declared,
    [],
    [
      {
        name: 'Istruzioni',
        titles: [
          'Colonna',
          'Obbligatoria',
          'Che cosa si scrive',
          'Valori ammessi',
          'Esempio',
          'Note',
        ],
        rows: declared.map((column) => [
          column.title,
          column.required ? 'Sì' : 'No',
          expectation(column),
          'options' in column ? (column.options ?? []).map(({ label }) => label).join('\n') : '',
          column.example ?? '',
          column.note ?? '',
        ]),
      },
    ],
  );
}

/** What a cell of the column takes, in Italian. */
function expectation(column: Column): string {
  switch (column.kind) {
    case 'text':
      return (
        (column.oneLine ? 'Testo su una riga' : 'Testo') +
        (column.maxLength === undefined ? '' : `, al massimo ${column.maxLength} caratteri`)
      );
    case 'choice':
      return 'Uno dei valori ammessi';
    case 'whole-number':
      return 'Numero intero, senza punti né virgole' + bounds(column.minimum, column.maximum);
    case 'amount':
      return `Importo con al massimo ${decimalsOf(column)} decimali, per esempio 1.234,56`;
    case 'day':
      return 'Data: giorno/mese/anno, per esempio 31/12/2027';
    case 'yes-no':
      return 'Sì oppure No';
    case 'list':
      return column.options
        ? 'Uno o più dei valori ammessi, separati da punto e virgola'
        : 'Uno o più valori, separati da punto e virgola';
  }
}

function bounds(minimum: number | undefined, maximum: number | undefined): string {
  return (
    (minimum === undefined ? '' : `, da ${minimum}`) +
    (maximum === undefined ? '' : ` fino a ${maximum}`)
  );
}
