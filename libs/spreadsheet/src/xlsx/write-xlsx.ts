import { columnLetter, MOST_ROWS } from '../address.js';
import type { Column } from '../column.js';
import type { WrittenValue } from '../values/written-value.js';
import { style, styleOf } from './cell-styles.js';
import { sheetXml, type SheetColumn } from './sheet-xml.js';
import { workbookFile } from './workbook-file.js';

type Rows = readonly (readonly (WrittenValue | undefined)[])[];

/** A table of text that explains the other. */
export interface NotesSheet {
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The hidden sheet from which cells are chosen. */
const LISTS = 'Elenchi';
/** Rows that a person may still fill keep their lists; a whole column of them would be slow to open. */
const SPARE_ROWS = 5000;
const NARROWEST = 12;
const WIDEST = 60;

/** @throws {RangeError} if the rows are more than a sheet holds, or a sheet cannot have its name */
export function writeXlsx(
  sheet: string,
  columns: readonly Column[],
  rows: Rows,
  notes: readonly NotesSheet[] = [],
): Uint8Array {
  const names = [sheet, LISTS, ...notes.map(({ name }) => name)].map(checkedName);
  if (new Set(names).size !== names.length) throw new RangeError(`this sheet is ours: ${sheet}`);
  if (rows.length >= MOST_ROWS) throw new RangeError('more rows than a sheet holds');
  const lists = columns.map(choicesOf).filter((labels) => labels !== undefined);
  let used = 0;
  const sheetColumns = columns.map((column): SheetColumn => {
    const labels = choicesOf(column);
    const letter = columnLetter(used);
    if (labels) used += 1;
    return {
      title: column.title,
      width: widthOf(column),
      style: styleOf(column),
      chosenFrom: labels && `${LISTS}!$${letter}$2:$${letter}$${labels.length + 1}`,
    };
  });
  const lastRow = Math.min(MOST_ROWS, rows.length + 1 + SPARE_ROWS);
  return workbookFile([
    { name: sheet, xml: sheetXml(sheetColumns, rows, lastRow) },
    ...notes.map((note) => ({ name: note.name, xml: notesXml(note) })),
    ...(lists.length > 0 ? [{ name: LISTS, isHidden: true, xml: listsXml(columns, lists) }] : []),
  ]);
}

function checkedName(name: string): string {
  if (name.trim() === '' || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name)) {
    throw new RangeError(`no name for a sheet: ${name}`);
  }
  return name.toLowerCase();
}

function choicesOf(column: Column): readonly string[] | undefined {
  if (column.kind === 'yes-no') return ['Sì', 'No'];
  return column.kind === 'choice' ? column.options.map(({ label }) => label) : undefined;
}

function widthOf(column: Column): number {
  const most = Math.max(
    column.title.length + 2,
    ...(choicesOf(column) ?? []).map((label) => label.length + 2),
    column.kind === 'amount' ? 18 : 0,
    column.kind === 'list' ? 40 : 0,
    column.kind === 'text' ? (column.maxLength ?? WIDEST) : 0,
  );
  return Math.min(WIDEST, Math.max(NARROWEST, most));
}

const asText = (text: string): WrittenValue | undefined =>
  text === '' ? undefined : { kind: 'text', text };

function notesXml({ titles, rows }: NotesSheet): string {
  const columns = titles.map((title, index) => ({
    title,
    width: Math.min(
      WIDEST,
      Math.max(NARROWEST, title.length, ...rows.map((row) => row[index]?.length ?? 0)),
    ),
    style: style.text,
  }));
  return sheetXml(
    columns,
    rows.map((row) => row.map(asText)),
    MOST_ROWS,
  );
}

function listsXml(columns: readonly Column[], lists: readonly (readonly string[])[]): string {
  const titles = columns.filter((column) => choicesOf(column)).map(({ title }) => title);
  const longest = Math.max(...lists.map(({ length }) => length));
  return sheetXml(
    titles.map((title) => ({ title, width: WIDEST, style: style.text })),
    Array.from({ length: longest }, (_, at) => lists.map((labels) => asText(labels[at] ?? ''))),
    MOST_ROWS,
  );
}
