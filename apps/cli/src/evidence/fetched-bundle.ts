import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  exitCodeOf,
  filesOfTar,
  FolderSource,
  isBundlePath,
  readManifest,
  type Manifest,
} from '#evidence';
import { cutOff, NotDownloaded, type Downloads, type Header } from './downloads.js';
import { NotVerified } from './not-verified.js';
import { writeWhole } from './write-whole.js';

/** Bytes of a bundle at most; of a million facts it has some gigabytes. */
const MOST_BYTES = 64 * 2 ** 30;
/** Files of a bundle at most; of a million facts it has some thousands. */
const MOST_FILES = 500_000;
/** Bytes of a file of which nothing says how many: the manifest, and the page. */
const MOST_BYTES_UNSAID = 64 * 2 ** 20;
/** What was altered may be a little longer than what was signed; by more than this it is something else. */
const SLACK_BYTES = 2 ** 20;

/** Where a bundle is fetched from. */
export interface BundleAddress {
  readonly address: URL;
  /** Say who asks, where it is made on request; what is published is there for anybody. */
  readonly headers: readonly Header[];
  readonly downloads: Downloads;
  /** Told how many bytes came, of how many. */
  readonly told: (done: number, total: number) => void;
}

/** Whether a bundle is made there on request, for whoever may have it. */
export function isMadeOnRequest({ pathname }: URL): boolean {
  return pathname.endsWith('/api/v1/evidence');
}

/**
 * Fetches a bundle into a folder for temporary files, works on it there and removes it: one archive, or file by file as
 * its manifest names them. Nothing of it is believed by that: what came is verified as any other folder is.
 * @throws NotDownloaded; NotVerified for a manifest that is none
 */
export async function withFetchedBundle<Result>(
  from: BundleAddress,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'traccia-verify-'));
  try {
    const isArchive = isMadeOnRequest(from.address) || from.address.pathname.endsWith('.tar');
    await (isArchive ? fetchArchive(from, folder) : new Publication(from, folder).fetch());
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function fetchArchive(from: BundleAddress, folder: string): Promise<void> {
  const { address, headers, downloads, told } = from;
  const coming = await downloads.open(address, headers);
  if (coming === undefined) throw noBundle(address);
  const total = coming.bytes;
  let [files, done] = [0, 0];
  const archive = counted(coming.chunks, MOST_BYTES, address, (bytes) => {
    done += bytes;
    if (total !== undefined) told(Math.min(done, total), total);
  });
  try {
    for await (const { path, chunks } of filesOfTar(archive)) {
      files += 1;
      if (files > MOST_FILES) throw tooMuch(address);
      await writeWhole(join(folder, path), chunks);
    }
  } catch (error) {
    if (!(error instanceof RangeError) && !isOfPaths(error)) throw error;
    const what = `Quel che dà ${address.pathname} non è un fascicolo intero.`;
    throw new NotDownloaded(what, undefined, error);
  } finally {
    coming.end();
  }
  if (files === 0) throw noBundle(address);
}

/** A bundle that lies on a server as its files. */
class Publication {
  readonly #base: string;
  #done = 0;

  constructor(
    private readonly from: BundleAddress,
    private readonly folder: string,
  ) {
    this.#base = from.address.href.replace(/[?#].*$/, '').replace(/\/*$/, '/');
  }

  async fetch(): Promise<void> {
    const { address, told } = this.from;
    if (!(await this.#put('manifest.json'))) throw noBundle(address);
    const manifest = await readManifest(new FolderSource(this.folder));
    if (!manifest?.files.every(({ path }) => isBundlePath(path))) throw noManifest();
    const total = bytesOf(manifest);
    if (manifest.files.length > MOST_FILES || total > MOST_BYTES) throw tooMuch(address);
    for (const path of ['manifest.note', 'verify.html', 'verify.html.note']) await this.#put(path);
    this.#done = 0;
    for (const { path, bytes } of manifest.files) {
      // What the server does not have is missing in the folder, too, and is found there.
      await this.#put(path, bytes);
      told(Math.min(this.#done, total), total);
    }
  }

  /** @returns whether the server has it */
  async #put(path: string, bytes?: number): Promise<boolean> {
    const place = path.split('/').map(encodeURIComponent).join('/');
    const address = new URL(place, this.#base);
    const coming = await this.from.downloads.open(address);
    if (coming === undefined) return false;
    const most = bytes === undefined ? MOST_BYTES_UNSAID : bytes + SLACK_BYTES;
    const file = counted(coming.chunks, most, address, (length) => (this.#done += length));
    try {
      const come = await writeWhole(join(this.folder, path), file);
      if (!coming.isFramed && come < (bytes ?? 1)) throw cutOff(address);
    } catch (error) {
      throw isOfPaths(error) ? noManifest(error) : error;
    } finally {
      coming.end();
    }
    return true;
  }
}

/** @throws NotDownloaded for more than there may be: it may never end */
async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
  address: URL,
  told: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > most) throw tooMuch(address);
    told(chunk.length);
    yield chunk;
  }
}

function bytesOf({ files }: Manifest): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function noBundle({ href }: URL): NotDownloaded {
  return new NotDownloaded(
    `A ${href} non c’è un fascicolo (manifest.json, o un archivio tar).`,
    404,
  );
}

function tooMuch({ pathname }: URL): NotDownloaded {
  return new NotDownloaded(`Il server manda per ${pathname} più di quanto ha un fascicolo.`);
}

function noManifest(cause?: unknown): NotVerified {
  const what = 'Passo 8, Integrità del fascicolo: manifest.json non è un indice di file.';
  return new NotVerified(what, exitCodeOf('bundle'), cause);
}

/** Whether files cannot be put as they are named: one within another, twice, or too long. */
function isOfPaths(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(code);
}
