import { textOf } from '../format/bytes.js';
import { readCanonical } from '../format/canonical-text.js';
import { type Cryptography } from '../format/cryptography.js';
import { manifestIn, signedFileText, unlistedFiles, type Manifest } from '../format/manifest.js';
import { readNote, signaturesOf } from '../format/note.js';
import type { Policy } from '../format/policy.js';
import type { EvidenceSource } from './evidence-source.js';
import type { Findings } from './report.js';
import type { Sentence } from './steps.js';
import { UnreadableFile } from './unreadable-file.js';

/** The manifest of a bundle; undefined where there is none that can be read. */
export async function readManifest(source: EvidenceSource): Promise<Manifest | undefined> {
  const text = textOf((await source.read('manifest.json')) ?? new Uint8Array());
  const read = text === undefined ? undefined : readCanonical(text.replace(/\n$/, ''));
  return read && manifestIn(read.value);
}

const inPage: Sentence = {
  it: 'Ogni file della copia contenuta in questa pagina è quello dell’indice firmato. I file accanto alla pagina non sono stati letti.',
  en: 'Each file of the copy within this page is the one of the signed manifest. The files beside the page were not read.',
};

/** What a bundle is checked with. */
interface CheckBundle {
  readonly source: EvidenceSource;
  readonly manifest: Manifest | undefined;
  readonly cryptography: Cryptography;
  readonly findings: Findings;
  readonly policy: Policy;
}

/** Whether every file is the one that the signed manifest names, and no other is there. */
export async function checkBundle(checked: CheckBundle): Promise<void> {
  const { source, manifest, findings } = checked;
  findings.done('bundle', source.isInPage === true ? inPage : undefined);
  const wrong = (where: string, it: string, en: string): void => {
    findings.add('bundle', where, it, en);
  };
  if (manifest === undefined) {
    const isThere = (await source.read('manifest.json')) !== undefined;
    if (isThere) wrong('manifest.json', 'non è un indice', 'is no manifest');
    else wrong('manifest.json', 'manca', 'is missing');
    return;
  }
  await checkSigned(checked, 'manifest.json', 'manifest.note');
  for (const { path, sha256 } of manifest.files) {
    const own = await hashOf(source, path);
    if (typeof own === 'object') wrong(path, own.it, own.en);
    else if (own === undefined) wrong(path, 'manca', 'is missing');
    else if (own !== sha256) wrong(path, 'è cambiato', 'was altered');
  }
  const listed = new Set([...manifest.files.map(({ path }) => path), ...unlistedFiles]);
  const there = await source.list();
  // A page cannot hold itself; everywhere else it is part of the bundle.
  if (source.isInPage !== true) await checkSigned(checked, 'verify.html', 'verify.html.note');
  for (const path of there ?? [])
    if (!listed.has(path)) wrong(path, 'non è nell’indice', 'is not in the manifest');
}

/** The SHA-256 of a file in hex; undefined where there is none, and why where it cannot be read. */
async function hashOf(
  source: EvidenceSource,
  path: string,
): Promise<string | Sentence | undefined> {
  try {
    return await source.sha256(path);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.why;
    throw error;
  }
}

async function checkSigned(
  { source, manifest, cryptography, findings, policy }: CheckBundle,
  name: string,
  noteName: string,
): Promise<void> {
  const note = readNote(textOf((await source.read(noteName)) ?? new Uint8Array()) ?? '');
  const sha256 = await hashOf(source, name);
  if (sha256 === undefined) {
    findings.add('bundle', name, 'manca', 'is missing');
    return;
  }
  const hash = typeof sha256 === 'string' ? sha256 : '';
  const expected = signedFileText(manifest?.origin ?? '', name, hash);
  const { good } = note ? await signaturesOf(note, policy.logs, cryptography) : { good: [] };
  if (note?.text !== expected || good.length === 0)
    findings.add(
      ...(['bundle', name] as const),
      `non è quello firmato in ${noteName}`,
      `is not the one that ${noteName} signs`,
    );
}
