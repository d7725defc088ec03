/** The tables that come in by a spreadsheet. */
export type SpreadsheetKind = 'SCHEDE' | 'CO_DESIGN' | 'UNITS';

/** Facts of what came in by a spreadsheet: one file, one batch, one undo. */
export type SpreadsheetFact =
  | {
      /** The last fact of its batch: what is recorded of the same things later came from somebody else. */
      readonly type: 'SpreadsheetImported';
      readonly data: {
        readonly spreadsheetImportId: string;
        readonly what: SpreadsheetKind;
        readonly fileName: string;
        /** SHA-256 of the file. */
        readonly sha256: string;
        readonly rows: number;
        /** The things it made, by id, in the order of the rows. */
        readonly ids: readonly string[];
      };
    }
  | {
      readonly type: 'SpreadsheetImportUndone';
      readonly data: { readonly spreadsheetImportId: string };
    };
