import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ACCESS_KEY_BYTES } from '#access';

/** The file of the key, beside access.db: a copy of the database alone opens nothing. */
const ACCESS_KEY_FILE = 'access.key';

/** Others can come at the key; says which file, and what to do, in Italian and English. */
export class UnusableAccessKey extends Error {
  override readonly name = 'UnusableAccessKey';
}

/** Read and write for whoever is neither the owner nor of the group. */
const OTHERS = 0o007;

/**
 * The key of an installation, made at its first start; of several that start at once, all get the same.
 * @param accessFile access.db, whose folder must exist
 * @throws UnusableAccessKey when anybody on the machine may read it
 */
export function accessKeyBeside(accessFile: string): Buffer {
  const file = join(dirname(accessFile), ACCESS_KEY_FILE);
  const found = contentOf(file);
  if (found !== undefined) {
    mustBeOurs(file);
    return found;
  }
  const made = `${file}.${randomBytes(8).toString('hex')}`;
  writeFileSync(made, randomBytes(ACCESS_KEY_BYTES), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(made, file);
  } catch (error) {
    // Another one was faster: whose key stands there counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(made);
  }
  return readFileSync(file);
}

/** As after a copy that was put back without its permissions. */
function mustBeOurs(file: string): void {
  if ((statSync(file).mode & OTHERS) === 0) return;
  throw new UnusableAccessKey(
    `la chiave ${file} è leggibile da chiunque: toglile i permessi degli altri con chmod o= ` +
      '(anybody may read the key: take the permissions of others away with chmod o=)',
  );
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
