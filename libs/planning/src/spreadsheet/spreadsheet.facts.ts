/** Facts of what came in by a spreadsheet: one file, one batch, one undo. */
export type SpreadsheetFact =
  | {
      readonly type: 'SpreadsheetImported';
      readonly data: {
        readonly importId: string;
        readonly what: 'SCHEDE' | 'CO_DESIGN' | 'UNITS';
        readonly fileName: string;
        /** SHA-256 of the file. */
        readonly sha256: string;
        readonly rows: number;
        /** The things it made, by id. */
        readonly ids: readonly string[];
      };
    }
  | {
      readonly type: 'SpreadsheetImportUndone';
      readonly data: { readonly importId: string };
    };
