import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileKey } from './attachments-file.js';

const zoneForm = /^[a-z0-9][a-z0-9-]*$/;
const fingerprintForm = /^[0-9a-f]{64}$/;

/** Whether a text can be a zone, and another the fingerprint of a file. */
export const isFileKey = ({ zone, sha256 }: FileKey): boolean =>
  zoneForm.test(zone) && fingerprintForm.test(sha256);

/**
 * Where a file stands in a folder of files, or in a copy of one.
 * @throws Error for what is no zone or no fingerprint (a bug): it would name another folder
 */
export function pathOf(folder: string, { zone, sha256 }: FileKey): string {
  if (!zoneForm.test(zone)) throw new Error(`Not a zone: ${zone}`);
  if (!fingerprintForm.test(sha256)) throw new Error(`Not a fingerprint: ${sha256}`);
  return join(folder, zone, sha256);
}

/** The files of every zone in a folder, and nothing that somebody else put there. */
export function namesIn(folder: string): readonly FileKey[] {
  return entriesIn(folder, (name) => fingerprintForm.test(name));
}

/** What a copy that was interrupted left half-written: `livornese/9f86d081….partial`. */
export function partialsIn(folder: string): readonly string[] {
  return entriesIn(folder, (name) => /^[0-9a-f]{64}\.partial$/.test(name)).map(
    ({ zone, sha256: name }) => join(zone, name),
  );
}

function entriesIn(folder: string, isOne: (name: string) => boolean): readonly FileKey[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && zoneForm.test(entry.name))
    .flatMap(({ name: zone }) =>
      readdirSync(join(folder, zone))
        .filter(isOne)
        .map((sha256) => ({ zone, sha256 })),
    );
}
