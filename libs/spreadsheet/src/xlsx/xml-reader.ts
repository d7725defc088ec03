import { SaxesParser, type SaxesTagNS } from 'saxes';
import { UnreadableFile } from '../unreadable-file.js';

/** Namespaces of the elements a workbook is made of, in both kinds of OOXML (ECMA-376). */
const known = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
  'http://schemas.openxmlformats.org/package/2006/relationships',
  'http://schemas.openxmlformats.org/package/2006/content-types',
]);

/** Workbooks are flat and their elements have few attributes: these only stop what wants to fill the memory. */
const MOST_DEPTH = 64;
const MOST_ATTRIBUTES = 64;
/** A text, a comment, a name: the parser keeps it whole until it ends. The longest cell is far shorter. */
const MOST_PENDING_BYTES = 1024 * 1024;

export interface XmlElement {
  readonly name: string;
  /** The value of an attribute by its local name. */
  readonly attribute: (name: string) => string | undefined;
}

/** What to do with what is found. Elements of extensions are passed over, and what is in them is not. */
export interface XmlHandler {
  open?(element: XmlElement): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads a part as it is unpacked: UTF-8, well-formed, without DOCTYPE and so without entities of its own.
 * @throws {UnreadableFile}
 */
export async function readXml(
  pieces: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): Promise<void> {
  let pendingBytes = 0;
  const parser = parserFor(handler, () => {
    pendingBytes = 0;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw new UnreadableFile('damaged-file', {}, {}, { cause });
    }
  };
  for await (const piece of pieces) {
    pendingBytes += piece.length;
    parser.write(decode(piece));
    if (pendingBytes > MOST_PENDING_BYTES) throw new UnreadableFile('damaged-file');
  }
  parser.write(decode()).close();
}

function parserFor(handler: XmlHandler, progress: () => void): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
  let depth = 0;
  let attributes = 0;
  parser.on('error', (cause) => {
    throw new UnreadableFile('damaged-file', {}, {}, { cause });
  });
  parser.on('doctype', () => {
    throw new UnreadableFile('doctype-in-xml');
  });
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^utf-?8$/i.test(encoding)) throw new UnreadableFile('damaged-file');
  });
  parser.on('opentagstart', () => {
    attributes = 0;
    depth += 1;
    if (depth > MOST_DEPTH) throw new UnreadableFile('damaged-file');
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) throw new UnreadableFile('damaged-file');
  });
  parser.on('opentag', (tag) => {
    progress();
    if (known.has(tag.uri)) handler.open?.(elementOf(tag));
  });
  parser.on('closetag', (tag) => {
    progress();
    depth -= 1;
    if (known.has(tag.uri)) handler.close?.(tag.local);
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  return parser;
}

function elementOf(tag: SaxesTagNS): XmlElement {
  return {
    name: tag.local,
    attribute: (name) =>
      tag.attributes[name]?.value ??
      Object.values(tag.attributes).find(({ local }) => local === name)?.value,
  };
}
