import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { DocumentFonts } from '#plan-document';

/** Where the fonts of documents stand once the program is built, whether it runs built or from its sources. */
export const documentFontFolder = join(
  import.meta.dirname,
  import.meta.dirname.split(sep).includes('dist')
    ? '../../document-fonts'
    : '../../../../dist/apps/server/document-fonts',
);

/** What each file is called there. */
export const documentFontFiles = {
  regular: 'titillium-400.ttf',
  bold: 'titillium-700.ttf',
  signs: 'noto-sans-math-400.woff',
} as const satisfies Readonly<Record<keyof DocumentFonts, string>>;

let read: DocumentFonts | undefined;

/** The fonts that documents are written with, read once. @throws Error that says what to run, before the program was built */
export function documentFonts(): DocumentFonts {
  if (read !== undefined) return read;
  const of = (face: keyof DocumentFonts): Uint8Array =>
    readFileSync(join(documentFontFolder, documentFontFiles[face]));
  try {
    return (read = { regular: of('regular'), bold: of('bold'), signs: of('signs') });
  } catch (cause) {
    throw new Error(
      `The fonts of documents are not there: run \`npm run build\` (${documentFontFolder})`,
      { cause },
    );
  }
}
