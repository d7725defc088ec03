import { planPdf, registerDocument, type DocumentedRegister } from '#plan-document';
import { documentFonts } from '../../../documents/document-fonts.js';
import { fiveColumns, fiveTexts, type FiveCells } from './five-columns.js';

/** How wide each of the five columns is on paper, beside the others. */
const shares: Readonly<Record<keyof FiveCells, number>> = {
  ...{ holder: 2, activity: 4, subjects: 3, state: 2, period: 2 },
};

/** The five columns as tagged PDF, piece by piece. @throws Error where the program was not built: no fonts */
export function registerPdf(
  rows: readonly FiveCells[],
  register: Omit<DocumentedRegister, 'title' | 'columns' | 'rows'>,
): AsyncGenerator<Uint8Array> {
  const keys = Object.keys(fiveColumns) as (keyof FiveCells)[];
  const document = registerDocument({
    ...register,
    title: 'Registro delle co-progettazioni',
    columns: keys.map((key) => ({ title: fiveColumns[key].title, share: shares[key] })),
    rows: rows.map((row) => fiveTexts(row).map((text) => text || '–')),
  });
  return planPdf(document, documentFonts());
}
