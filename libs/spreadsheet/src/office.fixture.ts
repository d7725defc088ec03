import type { Columns } from './column.js';
import type { TableFault } from './fault.js';
import { readTable, type ReadingOptions } from './read-table.js';
import type { Table } from './table.js';

/** A table with a column of each kind. */
export const columns = {
  title: { title: 'Titolo', kind: 'text', required: true, oneLine: true, maxLength: 40 },
  text: { title: 'Descrizione dell’attività', kind: 'text' },
  area: {
    title: 'Area',
    kind: 'choice',
    options: [
      { code: 'ANZIANI', label: 'Anziani' },
      { code: 'DISABILITA', label: 'Disabilità' },
    ],
  },
  users: { title: 'Utenti', kind: 'whole-number', minimum: 0, maximum: 10_000 },
  cost: { title: 'Costo (€)', kind: 'amount' },
  from: { title: 'Dal', kind: 'day' },
  goesOn: { title: 'Prosegue', kind: 'yes-no' },
  partners: { title: 'Partner', kind: 'list', maxItems: 3 },
} as const satisfies Columns;

export async function tableIn<const C extends Columns>(
  bytes: Uint8Array,
  options: ReadingOptions<C>,
): Promise<Table<C>> {
  const reading = await readTable(bytes, options);
  if (reading.outcome === 'refused') {
    throw new Error(reading.faults.map(({ problem }) => problem.en).join('\n'));
  }
  return reading.table;
}

export async function faultsIn<const C extends Columns>(
  bytes: Uint8Array,
  options: ReadingOptions<C>,
): Promise<readonly TableFault[]> {
  const reading = await readTable(bytes, options);
  if (reading.outcome === 'read') throw new Error('it was read');
  return reading.faults;
}

/** Codes and addresses of what is wrong: `formula B7`. */
export async function wrongIn<const C extends Columns>(
  bytes: Uint8Array,
  options: ReadingOptions<C>,
): Promise<readonly string[]> {
  return (await faultsIn(bytes, options)).map(({ code, address }) =>
    address === undefined ? code : `${code} ${address}`,
  );
}
