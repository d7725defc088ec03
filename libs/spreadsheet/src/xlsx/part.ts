import { posix } from 'node:path';
import { readXml } from './xml-reader.js';
import type { ZipArchive } from './zip-archive.js';

/** A pointer from one part of a package to another (ECMA-376 part 2). */
export interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`, `styles`, `externalLink`. */
  readonly type: string;
  /** Name of the part in the package; meaningless if it is outside. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** Where a part points to; the package itself is the part ``. */
export async function relationshipsOf(zip: ZipArchive, part: string): Promise<Relationship[]> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found: Relationship[] = [];
  if (!zip.has(name)) return found;
  await readXml(zip.read(name), {
    open: ({ name, attribute }) => {
      if (name !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      found.push({
        id: attribute('Id') ?? '',
        type: (attribute('Type') ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
        isExternal: attribute('TargetMode') === 'External',
      });
    },
  });
  return found;
}

/** The content types of the parts that name theirs, by name in lower case. */
export async function contentTypesOf(zip: ZipArchive): Promise<ReadonlyMap<string, string>> {
  const types = new Map<string, string>();
  if (!zip.has('[Content_Types].xml')) return types;
  await readXml(zip.read('[Content_Types].xml'), {
    open: ({ name, attribute }) => {
      const part = (attribute('PartName') ?? '').slice(1).toLowerCase();
      if (name === 'Override') types.set(part, attribute('ContentType') ?? '');
    },
  });
  return types;
}
