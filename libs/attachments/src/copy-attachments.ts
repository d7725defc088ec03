import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AttachmentsFile, ATTACHMENTS_FILE } from './attachments-file.js';

/** What became of a copy. */
export interface CopiedAttachments {
  /** How many files the copy holds now. */
  readonly files: number;
  /** Those that the earlier copies did not hold. */
  readonly added: number;
  /** Those that are kept no more, and are no more in the copy either. */
  readonly dropped: number;
  /** Those that are there no more, or are not what their name says: `livornese/9f86d081…`. */
  readonly damaged: readonly string[];
}

/**
 * Brings a copy of the files that are kept up to date, also while a server works: a file is copied once, since the same
 * name is always the same bytes, and one that is kept no more goes from the copy as well.
 * @param folder where they are kept
 * @param to the folder of the copy, new or that of an earlier one
 */
export function copyAttachments(folder: string, to: string): CopiedAttachments {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  // First: the files it speaks of are there already.
  copyDatabase(join(folder, ATTACHMENTS_FILE), join(to, ATTACHMENTS_FILE));
  const database = new AttachmentsFile(join(to, ATTACHMENTS_FILE));
  let added = 0;
  const damaged: string[] = [];
  const known = new Set<string>();
  try {
    for (const { zone, sha256 } of database.all()) {
      const name = join(zone, sha256);
      known.add(name);
      if (existsSync(join(to, name))) continue;
      if (copyFile(join(folder, name), join(to, name), sha256)) added += 1;
      else damaged.push(name);
    }
  } finally {
    database.close();
  }
  let dropped = 0;
  for (const name of namesIn(to)) {
    if (known.has(name)) continue;
    rmSync(join(to, name));
    dropped += 1;
  }
  return { files: known.size - damaged.length, added, dropped, damaged };
}

function copyDatabase(file: string, to: string): void {
  const partial = `${to}.partial`;
  rmSync(partial, { force: true }); // of a copy that was interrupted
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    database.prepare('VACUUM INTO ?').run(partial);
  } finally {
    database.close();
  }
  chmodSync(partial, 0o600);
  for (const suffix of ['-wal', '-shm']) rmSync(`${to}${suffix}`, { force: true });
  renameSync(partial, to);
}

/** @returns whether it was there, and what its name says */
function copyFile(from: string, to: string, sha256: string): boolean {
  // Whoever sweeps may take it away between the two.
  if (!existsSync(from)) return false;
  const bytes = readFileSync(from);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return false;
  mkdirSync(join(to, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(`${to}.partial`, bytes, { mode: 0o600, flush: true });
  renameSync(`${to}.partial`, to);
  return true;
}

/** The files of every zone, and nothing that somebody else put there. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: zone }) =>
      readdirSync(join(folder, zone))
        .filter((name) => /^[0-9a-f]{64}(\.partial)?$/.test(name))
        .map((name) => join(zone, name)),
    );
}
