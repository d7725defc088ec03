import { MOST_CELL_CHARACTERS } from './address.js';

/** What a file may cost us. All of them hold before anything is kept, those of the zip before it is unpacked. */
export interface TableLimits {
  /** The file as it arrives. */
  readonly fileBytes: number;
  /** Entries of the zip. */
  readonly parts: number;
  /** One entry, unpacked: as it declares, and as it turns out. */
  readonly partBytes: number;
  /** All entries, unpacked. */
  readonly unpackedBytes: number;
  /** Rows below the header that hold anything. */
  readonly rows: number;
  readonly columns: number;
  /** UTF-16 units in one cell. */
  readonly cellCharacters: number;
  /** Faults that are told; the rest is counted. */
  readonly faults: number;
}

const MIB = 1024 * 1024;

export const usualLimits: TableLimits = Object.freeze({
  fileBytes: 5 * MIB,
  parts: 1000,
  partBytes: 16 * MIB,
  unpackedBytes: 32 * MIB,
  rows: 5000,
  columns: 200,
  cellCharacters: MOST_CELL_CHARACTERS,
  faults: 200,
});
