import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import jsqr from 'jsqr';
import {
  checkpointText,
  noteText,
  NoteSigner,
  parseNote,
  sha256,
  signatureTypes,
  signedBy,
} from '#ledger';
import { actSealOf } from './act-seal.js';
import { MAX_QR_BYTES, qrCodeSvg } from './qr-code.js';

const ORIGIN = 'piano.comune.example/registro/1';
const signer = new NoteSigner(
  ORIGIN,
  signatureTypes.ed25519,
  generateKeyPairSync('ed25519').privateKey,
);
const second = new NoteSigner(
  ORIGIN,
  signatureTypes.mlDsa44Cosignature,
  generateKeyPairSync('ml-dsa-44').privateKey,
);
const text = checkpointText({ origin: ORIGIN, size: 1_234_567, root: sha256(Buffer.from('x')) });

/** Reads a code back from its picture, as a telephone would. */
function readBack(svg: string): string | undefined {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const scale = 4;
  const width = side * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, column, row] of svg.matchAll(/M(\d+),(\d+)h1v1h-1z/g))
    for (let y = 0; y < scale; y++)
      for (let x = 0; x < scale; x++) {
        const at = ((Number(row) * scale + y) * width + Number(column) * scale + x) * 4;
        pixels.fill(0, at, at + 3);
      }
  // It is published as CommonJS.
  const read = (jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr;
  const found = (
    read as unknown as (
      data: Uint8ClampedArray,
      w: number,
      h: number,
    ) => { binaryData: number[] } | null
  )(...([pixels, width, width] as const));
  return found ? Buffer.from(found.binaryData).toString() : undefined;
}

describe('The seal of an act', () => {
  it('is the signed note, and the code says the same', () => {
    const note = noteText({ text, signatures: [signer.sign(text, 0)] });
    const seal = actSealOf({ size: 1_234_567, note });
    expect(seal.text).toBe(note);
    expect(seal.text.split('\n')).toHaveLength(6);
    expect(seal).toMatchObject({ origin: ORIGIN, size: 1_234_567 });
    expect(readBack(seal.qr)).toBe(note);
  });

  it('leaves out what no code can hold, and is signed all the same', () => {
    const note = noteText({ text, signatures: [signer.sign(text, 0), second.sign(text, 1)] });
    const seal = actSealOf({ size: 1_234_567, note });
    const read = readBack(seal.qr) ?? '';
    expect(read).toBe(seal.text);
    expect(signedBy(parseNote(read), [signer.key, second.key])).toEqual([{ key: signer.key }]);
  });

  it('is nothing without a signature that can be printed', () => {
    const note = noteText({ text, signatures: [second.sign(text, 1)] });
    expect(() => actSealOf({ size: 1_234_567, note })).toThrow();
  });
});

describe('A QR code', () => {
  it('says what it was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }), (written) => {
        expect(readBack(qrCodeSvg(written, 'x'))).toBe(written);
      }),
      { numRuns: 25 },
    );
  });

  it('has a largest size', () => {
    expect(() => qrCodeSvg('a'.repeat(MAX_QR_BYTES), 'x')).not.toThrow();
    expect(() => qrCodeSvg('a'.repeat(MAX_QR_BYTES + 1), 'x')).toThrow(RangeError);
  });

  it('puts no text into the picture as markup', () => {
    expect(qrCodeSvg('x', '<script>&')).toContain('<title>&lt;script>&amp;</title>');
  });
});
