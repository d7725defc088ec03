import type { Column, Columns } from './column.js';
import type { FaultList } from './fault.js';
import { folded } from './folded.js';
import type { GridRow } from './grid.js';
import { unmarked } from './formula-marker.js';
import { columnLetter } from './address.js';

/** Where the columns of the table are in the file. */
export interface Header {
  readonly row: number;
  /** By position, counted from 0. */
  readonly keys: ReadonlyMap<number, string>;
  /** Every position that has a title, right or wrong. */
  readonly titled: ReadonlySet<number>;
}

/** How many of the texts are titles of these columns. */
export function countTitles(texts: readonly string[], columns: Columns): number {
  const titles = new Set(Object.values(columns).map(({ title }) => folded(title)));
  return texts.filter((text) => titles.has(folded(unmarked(text)))).length;
}

/** Finds the columns in the row of titles, and faults with those that are missing, unknown or there twice. Those ignored may be there. */
export function matchHeader(
  header: GridRow | undefined,
  { columns, ignored }: { readonly columns: Columns; readonly ignored: readonly string[] },
  faults: FaultList,
): Header | undefined {
  const all = Object.entries(columns);
  const texts = [...(header?.cells.values() ?? [])].map(({ raw }) => raw);
  if (!header || countTitles(texts, columns) === 0) {
    faults.add('no-header', { titles: all.map(([, { title }]) => title).join(', ') });
    return undefined;
  }
  const { row } = header;
  const byTitle = new Map(all.map(([key, column]) => [folded(column.title), { key, column }]));
  const unread = new Set(ignored.map(folded));
  const keys = new Map<number, string>();
  const firstOf = new Map<string, number>();
  for (const [index, { kind, raw }] of header.cells) {
    const title = unmarked(raw);
    const known = byTitle.get(folded(title));
    if (!known) {
      if (kind !== 'refused' && !unread.has(folded(title)))
        faults.add('column-unknown', { title }, { row, index });
      continue;
    }
    const first = firstOf.get(known.key);
    if (first === undefined) {
      firstOf.set(known.key, index);
      keys.set(index, known.key);
    } else {
      const details = { title: known.column.title, other: columnLetter(first) };
      faults.add('column-doubled', details, { row, index, title: known.column.title });
    }
  }
  for (const [key, { title }] of all as readonly [string, Column][]) {
    if (!firstOf.has(key)) faults.add('column-missing', { title }, { row, title });
  }
  return { row, keys, titled: new Set(header.cells.keys()) };
}
