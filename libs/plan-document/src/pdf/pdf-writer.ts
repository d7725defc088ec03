import type { Block, DocumentColumn, DocumentTable } from '../document.js';
import { KnownSigns, type DocumentFonts } from './fonts.js';
import { newPdf, type Outline, type PdfDocument, type StructureElement } from './pdf-library.js';

/** Points; A4 is 595 by 842. */
const MARGINS = { top: 76, right: 56, bottom: 64, left: 56 } as const;
const LEFT = MARGINS.left;
const INDENT = 12;
const PADDING = 4;
/** How wide the names of fields are. */
const LABEL = 130;
const SMALLEST_TEXT = 5;

const colours = { text: '#17324d', quiet: '#455b71', line: '#b1bcc8', head: '#e6ecf2' } as const;

/** How a text looks. */
interface Style {
  readonly face: 'regular' | 'bold';
  readonly size: number;
  readonly colour?: string;
}

const body: Style = { face: 'regular', size: 10 };
const strong: Style = { face: 'bold', size: 10 };
const headings = {
  1: { face: 'bold', size: 24 },
  2: { face: 'bold', size: 17 },
  3: { face: 'bold', size: 13 },
  4: { face: 'bold', size: 11 },
} as const satisfies Readonly<Record<number, Style>>;

export type HeadingLevel = keyof typeof headings;

/** What stands on every page. */
export interface Running {
  readonly head: string;
  readonly foot: string;
  /** `pagina 3 di 96`. @param page from 1 */
  readonly pageText: (page: number) => string;
}

/** What a document is called, and when what it says became so: no clock is asked. */
export interface PdfTerms {
  readonly title: string;
  readonly subject: string;
  readonly madeOf: Date;
  readonly running: Running;
}

/**
 * Writes blocks as tagged PDF (ISO 32000-1, 14.8; PDF/UA-1): every mark on a page belongs to an element of the tree, or is
 * an artifact. What is written goes out as it is made: {@link taken} gives what there is.
 */
export class PdfWriter {
  readonly #pdf: PdfDocument;
  readonly #root: StructureElement;
  readonly #signs: KnownSigns;
  readonly #running: Running;
  readonly #outlines: Outline[] = [];
  #parent: StructureElement;
  #style: Style = body;
  #pages = 0;

