import { placeOf, MOST_ROWS } from '../address.js';
import type { CellContent, Grid, GridRow } from '../grid.js';
import { UnreadableFile } from '../unreadable-file.js';
import { contentOf, type CellSource, type CellSurroundings } from './cell-content.js';
import { StringText } from './string-text.js';
import type { XmlElement, XmlHandler } from './xml-reader.js';

/** Gathers the cells of a sheet while its XML goes by, and stops it when they are too many. */
export class SheetReader implements XmlHandler {
  readonly #rows: GridRow[] = [];
  readonly #merged: string[] = [];
  readonly #string = new StringText();
  #row = 0;
  #cells = new Map<number, CellContent>();
  /** Columns are counted from 0; -1 before the first cell of a row. */
  #index = -1;
  #cell: { -readonly [K in keyof CellSource]: CellSource[K] } | undefined;
  #isValue = false;

  constructor(private readonly surroundings: CellSurroundings) {}

  get grid(): Grid {
    return { rows: this.#rows, merged: this.#merged };
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (name === 'row') this.#openRow(element);
    else if (name === 'c') this.#openCell(element);
    else if (name === 'mergeCell') this.#merged.push(element.attribute('ref') ?? '');
    else if (this.#cell) {
      if (name === 'f') this.#cell.hasFormula = true;
      if (name === 'v') this.#isValue = true;
      this.#string.open(name);
    }
  }

  text(text: string): void {
    if (!this.#cell) return;
    if (this.#isValue) this.#cell.value += text;
    else this.#string.text(text);
  }

  close(name: string): void {
    if (name === 'row') this.#closeRow();
    else if (name === 'c') this.#closeCell();
    else if (this.#cell) {
      if (name === 'v') this.#isValue = false;
      this.#string.close(name);
    }
  }

  #openRow({ attribute }: XmlElement): void {
    const row = Number(attribute('r') ?? this.#row + 1);
    if (!Number.isInteger(row) || row <= this.#row || row > MOST_ROWS) throw damaged();
    this.#row = row;
    this.#index = -1;
    this.#cells = new Map();
  }

  #closeRow(): void {
    if (this.#cells.size === 0) return;
    const { rows } = this.surroundings.limits;
    if (this.#rows.length > rows) throw new UnreadableFile('too-many-rows', { limit: rows });
    this.#rows.push({ row: this.#row, cells: this.#cells });
  }

  #openCell({ attribute }: XmlElement): void {
    const address = attribute('r');
    const place =
      address === undefined ? { index: this.#index + 1, row: this.#row } : placeOf(address);
    if (this.#row === 0 || this.#cell) throw damaged();
    if (place?.row !== this.#row || place.index <= this.#index) throw damaged();
    this.#index = place.index;
    this.#string.begin();
    this.#cell = {
      type: attribute('t') ?? 'n',
      style: Number(attribute('s') ?? 0),
      hasFormula: false,
      value: '',
      inline: '',
    };
  }

  #closeCell(): void {
    if (!this.#cell) return;
    this.#cell.inline = this.#string.end();
    const content = contentOf(this.#cell, this.surroundings);
    this.#cell = undefined;
    if (!content) return;
    const { columns } = this.surroundings.limits;
    if (this.#index >= columns) {
      throw new UnreadableFile('too-many-columns', { limit: columns }, { row: this.#row });
    }
    this.#cells.set(this.#index, content);
  }
}

function damaged(): UnreadableFile {
  return new UnreadableFile('damaged-file');
}
