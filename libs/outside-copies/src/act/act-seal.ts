import { base64Of, noteText, parseCheckpoint, parseNote, type SignedCheckpoint } from '#ledger';
import { qrCodeSvg } from './qr-code.js';

/** What is printed on an act, so that whoever has the act holds the root. */
export interface ActSeal {
  readonly origin: string;
  /** Entries it covers. */
  readonly size: number;
  /** base64 */
  readonly root: string;
  /** The signed note: three lines, an empty one, and that of the signature. */
  readonly text: string;
  /** The same text as a QR code, SVG. */
  readonly qr: string;
}

/** Of a signature of Ed25519; one that quantum computers do not forge fits into no code. */
const PRINTED_BYTES = 64;

/** The seal to print of a checkpoint. */
export function actSealOf({ note }: SignedCheckpoint): ActSeal {
  const { text: signed, signatures } = parseNote(note);
  const { origin, size, root } = parseCheckpoint(signed);
  const printed = signatures.filter(({ signature }) => signature.length === PRINTED_BYTES);
  const text = noteText({ text: signed, signatures: printed });
  const qr = qrCodeSvg(text, `Sigillo del registro ${origin}, ${size} fatti`);
  return { origin, size, root: base64Of(root), text, qr };
}
