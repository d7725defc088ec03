import { openPromise } from 'yauzl';

/** An archive of an office has some tens of entries; more are not looked at. */
const MOST_ENTRIES = 10_000;

/** The names in the directory of a ZIP archive; nothing of it is unpacked. Undefined where it cannot be read. */
export async function entriesOfArchive(path: string): Promise<ReadonlySet<string> | undefined> {
  try {
    const archive = await openPromise(path, { autoClose: false });
    try {
      if (archive.entryCount > MOST_ENTRIES) return undefined;
      const names = new Set<string>();
      for await (const { fileName } of archive.eachEntry()) names.add(fileName);
      return names;
    } finally {
      archive.close();
    }
  } catch {
    // Whatever is wrong with it, it is no document: yauzl says in prose what.
    return undefined;
  }
}
