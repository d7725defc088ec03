import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** An element of the tree that says what the marks of a PDF are. */
export interface TaggedElement {
  readonly role: string;
  /** The text of its marks, and of those below it. */
  readonly text: string;
  readonly children: readonly TaggedElement[];
}

/** A PDF as a program reads it that does not see the pages. */
export interface ReadPdf {
  readonly pages: number;
  readonly language: string;
  readonly title: string;
  readonly isTagged: boolean;
  /** The titles of the bookmarks, each with those below it. */
  readonly outline: readonly { readonly title: string; readonly below: number }[];
  /** The elements of all pages in the order of the tree. */
  readonly elements: readonly TaggedElement[];
  /** The declaration of PDF/UA, as it stands in the metadata. */
  readonly universalAccess: string | undefined;
}

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

interface Outlined {
  readonly title: string;
  readonly items: readonly Outlined[];
}

/** Reads a PDF with PDF.js, which did not write it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const pdf = await task.promise;
  try {
    const { info } = (await pdf.getMetadata()) as unknown as {
      info: { Language: string; Title: string };
    };
    const marks = (await pdf.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
    const outline = ((await pdf.getOutline()) as readonly Outlined[] | null) ?? [];
    const elements: TaggedElement[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const texts = await textsOf(page);
      const tree = (await page.getStructTree()) as unknown as Node | null;
      elements.push(...(tree?.children ?? []).map((node) => elementOf(node, texts)));
    }
    const metadata = Buffer.from(bytes).toString('latin1');
    return {
      ...{ pages: pdf.numPages, language: info.Language, title: info.Title, elements },
      isTagged: marks?.get('Marked') === true,
      outline: outline.map(({ title, items }) => ({ title, below: items.length })),
      universalAccess: /<pdfuaid:part>(\d)<\/pdfuaid:part>/.exec(metadata)?.[1],
    };
  } finally {
    await task.destroy();
  }
}

interface ReadPage {
  getTextContent(options: { includeMarkedContent: boolean }): Promise<{
    readonly items: readonly {
      readonly type?: string;
      readonly id?: string;
      readonly str?: string;
    }[];
  }>;
}

/** The text of each marked stretch of a page, by its id. */
async function textsOf(page: unknown): Promise<ReadonlyMap<string, string>> {
  const { items } = await (page as ReadPage).getTextContent({ includeMarkedContent: true });
  const texts = new Map<string, string>();
  const open: string[] = [];
  for (const { type, id, str } of items) {
    if (type === 'beginMarkedContentProps' || type === 'beginMarkedContent') open.push(id ?? '');
    else if (type === 'endMarkedContent') open.pop();
    else {
      const inside = open.at(-1) ?? '';
      texts.set(inside, `${texts.get(inside) ?? ''}${str ?? ''}`);
    }
  }
  return texts;
}

function elementOf(
  { role = '', id, children = [] }: Node,
  texts: ReadonlyMap<string, string>,
): TaggedElement {
  const below = children.map((child) => elementOf(child, texts));
  const own = id === undefined ? '' : (texts.get(id) ?? '');
  return { role, text: own + below.map(({ text }) => text).join(' '), children: below };
}

/** All elements of some roles, in the order in which they are read. */
export function withRole(elements: readonly TaggedElement[], ...roles: string[]): TaggedElement[] {
  return elements.flatMap((element) => [
    ...(roles.includes(element.role) ? [element] : []),
    ...withRole(element.children, ...roles),
  ]);
}
