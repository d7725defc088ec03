import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '#event-store';
import type { Manifest } from '#evidence';
import { noteText, type NoteSigner } from '#ledger';

const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/**
 * Writes and signs the manifest of a bundle anew, as only whoever has the key can: over the files that it names
 * and that are there, as they are now.
 */
export function signAnew(
  folder: string,
  signer: NoteSigner,
  change: (manifest: Manifest) => Manifest = (manifest) => manifest,
): void {
  const path = join(folder, 'manifest.json');
  const manifest = change(JSON.parse(readFileSync(path, 'utf8')) as Manifest);
  const files = manifest.files
    .filter((file) => existsSync(join(folder, file.path)))
    .map((file) => {
      const bytes = readFileSync(join(folder, file.path));
      return { path: file.path, bytes: bytes.length, sha256: sha256(bytes) };
    });
  const written = `${canonicalJson({ ...manifest, files })}\n`;
  writeFileSync(path, written);
  const text = `traccia.evidence/v1\n${manifest.origin}\nmanifest.json\nsha256 ${sha256(written)}\n`;
  const note = noteText({ text, signatures: [signer.sign(text, 0)] });
  writeFileSync(join(folder, 'manifest.note'), note);
}