  constructor(fonts: DocumentFonts, { title, subject, madeOf, running }: PdfTerms) {
    this.#running = running;
    this.#pdf = newPdf({
      ...{ size: 'A4', margins: MARGINS, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true },
      ...{ lang: 'it-IT', displayTitle: true, autoFirstPage: false, font: null },
      // The library writes these into XML as they are.
      info: {
        Title: withoutMarkup(title),
        Subject: withoutMarkup(subject),
        Creator: 'Traccia',
        Producer: 'Traccia, PDFKit',
        CreationDate: madeOf,
      },
    });
    for (const [face, bytes] of Object.entries(fonts)) {
      this.#pdf.registerFont(face, bytes as Uint8Array);
    }
    this.#signs = new KnownSigns(this.#pdf);
    this.#pdf.on('pageAdded', () => {
      this.#runningTexts();
    });
    this.#pdf.addPage();
    this.#root = this.#pdf.struct('Document');
    this.#pdf.addStructure(this.#root);
    this.#parent = this.#root;
    this.#outlines.push(this.#pdf.outline);
    this.#use(body);
  }

  /** On which page the next thing stands, from 1. */
  get page(): number {
    return this.#pages;
  }

  /** What was made since it was asked last; undefined where that is nothing. */
  taken(): Uint8Array | undefined {
    // As bytes: no encoding was set.
    return (this.#pdf.read() as Buffer | null) ?? undefined;
  }

  newPage(): void {
    this.#pdf.addPage();
    this.#use(this.#style);
  }

  /** Ends what is open. Nothing is written after that. */
  end(): void {
    this.#root.end();
    this.#pdf.end();
  }

  /** A stretch of the document: what is written meanwhile belongs to it. */
  section(write: () => void): void {
    const outer = this.#parent;
    this.#parent = this.#child(outer, 'Sect');
    write();
    this.#parent.end();
    this.#parent = outer;
  }

  /** A heading that has its place in the bookmarks, and can be led to. */
  heading(level: HeadingLevel, text: string, id: string): void {
    this.#needs(level === 4 ? 90 : 120);
    if (this.#pdf.y > MARGINS.top) this.#pdf.y += level === 4 ? 14 : 18;
    this.#pdf.addNamedDestination(id, 'XYZ', LEFT, this.#pdf.y, null);
    const above = this.#outlines[Math.min(level, this.#outlines.length) - 1] ?? this.#pdf.outline;
    this.#outlines.length = Math.min(level, this.#outlines.length);
    this.#outlines.push(above.addItem(text, { expanded: level < 2, top: this.#pdf.y }));
    this.#marked(this.#parent, `H${level}`, () => {
      this.#text(text, headings[level]);
    });
    this.#pdf.y += level === 1 ? 10 : 4;
  }

  blocks(blocks: readonly Block[]): void {
    for (const block of blocks) this.#block(block, this.#parent, 0);
  }

  /** A line of the index, which leads to its place. @param page undefined while nobody knows it */
  indexLine(level: HeadingLevel, text: string, id: string, page: number | undefined): void {
    const indent = (level - 2) * INDENT;
    const style = level === 2 ? strong : { ...body, size: 9 };
    const width = this.#width - indent - 36;
    this.#needs(this.#heightOf(text, style, width) + 4);
    const top = this.#pdf.y;
    const item = this.#child(this.#parent, 'TOCI');
    const reference = this.#child(item, 'Reference');
    const link = this.#child(reference, 'Link');
    link.add(() => {
      this.#text(text, style, { x: LEFT + indent, width });
      const bottom = this.#pdf.y;
      this.#pdf.goTo(LEFT + indent, top, width, bottom - top, id, {
        structParent: link,
        Contents: pdfText(`Vai a ${text}`),
      });
    });
    link.end();
    const bottom = this.#pdf.y;
    this.#marked(reference, 'Span', () => {
      this.#text(page === undefined ? '000' : String(page), style, {
        ...{ x: LEFT + this.#width - 36, y: top, width: 36, align: 'right' },
      });
    });
    reference.end();
    item.end();
    this.#pdf.x = LEFT;
    this.#pdf.y = bottom + 2;
  }

  /** What is written meanwhile is the index. */
  index(write: () => void): void {
    const outer = this.#parent;
    this.#parent = this.#child(outer, 'TOC');
    write();
    this.#parent.end();
    this.#parent = outer;
  }

  get #width(): number {
    return this.#pdf.page.width - MARGINS.left - MARGINS.right;
  }

  #block(block: Block, parent: StructureElement, indent: number): void {
    switch (block.kind) {
      case 'paragraph':
        this.#marked(parent, 'P', () => {
          this.#text(block.text, body, { x: LEFT + indent });
        });
        this.#pdf.y += 4;
        return;
      case 'notice':
        this.#marked(parent, 'P', () => {
          this.#text(block.text, strong, { x: LEFT + indent });
        });
        this.#pdf.y += 10;
        return;
      case 'list':
        this.#list(block.items, parent, indent);
        return;
      case 'fields':
        this.#fields(block.fields, parent, indent);
        return;
      case 'table':
        this.#table(block, parent, indent);
    }
  }

  #list(items: readonly string[], parent: StructureElement, indent: number): void {
    const list = this.#child(parent, 'L');
    list.dictionary.data['A'] = { O: 'List', ListNumbering: 'Disc' };
    for (const text of items) {
      this.#needs(20);
      const item = this.#child(list, 'LI');
      const top = this.#pdf.y;
      this.#marked(item, 'Lbl', () => {
        this.#text('•', body, { x: LEFT + indent, y: top });
      });
      this.#pdf.y = top;
      const left = indent + INDENT;
      this.#marked(item, 'LBody', () => {
        this.#text(text, body, { x: LEFT + left });
      });
      item.end();
      this.#pdf.y += 2;
    }
    list.end();
    this.#pdf.y += 2;
  }

  /** Names with what they stand for: a list whose labels are the names. */
  #fields(
    fields: Extract<Block, { kind: 'fields' }>['fields'],
    parent: StructureElement,
    indent: number,
  ): void {
    const list = this.#child(parent, 'L');
    for (const { name, blocks } of fields) {
      this.#needs(34);
      const item = this.#child(list, 'LI');
      // A table takes the whole width, under its name; everything else stands beside it.
      const isBeside = blocks.every(({ kind }) => kind !== 'table');
      const [top, page] = [this.#pdf.y, this.#pages];
      const label: Style = { face: 'bold', size: 9, colour: colours.quiet };
      this.#marked(item, 'Lbl', () => {
        this.#text(name, label, {
          ...{ x: LEFT + indent, y: top + 1 },
          ...(isBeside && { width: LABEL - PADDING }),
        });
      });
      const below = this.#pdf.y;
      if (isBeside) this.#pdf.y = top;
      const its = this.#child(item, 'LBody');
      for (const block of blocks) this.#block(block, its, indent + (isBeside ? LABEL : 0));
      its.end();
      item.end();
      if (isBeside && this.#pages === page) this.#pdf.y = Math.max(this.#pdf.y, below);
      this.#pdf.y += 2;
    }
    list.end();
  }

  #table(block: DocumentTable, parent: StructureElement, indent: number): void {
    const { columns, rows, caption } = block;
    const left = LEFT + indent;
    const widths = widthsOf(columns, this.#width - indent);
    const head = columns.map(({ title }) => title);
    const headStyle: Style = { face: 'bold', size: 9 };
    const headHeight = this.#rowHeight(head, widths, headStyle);
    const table = this.#child(parent, 'Table');
    // Said to whoever does not see it; the heading or the name of the field says it to all others.
    table.dictionary.data['A'] = { O: 'Table', Summary: pdfText(caption) };
    const first = rows[0] ?? [];
    this.#needs(headHeight + this.#rowHeight(first, widths, body) + 8);
    const top = this.#child(table, 'THead');
    this.#row({ cells: head, widths, left, columns, style: headStyle, height: headHeight }, top);
    top.end();
    const rest = this.#child(table, 'TBody');
    for (const cells of rows) {
      const style = this.#fitting(cells, widths);
      const height = this.#rowHeight(cells, widths, style);
      if (this.#pdf.y + height > this.#pdf.page.maxY()) {
        this.newPage();
        // Said once in the tree: those who see the page see it again.
        this.#row({ cells: head, widths, left, columns, style: headStyle, height: headHeight });
      }
      this.#row({ cells, widths, left, columns, style, height }, rest);
    }
    rest.end();
    table.end();
    this.#pdf.x = LEFT;
    this.#pdf.y += 8;
  }

  /** @param parent undefined for a row of headers that is only repeated */
  #row(
    row: {
      readonly cells: readonly string[];
      readonly widths: readonly number[];
      readonly left: number;
      readonly columns: readonly DocumentColumn[];
      readonly style: Style;
      readonly height: number;
    },
    parent?: StructureElement,
  ): void {
    const { cells, widths, left, columns, style, height } = row;
    const isHead = style.face === 'bold';
    const top = this.#pdf.y;
    const whole = widths.reduce((sum, width) => sum + width, 0);
    this.#pdf.markContent('Artifact', { type: 'Layout' });
    if (isHead) this.#pdf.rect(left, top, whole, height).fill(colours.head);
    this.#pdf
      .lineWidth(0.5)
      .strokeColor(colours.line)
      .moveTo(left, top + height)
      .lineTo(left + whole, top + height)
      .stroke();
    this.#pdf.endMarkedContent();
    const element = parent && this.#child(parent, 'TR');
    let x = left;
    for (const [index, cell] of cells.entries()) {
      const width = widths[index] ?? 0;
      const at = { x: x + PADDING, y: top + PADDING, width: width - 2 * PADDING };
      const align = columns[index]?.isNumber === true ? 'right' : 'left';
      const draw = () => {
        this.#text(cell, style, { ...at, align });
      };
      if (element === undefined) {
        this.#pdf.markContent('Artifact', { type: 'Pagination' });
        draw();
        this.#pdf.endMarkedContent();
      } else {
        const isHeader = isHead || index === 0;
        const scope = isHead ? 'Column' : 'Row';
        const marked = this.#pdf.struct(isHeader ? 'TH' : 'TD', isHeader ? { scope } : {});
        element.add(marked);
        marked.add(draw);
        marked.end();
      }
      x += width;
    }
    element?.end();
    this.#pdf.x = LEFT;
    this.#pdf.y = top + height;
  }

  /** The largest letters with which a row is no higher than a page. */
  #fitting(cells: readonly string[], widths: readonly number[]): Style {
    const highest = this.#pdf.page.maxY() - MARGINS.top - 60;
    for (let size = 9; size > SMALLEST_TEXT; size -= 1) {
      const style: Style = { face: 'regular', size };
      if (this.#rowHeight(cells, widths, style) < highest) return style;
    }
    return { face: 'regular', size: SMALLEST_TEXT };
  }

  #rowHeight(cells: readonly string[], widths: readonly number[], style: Style): number {
    const heights = cells.map((cell, index) =>
      this.#heightOf(cell, style, (widths[index] ?? 0) - 2 * PADDING),
    );
    return Math.max(...heights, 0) + 2 * PADDING;
  }

  #heightOf(text: string, style: Style, width: number): number {
    const runs = this.#signs.runsOf(text, style.face);
    const others = runs.filter(({ face }) => face !== style.face);
    // Signs of another font may be higher, and wider.
    const spare = others.length > 0 ? style.size : 0;
    this.#pdf.font(style.face).fontSize(style.size);
    const height = this.#pdf.heightOfString(runs.map((run) => run.text).join(''), { width });
    this.#use(this.#style);
    return height + spare;
  }

  #text(
    text: string,
    style: Style,
    at: {
      readonly x?: number;
      readonly y?: number;
      readonly width?: number;
      readonly align?: 'left' | 'right';
    } = {},
  ): void {
    const { x = LEFT, y = this.#pdf.y, align = 'left' } = at;
    const { width = this.#width - (x - LEFT) } = at;
    const runs = this.#signs.runsOf(text === '' ? ' ' : text, style.face);
    this.#use(style);
    for (const [index, run] of runs.entries()) {
      this.#pdf.font(run.face);
      const options = { width, align, continued: index < runs.length - 1 };
      if (index === 0) this.#pdf.text(run.text, x, y, options);
      else this.#pdf.text(run.text, options);
    }
    this.#pdf.x = LEFT;
    this.#use(body);
  }

  #use(style: Style): void {
    this.#style = style;
    this.#pdf
      .font(style.face)
      .fontSize(style.size)
      .fillColor(style.colour ?? colours.text);
  }

  #child(parent: StructureElement, type: string): StructureElement {
    const element = this.#pdf.struct(type);
    parent.add(element);
    return element;
  }

  #marked(parent: StructureElement, type: string, draw: () => void): void {
    const element = this.#child(parent, type);
    element.add(draw);
    element.end();
  }

  #needs(height: number): void {
    if (this.#pdf.y + height > this.#pdf.page.maxY()) this.newPage();
  }

  /** Drawn when a page begins, perhaps in the middle of a text that goes on there. */
  #runningTexts(): void {
    this.#pages += 1;
    const pdf = this.#pdf;
    const { _textOptions, _wrapper, x, y } = pdf;
    const style = this.#style;
    pdf._textOptions = null;
    pdf._wrapper = null;
    const quiet: Style = { face: 'regular', size: 8, colour: colours.quiet };
    const { head, foot, pageText } = this.#running;
    const page = pageText(this.#pages);
    const bottom = pdf.page.height - MARGINS.bottom + 24;
    pdf.markContent('Artifact', { type: 'Pagination' });
    this.#use(quiet);
    pdf.text(head, LEFT, 40, { lineBreak: false });
    pdf.text(foot, LEFT, bottom, { lineBreak: false });
    const right = LEFT + this.#width - pdf.widthOfString(page);
    pdf.text(page, right, bottom, { lineBreak: false });
    pdf.endMarkedContent();
    pdf._textOptions = _textOptions;
    pdf._wrapper = _wrapper;
    pdf.x = x;
    pdf.y = y;
    this.#use(style);
  }
}

function widthsOf(columns: readonly DocumentColumn[], whole: number): readonly number[] {
  const shares = columns.map(({ share = 1 }) => share);
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => (whole * share) / sum);
}

/** A text of the PDF itself, which the library tells from the names of its syntax by being an object. */
const pdfText = (text: string): object => new String(text);

const withoutMarkup = (text: string): string =>
  text.replaceAll('&', 'e').replaceAll(/[<>]/g, ' ').replaceAll(/\s+/g, ' ').trim();
