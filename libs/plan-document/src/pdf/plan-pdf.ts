import { setImmediate } from 'node:timers/promises';
import { romeDay } from '#calendar';
import type { DocumentSection, PlanDocument } from '../document.js';
import { dayText } from '../values.js';
import type { WritingProgress } from '../writing-progress.js';
import type { DocumentFonts } from './fonts.js';
import { PdfWriter } from './pdf-writer.js';

/** Where each section begins, and how many pages there are. */
interface Places {
  readonly pages: ReadonlyMap<string, number>;
  readonly count: number;
}

/**
 * The document as tagged PDF with an index, bookmarks and repeated headers of tables, piece by piece. It is laid out
 * twice: once to know on which page everything stands. The same document and fonts give the same bytes.
 * @param progress asked before each section; whatever it throws stops the writing
 */
export async function* planPdf(
  document: PlanDocument,
  fonts: DocumentFonts,
  progress: (at: WritingProgress) => void | Promise<void> = () => undefined,
): AsyncGenerator<Uint8Array> {
  const total = document.sections.length * 2;
  const schede = document.sections.filter(({ schedaId }) => schedaId !== undefined);
  const told = (pass: number) => (section: DocumentSection, index: number) => {
    const number = schede.indexOf(section) + 1;
    return progress({
      done: pass * document.sections.length + index,
      total,
      ...(number > 0 && { scheda: { number, of: schede.length } }),
    });
  };
  let places: Places | undefined;
  const first = writing(document, fonts, undefined, told(0));
  for (;;) {
    const { done, value } = await first.next();
    if (done === true) {
      places = value;
      break;
    }
    // Only where things stand matters of the first time.
  }
  yield* writing(document, fonts, places, told(1));
}

async function* writing(
  document: PlanDocument,
  fonts: DocumentFonts,
  places: Places | undefined,
  told: (section: DocumentSection, index: number) => void | Promise<void>,
): AsyncGenerator<Uint8Array, Places> {
  const { title, subtitle, about, sections, recordedAt, manifestHash, foot } = document;
  const pdf = new PdfWriter(fonts, {
    ...{ title, subject: subtitle, madeOf: new Date(recordedAt) },
    running: {
      head: `${cut(title)} – al ${dayText(romeDay(Date.parse(recordedAt)))}`,
      foot: foot ?? (manifestHash === undefined ? 'Bozza' : `Impronta ${manifestHash}`),
      pageText: (page) => `pagina ${page} di ${places?.count ?? '000'}`,
    },
  });
  const pages = new Map<string, number>();
  pdf.section(() => {
    pdf.heading(1, title, 'titolo');
    pdf.blocks([{ kind: 'paragraph', text: subtitle }, ...about]);
  });
  pdf.newPage();
  pdf.section(() => {
    pdf.heading(2, 'Indice', 'indice');
    pdf.index(() => {
      for (const { id, level, heading } of sections) {
        pdf.indexLine(level, heading, id, places?.pages.get(id));
      }
    });
  });
  for (const [index, section] of sections.entries()) {
    await told(section, index);
    if (section.level === 2 && section.schedaId === undefined) pdf.newPage();
    pdf.section(() => {
      pdf.heading(section.level, section.heading, section.id);
      pages.set(section.id, pdf.page);
      pdf.blocks(section.blocks());
    });
    const piece = pdf.taken();
    if (piece !== undefined) yield piece;
    // A section takes some milliseconds: others are let in.
    await setImmediate();
  }
  const count = pdf.page;
  pdf.end();
  for (let piece = pdf.taken(); piece !== undefined; piece = pdf.taken()) yield piece;
  return { pages, count };
}

/** So long that the head of a page is one line. */
const cut = (text: string): string => (text.length > 90 ? `${text.slice(0, 89)}…` : text);
