import type { DocumentReference } from '../source.js';
import { plainly, quoted } from './chapter.js';

/** A document as a chapter cites it: title, protocol as far as it has one, fingerprint. */
export function documentInWords({ title, protocol, sha256 }: DocumentReference): string {
  const registered =
    protocol === undefined ? 'protocollo non indicato' : `protocollo ${plainly(protocol)}`;
  return `${quoted(title)}, ${registered}, impronta SHA-256 \`${sha256}\``;
}
