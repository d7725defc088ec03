import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CopyAttachmentsRefused } from './copy-attachments-refused.js';

/**
 * A folder and its copy must be two, neither in the other: a copy takes away what it does not know, and puts a database
 * in the place of another. Told by what the disk says, whatever links lead there.
 * @throws CopyAttachmentsRefused attachments-copy-in-place
 */
export function mustBeApart(folder: string, to: string): void {
  const isInside = existsSync(folder) && placesOf(to).includes(identityOf(folder));
  const isAround = existsSync(to) && placesOf(folder).includes(identityOf(to));
  if (!isInside && !isAround) return;
  const where = `${folder}, ${to}`;
  throw new CopyAttachmentsRefused('attachments-copy-in-place', { it: where, en: where });
}

/** A folder and all those that it stands in; of one that is not there yet, those that are. */
function placesOf(path: string): readonly string[] {
  let at = resolve(path);
  while (!existsSync(at)) at = dirname(at);
  at = realpathSync(at);
  const places = [identityOf(at)];
  while (dirname(at) !== at) {
    at = dirname(at);
    places.push(identityOf(at));
  }
  return places;
}

function identityOf(path: string): string {
  const { dev, ino } = statSync(path);
  return `${dev}:${ino}`;
}
