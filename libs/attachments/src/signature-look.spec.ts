import { Readable } from 'node:stream';
import { fileTypes } from './file-type.js';
import { signatureLook } from './signature-look.js';

const look = (text: string, type: (typeof fileTypes)[keyof typeof fileTypes] = fileTypes.pdf) =>
  // In pieces of five bytes: whatever is looked for stands across many of them.
  signatureLook(type, () =>
    Readable.from(
      Array.from({ length: Math.ceil(text.length / 5) }, (_, piece) =>
        Buffer.from(text.slice(piece * 5, piece * 5 + 5), 'latin1'),
      ),
    ),
  );

describe('A file', () => {
  it.each([
    '%PDF-1.7 /Type /Sig /ByteRange [0 840 960 240] /Contents <00>',
    `%PDF-1.7 ${'x'.repeat(3_000)}/ByteRange[ 0 840\n960 240 ]`,
  ])('looks signed that has a signature dictionary with its range: %.40s', async (text) => {
    expect(await look(text)).toBe('pdf');
  });

  it.each([
    '%PDF-1.7 nothing of the kind',
    '%PDF-1.7 /ByteRange [0 /********** /********** /**********]',
    '%PDF-1.7 /ByteRange [0 840]',
    '%PDF-1.7 ByteRange 0 840 960 240',
  ])('does not look signed without one: %s', async (text) => {
    expect(await look(text)).toBeUndefined();
  });

  it('looks signed where it is signed data by itself, and is nothing of either kind elsewhere', async () => {
    expect(await look('0', fileTypes.p7m)).toBe('cms');
    expect(await look('/ByteRange [0 840 960 240]', fileTypes.txt)).toBeUndefined();
  });
});
