import type { Readable } from 'node:stream';
// @ts-expect-error The library brings no types: the part of it that is used here is described below.
import PDFDocument from 'pdfkit';

/** A place in the tree that says what the marks on the pages are. */
export interface StructureElement {
  add(child: StructureElement | (() => void)): this;
  /** Nothing is added any more: it can be written, and let go. */
  end(): void;
  readonly dictionary: { readonly data: Record<string, unknown> };
}

export interface Outline {
  addItem(title: string, options?: { readonly expanded?: boolean; readonly top?: number }): Outline;
}

export interface TextOptions {
  readonly width?: number;
  readonly align?: 'left' | 'right';
  readonly lineBreak?: boolean;
  readonly lineGap?: number;
  readonly continued?: boolean;
}

export interface DocumentOptions {
  readonly size: 'A4';
  readonly margins: Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>>;
  readonly pdfVersion: '1.7';
  readonly subset: 'PDF/UA';
  readonly tagged: true;
  readonly lang: string;
  readonly displayTitle: true;
  readonly autoFirstPage: false;
  readonly info: Readonly<Record<string, string | Date>>;
  /** None: the standard fonts are not embedded. */
  readonly font: null;
}

/** A document that is being written. What is made of it can be read at once. */
export interface PdfDocument extends Readable {
  x: number;
  y: number;
  readonly page: { readonly width: number; readonly height: number; maxY(): number };
  readonly outline: Outline;
  /** What a text that goes on is written with; not documented. */
  _textOptions: object | null;
  _wrapper: object | null;
  /** The font in use, of fontkit; not documented. */
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
  addPage(): this;
  bufferedPageRange(): { readonly start: number; readonly count: number };
  registerFont(name: string, source: Uint8Array): this;
  font(name: string): this;
  fontSize(size: number): this;
  fillColor(color: string): this;
  rect(x: number, y: number, width: number, height: number): this;
  moveTo(x: number, y: number): this;
  lineTo(x: number, y: number): this;
  lineWidth(width: number): this;
  strokeColor(color: string): this;
  stroke(): this;
  fill(color: string): this;
  text(text: string, x?: number, y?: number, options?: TextOptions): this;
  text(text: string, options?: TextOptions): this;
  widthOfString(text: string): number;
  heightOfString(text: string, options?: TextOptions): number;
  struct(
    type: string,
    options?: { readonly scope?: 'Column' | 'Row'; readonly alt?: string },
  ): StructureElement;
  addStructure(element: StructureElement): this;
  markContent(tag: 'Artifact', options: { readonly type: 'Pagination' | 'Layout' }): this;
  endMarkedContent(): this;
  addNamedDestination(name: string, type: 'XYZ', left: number, top: number, zoom: null): void;
  goTo(
    x: number,
    y: number,
    width: number,
    height: number,
    name: string,
    options: { readonly structParent: StructureElement; readonly Contents: object },
  ): this;
  end(): void;
}

/** Begins a document. */
export const newPdf = (options: DocumentOptions): PdfDocument =>
  new (PDFDocument as new (options: DocumentOptions) => PdfDocument)(options);
