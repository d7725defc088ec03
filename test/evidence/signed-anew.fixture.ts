import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '#evidence';
import { noteText, type NoteSigner } from '#ledger';

/** Signs the index of an altered bundle again, as whoever has the key of the ledger can. */
export function signAnew(folder: string, signer: NoteSigner): void {
  const index = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(index, 'utf8')) as Manifest;
  const files = manifest.files.map(({ path }) => {
    const content = readFileSync(join(folder, path));
    return { bytes: content.length, path, sha256: sha256Of(content) };
  });
  // The members come in the order in which they were written, which is the canonical one.
  const written = `${JSON.stringify({ ...manifest, files })}\n`;
  writeFileSync(index, written);
  const text = `traccia.evidence/v1\n${manifest.origin}\nmanifest.json\nsha256 ${sha256Of(written)}\n`;
  writeFileSync(
    join(folder, 'manifest.note'),
    noteText({ text, signatures: [signer.sign(text, 0)] }),
  );
}

const sha256Of = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');
