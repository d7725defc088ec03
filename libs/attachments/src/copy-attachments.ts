import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeDurable } from '#durable-files';
import { AttachmentsFile, ATTACHMENTS_FILE, type FileKey } from './attachments-file.js';
import { copyFile, stateOf } from './copied-file.js';
import { CopyAttachmentsRefused } from './copy-attachments-refused.js';
import { namesIn, partialsIn, pathOf } from './file-place.js';
import { mustBeApart } from './must-be-apart.js';

/** What became of a copy. */
export interface CopiedAttachments {
  /** How many files the copy holds now, each byte for byte what its name says. */
  readonly files: number;
  /** Those that the earlier copies did not hold. */
  readonly added: number;
  /** Those that were damaged in the copy, and are whole again. */
  readonly mended: number;
  /** Those that are kept no more, and are no more in the copy either. */
  readonly dropped: number;
  /** Those that should be kept and are not there any more, although nobody deleted them: `livornese/9f86d081…`. */
  readonly missing: readonly string[];
  /** Those that are kept and are not what their name says. */
  readonly damaged: readonly string[];
}

/** As many files may leave a copy at once, if they are no more than one in ten either. */
const FEW_LOST = 10;
const SMALL_SHARE = 0.1;

/**
 * Brings a copy of the files that are kept up to date, also while a server works: a file is copied once, since the same
 * name is always the same bytes, and one that is kept no more goes from the copy as well. Each is read to its end, here
 * and there, and must be what its name says.
 * @param folder where they are kept
 * @param to the folder of the copy, new or that of an earlier one
 * @param mayLoseMany whether the copy may lose more than ten files that are more than one in ten, or any at all to another
 * folder than that of which it is the copy, though nobody deleted them: usually it is the folder that was lost
 * @throws CopyAttachmentsRefused attachments-copy-in-place, attachments-copy-would-lose; the copy is as it was then
 */
export function copyAttachments(
  folder: string,
  to: string,
  { mayLoseMany = false }: { readonly mayLoseMany?: boolean } = {},
): CopiedAttachments {
  mustBeApart(folder, to);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const live = join(folder, ATTACHMENTS_FILE);
  const place = join(to, ATTACHMENTS_FILE);
  const partial = `${place}.partial`;
  // First: the files it speaks of are there already.
  copyDatabase(live, partial);
  if (!mayLoseMany) {
    try {
      mustNotLoseMany(partial, place, to);
    } catch (error) {
      removeDatabase(partial);
      throw error;
    }
  }
  removeDatabase(place);
  renameSync(partial, place);
  makeDurable(to);
  const database = new AttachmentsFile(place);
  try {
    return { ...copyFiles(database, folder, to), dropped: dropUnknown(database, to) };
  } finally {
    database.close();
  }
}

/** @throws CopyAttachmentsRefused attachments-copy-would-lose */
function mustNotLoseMany(file: string, place: string, to: string): void {
  const database = new AttachmentsFile(file);
  try {
    const held = namesIn(to).filter((key) => database.deletionOf(key) === undefined);
    const lost = held.filter((key) => database.of(key) === undefined);
    if (lost.length === 0) return;
    const earlier = AttachmentsFile.idOf(place);
    // Nobody knows of which folder a copy is that was made before folders had an id, or is damaged.
    const isOfAnother =
      earlier === undefined ? lost.length === held.length : earlier !== database.id;
    const isMany = lost.length > FEW_LOST && lost.length > held.length * SMALL_SHARE;
    if (!isOfAnother && !isMany) return;
    throw new CopyAttachmentsRefused('attachments-copy-would-lose', {
      it: `${lost.length} di ${held.length} in ${to}`,
      en: `${lost.length} of ${held.length} in ${to}`,
    });
  } finally {
    database.close();
  }
}

function copyDatabase(file: string, to: string): void {
  removeDatabase(to); // of a copy that was interrupted
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
  chmodSync(to, 0o600);
  makeDurable(to);
}

function removeDatabase(file: string): void {
  for (const suffix of ['-wal', '-shm', '']) rmSync(`${file}${suffix}`, { force: true });
}

function copyFiles(
  database: AttachmentsFile,
  folder: string,
  to: string,
): Omit<CopiedAttachments, 'dropped'> {
  let [files, added, mended] = [0, 0, 0];
  const missing: string[] = [];
  const damaged: string[] = [];
  for (const key of database.all()) {
    const [from, copy] = [pathOf(folder, key), pathOf(to, key)];
    const before = stateOf(copy, key.sha256);
    const state = before === 'whole' ? stateOf(from, key.sha256) : copyFile(from, copy, key.sha256);
    // Whoever sweeps or deletes may have taken it away since the database was copied.
    if (state === 'missing' && !AttachmentsFile.knows(join(folder, ATTACHMENTS_FILE), key)) {
      database.drop(key);
      continue;
    }
    if (before === 'whole' || state === 'whole') files += 1;
    if (state === 'whole' && before === 'missing') added += 1;
    if (state === 'whole' && before === 'damaged') mended += 1;
    if (state === 'missing') missing.push(nameOf(key));
    if (state === 'damaged') damaged.push(nameOf(key));
  }
  return { files, added, mended, missing, damaged };
}

/** @returns how many files are gone */
function dropUnknown(database: AttachmentsFile, to: string): number {
  for (const name of partialsIn(to)) rmSync(join(to, name));
  const unknown = namesIn(to).filter((key) => database.of(key) === undefined);
  for (const key of unknown) rmSync(pathOf(to, key));
  return unknown.length;
}

const nameOf = ({ zone, sha256 }: FileKey): string => `${zone}/${sha256}`;
