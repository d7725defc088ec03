import type { TableFormat } from './table.js';
import { UnreadableFile } from './unreadable-file.js';

/** A zip begins with a file or, when it is empty, with its end. */
const ZIP = /^504b(0304|0506)/;
/** OLE compound file: Office up to 2003, and every newer file that has a password. */
const OLE = 'd0cf11e0a1b11ae1';

/**
 * What the bytes are, whatever the file is called.
 * @throws {UnreadableFile} for the formats of Office that are neither
 */
export function formatOf(bytes: Uint8Array): TableFormat {
  const beginning = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (beginning === OLE) throw new UnreadableFile(kindOfOle(bytes));
  return ZIP.test(beginning) ? 'xlsx' : 'csv';
}

/** The streams of a compound file are named in UTF-16 in its directory. */
function kindOfOle(bytes: Uint8Array): 'encrypted-file' | 'old-excel' | 'not-a-table' {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (stream: string): boolean => file.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (has('EncryptedPackage')) return 'encrypted-file';
  return has('Workbook') || has('Book') ? 'old-excel' : 'not-a-table';
}
