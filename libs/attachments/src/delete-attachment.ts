import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  AttachmentsFile,
  ATTACHMENTS_FILE,
  type Deletion,
  type FileKey,
} from './attachments-file.js';
import { pathOf } from './file-place.js';

/**
 * Deletes a file that is kept, although facts may name it, from the folder of the files or from a copy of it, also while
 * a server works: the file goes, with its row and who brought it, and that it was deleted is written down.
 * @returns whether there was anything of it
 * @throws Error for what is no zone or no fingerprint
 */
export function deleteAttachment(folder: string, key: FileKey, deletion: Deletion): boolean {
  const path = pathOf(folder, key);
  return onFile(folder, (file) =>
    file.delete(key, deletion, () => {
      const wasThere = existsSync(path);
      // Of a copy that was interrupted as well.
      for (const each of [path, `${path}.partial`]) rmSync(each, { force: true });
      return wasThere;
    }),
  );
}

/**
 * Lets a file that was deleted be brought again.
 * @returns whether it was one
 */
export function allowAttachment(folder: string, key: FileKey): boolean {
  return onFile(folder, (file) => file.allow(key));
}

function onFile<Result>(folder: string, work: (file: AttachmentsFile) => Result): Result {
  const file = new AttachmentsFile(join(folder, ATTACHMENTS_FILE));
  try {
    return work(file);
  } finally {
    file.close();
  }
}
