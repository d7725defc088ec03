/** Where files are imported. */
export const IMPORT = '/importa';

/** The page of a step of a file, or what is done with it. */
export const importAddress = (fileId: string, step = ''): string =>
  `${IMPORT}/${fileId}${step === '' ? '' : `/${step}`}`;

/** What became of a file. */
export const importedAddress = (lifeId: string, spreadsheetImportId: string): string =>
  `${IMPORT}/fatte/${lifeId}/${encodeURIComponent(spreadsheetImportId)}`;
