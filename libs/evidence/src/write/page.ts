import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../format/manifest.js';
import type { BundleFolder } from './bundle-folder.js';

/** A bundle up to this size opens from its page alone; of a larger one the page asks for the folder. */
const MOST_BYTES_IN_PAGE = 32 << 20;

/** Where the data of a bundle goes into the page. */
const DATA_PLACE = '<script type="application/json" id="bundle">null</script>';

/** The page that verifies, as the build makes it. @throws Error where the program was not built */
export function verifierPage(): string {
  const places = ['../../../../dist/verify.html', '../../../../verify.html'];
  const found = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error('verify.html is not built: npm run build');
  return readFileSync(found, 'utf8');
}

/** The page with the files of a bundle in it, but for itself. */
export async function pageWith(
  template: string,
  { scope, files }: Manifest,
  folder: BundleFolder,
): Promise<string> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const [front, back] = template.split(DATA_PLACE);
  if (scope.kind === 'log' || bytes > MOST_BYTES_IN_PAGE || back === undefined) return template;
  const data: Record<string, string | { readonly b64: string }> = {};
  for (const { path } of folder.files) {
    const content = await readFile(join(folder.path, path));
    const isText = !/^tile\/|\.tsr$/.test(path);
    data[path] = isText ? content.toString('utf8') : { b64: content.toString('base64') };
  }
  const written = JSON.stringify(data).replaceAll('<', '\\u003c');
  return [front, DATA_PLACE.replace('null', () => written), back].join('');
}
