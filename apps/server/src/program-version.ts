import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** The version of the program, from the package that it is run as: `0.1.0`. */
export function programVersion(): string {
  const file = findPackageJSON('.', import.meta.url);
  if (file === undefined) throw new Error('The program lies in no package');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return version;
}
