import { isUtf8 } from 'node:buffer';
import { UnreadableFile } from '../unreadable-file.js';

/**
 * The text of a CSV. A byte order mark says its encoding; without one it is UTF-8 if it can be, and else
 * the Windows-1252 of Excel's plain “CSV”.
 * @throws {UnreadableFile} if it is no text, or a web page that calls itself a table
 */
export function csvText(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (text.includes('\0') || /^\s*<(?:!doctype|html|\?xml|table)/i.test(text)) {
    throw new UnreadableFile('not-a-table');
  }
  return text;
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}
