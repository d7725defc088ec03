import type { PdfDocument } from './pdf-library.js';

/** The fonts of a document, as bytes of TrueType or WOFF2. */
export interface DocumentFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  /** For the signs that the other two have not, such as ≥. */
  readonly signs: Uint8Array;
}

type Face = keyof DocumentFonts;

/** Some words of a text that one font has. */
export interface Run {
  readonly text: string;
  readonly face: Face;
}

/** What looks the same and is in every font: the hyphen that does not break, and the narrow space. */
const alike: Readonly<Record<string, string>> = { '\u2011': '-', '\u202f': '\u00a0', '\t': ' ' };

/** Says with which fonts a text is written, so that no sign of it is an empty box. */
export class KnownSigns {
  readonly #has: Readonly<Record<Face, (codePoint: number) => boolean>>;

  constructor(pdf: PdfDocument) {
    const of = (face: Face) => {
      const { font } = pdf.font(face)._font;
      return (codePoint: number) => font.hasGlyphForCodePoint(codePoint);
    };
    this.#has = { regular: of('regular'), bold: of('bold'), signs: of('signs') };
  }

  /** A sign that no font has is told by its number: [U+1F600]. */
  runsOf(text: string, face: 'regular' | 'bold'): readonly Run[] {
    const runs: { text: string; face: Face }[] = [];
    for (const sign of text) {
      const drawn = alike[sign] ?? sign;
      const codePoint = drawn.codePointAt(0) ?? 0;
      const its = this.#faceOf(drawn, codePoint, face);
      const told =
        its === undefined ? `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]` : drawn;
      const last = runs.at(-1);
      if (last?.face === (its ?? face)) last.text += told;
      else runs.push({ text: told, face: its ?? face });
    }
    return runs;
  }

  #faceOf(sign: string, codePoint: number, face: 'regular' | 'bold'): Face | undefined {
    if (sign === '\n' || this.#has[face](codePoint)) return face;
    return this.#has.signs(codePoint) ? 'signs' : undefined;
  }
}
