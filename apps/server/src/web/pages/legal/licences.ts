import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetFolder } from '../../assets/assets.js';

/** A library that the program runs with, or that its pages hold. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  /** As its package says it (SPDX): `MIT`. */
  readonly licence: string;
}

/** The file that the build leaves beside those of the pages. */
export const LICENCES = 'licences.json';

/** What the pages hold although it is there only when they are built. */
const inThePages: ReadonlySet<string> = new Set([
  ...['bootstrap-italia', 'htmx.org', '@fontsource/noto-sans-math'],
]);

/** Whose package names no licence, and which one the file `LICENSE` in it is. */
const saidInFile: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/**
 * The libraries of a `package-lock.json` (version 3) without those that only developers need, by name.
 * @throws Error for one of which no package says under which licence it is
 */
export function licencesIn(lock: {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}): readonly Licensed[] {
  const found = new Map<string, Licensed>();
  for (const [path, { version = '', license, dev = false, link = false }] of Object.entries(
    lock.packages,
  )) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (path === '' || link || (dev && !inThePages.has(name))) continue;
    const licence = license ?? saidInFile[name];
    if (licence === undefined) throw new Error(`${name} ${version} says no licence`);
    found.set(`${name} ${version}`, { name, version, licence });
  }
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

let built: readonly Licensed[] | undefined;

/** The list as it was when the program was built. @throws Error before it was */
export function licences(): readonly Licensed[] {
  built ??= JSON.parse(readFileSync(join(assetFolder, LICENCES), 'utf8')) as readonly Licensed[];
  return built;
}
