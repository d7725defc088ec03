import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ACCESS_KEY_BYTES } from '#access';

/** The file of the key, beside access.db: a copy of the database alone opens nothing. */
const ACCESS_KEY_FILE = 'access.key';

/**
 * The key of an installation, made at its first start; of several that start at once, all get the same.
 * @param accessFile access.db, whose folder must exist
 */
export function accessKeyBeside(accessFile: string): Buffer {
  const file = join(dirname(accessFile), ACCESS_KEY_FILE);
  const found = contentOf(file);
  if (found !== undefined) return found;
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

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
