import type { Readable } from 'node:stream';
import { fileTypes, type FileType } from './file-type.js';

/** What a file shows that is made when it is signed: a signature dictionary in a PDF, or an envelope of CMS around it. */
export type SignatureLook = 'pdf' | 'cms';

/**
 * The bytes that a signature in a PDF covers: four numbers, which are always written in plain text, since the signature
 * itself stands in the gap between them (ISO 32000-1, 12.8.1). A place that was only kept free for them has none yet.
 */
const BYTE_RANGE =
  /\/ByteRange\s{0,16}\[\s{0,16}\d{1,10}\s{1,16}\d{1,10}\s{1,16}\d{1,10}\s{1,16}\d{1,10}\s{0,16}\]/;
/** More than such numbers take, wherever one piece of the file ends and the next begins. */
const OVERLAP = 256;

/**
 * Whether a file looks signed. Who signed it, whether it was changed since and whether the certificate was good nobody
 * here finds out: that is for a verifier of the trust service list (eIDAS, regulation (EU) 910/2014, art. 32).
 * @param stream read to its end only where nothing was found before
 * @returns undefined where nothing of the kind is in it
 */
export async function signatureLook(
  type: FileType,
  stream: () => Readable,
): Promise<SignatureLook | undefined> {
  // Only signed data of CMS is kept as such (RFC 5652, 5.1): its bytes were looked at when it came.
  if (type.mediaType === fileTypes.p7m.mediaType) return 'cms';
  if (type.mediaType !== fileTypes.pdf.mediaType) return undefined;
  let rest = '';
  for await (const piece of stream()) {
    const text = rest + (piece as Buffer).toString('latin1');
    if (BYTE_RANGE.test(text)) return 'pdf';
    rest = text.slice(-OVERLAP);
  }
  return undefined;
}
