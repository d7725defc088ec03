import { open } from 'node:fs/promises';
import { entriesOfArchive } from './archive.js';

/** A kind of file that is kept: how it goes out, what people call it, and how its name may end. */
export interface FileType {
  /** As IANA lists it. */
  readonly mediaType: string;
  /** `PDF`; the same in every language. */
  readonly name: string;
  /** Without the dot, in small letters; a file that leaves is given the first. */
  readonly endings: readonly [string, ...string[]];
}

const type = (
  mediaType: string,
  name: string,
  ...endings: readonly [string, ...string[]]
): FileType => ({ mediaType, name, endings });

const office = 'application/vnd.openxmlformats-officedocument';

/**
 * The kinds that are kept, and no others: those in which Italian offices keep and exchange documents (AgID, Linee guida
 * sul documento informatico, allegato 2), none of which runs by itself.
 */
export const fileTypes = {
  pdf: type('application/pdf', 'PDF', 'pdf'),
  odt: type('application/vnd.oasis.opendocument.text', 'ODT', 'odt'),
  ods: type('application/vnd.oasis.opendocument.spreadsheet', 'ODS', 'ods'),
  docx: type(`${office}.wordprocessingml.document`, 'DOCX', 'docx'),
  xlsx: type(`${office}.spreadsheetml.sheet`, 'XLSX', 'xlsx'),
  png: type('image/png', 'PNG', 'png'),
  jpeg: type('image/jpeg', 'JPEG', 'jpg', 'jpeg'),
  // CMS signed data (RFC 5652), in which a CAdES signature and the document that is signed stand together.
  p7m: type('application/pkcs7-mime', 'P7M', 'p7m'),
  txt: type('text/plain', 'TXT', 'txt'),
  csv: type('text/csv', 'CSV', 'csv'),
} as const satisfies Readonly<Record<string, FileType>>;

/** As much of a file as is looked at to know what it is. */
const HEAD_BYTES = 64 * 1_024;

const startsWith = (head: Buffer, ...bytes: readonly number[]): boolean =>
  head.subarray(0, bytes.length).equals(Buffer.from(bytes));

/** The object identifier of CMS signed data, 1.2.840.113549.1.7.2, in DER (RFC 5652, section 5.1). */
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');

/**
 * What a file is, by what is in it: whatever somebody calls it. A text is a table if its name says so.
 * @param name what it is called where it comes from
 * @returns undefined for what is not kept, such as an archive, a program, or a document with macros
 */
export async function typeOfFile(path: string, name: string): Promise<FileType | undefined> {
  const head = await headOf(path);
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return fileTypes.pdf;
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return fileTypes.png;
  if (startsWith(head, 0xff, 0xd8, 0xff)) return fileTypes.jpeg;
  // A sequence whose first member says what it is, within its own first bytes.
  if (startsWith(head, 0x30) && head.subarray(2, 20).includes(SIGNED_DATA)) return fileTypes.p7m;
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return documentInArchive(path, head);
  if (!isText(head)) return undefined;
  return endingOf(name) === 'csv' ? fileTypes.csv : fileTypes.txt;
}

/** Whether a name ends as a file of a type does. */
export function isNamedAs({ endings }: FileType, name: string): boolean {
  return endings.includes(endingOf(name));
}

/** `pdf` of `Atto.PDF`; empty where there is none. */
function endingOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Where the name of the first file of an archive begins (PKWARE APPNOTE, 4.3.7). */
const FIRST_NAME = 30;

/** A document of an office is an archive of its parts; an archive of anything else is none. */
async function documentInArchive(path: string, head: Buffer): Promise<FileType | undefined> {
  const first = head.subarray(FIRST_NAME, FIRST_NAME + 80).toString('latin1');
  const entries = await entriesOfArchive(path);
  if (entries === undefined || [...entries].some(isMacro)) return undefined;
  // OpenDocument 1.2, part 3, 3.3: it says what it is at once, uncompressed.
  for (const document of [fileTypes.odt, fileTypes.ods]) {
    if (first.startsWith(`mimetype${document.mediaType}PK`)) return document;
  }
  if (!entries.has('[Content_Types].xml')) return undefined;
  if (entries.has('word/document.xml')) return fileTypes.docx;
  return entries.has('xl/workbook.xml') ? fileTypes.xlsx : undefined;
}

/**
 * Whether a part of an office document is a program: the project of Visual Basic, or what LibreOffice keeps of its own
 * macros (`Basic/`) and of those in other languages (`Scripts/`), of an object in the document as well.
 */
function isMacro(entry: string): boolean {
  return /(?:^|\/)(?:vbaProject\.bin$|(?:Basic|Scripts)\/)/i.test(entry);
}

/** Whether nothing in it is for machines alone: no sign but tabs and ends of lines that nobody can see. */
function isText(head: Buffer): boolean {
  return !head.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte));
}
