import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DocumentFonts } from '#plan-document';

const { resolve } = createRequire(import.meta.url);
const titillium = 'bootstrap-italia/dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-';

/** The fonts of documents, from the packages that bring them. */
export function fontsOfDocuments(): DocumentFonts {
  const file = (path: string): Uint8Array => readFileSync(resolve(path));
  return {
    regular: file(`${titillium}regular.ttf`),
    bold: file(`${titillium}700.ttf`),
    signs: file('@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff'),
  };
}
