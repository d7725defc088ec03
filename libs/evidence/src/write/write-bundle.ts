import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { canonicalJson, type Json } from '#event-store';
import {
  bundleBytes,
  checkpointText,
  inclusionProof,
  noteText,
  parseCheckpoint,
  parseNote,
  rootOf,
  tileBytes,
  tilePath,
  tilesOf,
  tlogProofText,
  type LedgerFile,
  type NoteSigner,
} from '#ledger';
import { factLineAround } from '../check/entry.js';
import { signedFileText, type Manifest, type Scope } from '../format/manifest.js';
import { TILE_WIDTH } from '../format/tiles.js';
import type { BundleFolder } from './bundle-folder.js';
import { chosenFacts, type ChosenFact, type FactsToChoose } from './chosen-facts.js';
import { Documents } from './documents.js';
import { pageWith } from './page.js';
import { readMe } from './read-me.js';

/** A definition as a bundle holds it: the SHA-256 of the text is the digest that the first fact of a life names. */
export interface WrittenDefinition {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

/** What a bundle is made of. */
export interface BundleParts extends Omit<FactsToChoose, 'size' | 'file'> {
  readonly file: LedgerFile;
  /** Those who sign for the ledger, as they sign its checkpoints. */
  readonly signers: readonly NoteSigner[];
  /** A C2SP tlog-policy: the keys of the ledger and of the witnesses it asks. */
  readonly policy: string;
  /** The types of facts that are decisions. */
  readonly decisions: ReadonlySet<string>;
  readonly definitions: readonly WrittenDefinition[];
  /** The page that verifies in a browser, without data. */
  readonly page: string;
}

/** Nothing was sealed yet, or nothing of what was asked for. */
export class NothingSealed extends Error {
  override readonly name = 'NothingSealed';
}

/** Proofs of single facts that a bundle holds at most; where all entries are there, nobody needs any. */
const MOST_PROOFS = 2_000;
/** Facts between two looks at whatever else the process has to do. */
const TURN = 500;

/**
 * Writes the evidence of a cycle, or of the whole log, into a new folder. The same log and the same seal give
 * the same bytes, whoever writes them and whenever.
 * @param progress is told how many facts were written; for the whole log also of how many
 * @throws NothingSealed, StoreUnavailable
 */
export async function writeBundle(
  parts: BundleParts,
  scope: Scope,
  folder: BundleFolder,
  progress: (done: number, total: number | undefined) => void = () => undefined,
): Promise<Manifest> {
  const seal = parts.file.lastCheckpoint();
  if (seal === undefined || seal.size === 0)
    throw new NothingSealed('Il registro non ha ancora alcun sigillo. (Nothing was sealed yet.)');
  const { origin, size } = parseCheckpoint(parseNote(seal.note).text);
  await folder.put('checkpoint', seal.note);
  await folder.put('policy', parts.policy);
  await writeTiles(parts.file, size, folder);
  const told = await writeFacts(parts, { scope, seal: seal.note, size }, folder, progress);
  if (told.facts === 0 || (scope.kind === 'cycle' && !told.streams.has(scope.stream)))
    throw new NothingSealed('Di quel che è stato chiesto non è sigillato alcun fatto.');
  for (const { id, version, text } of parts.definitions)
    if (told.definitions.has(`${id}.${version}`) || scope.kind === 'log')
      await folder.put(`definitions/${id}.${version}.json`, text);
  await folder.put('documents.json', `${canonicalJson(told.documents.all)}\n`);
  const about = { origin, size, scope, facts: told.facts };
  await folder.put('LEGGIMI.md', readMe.it(about));
  await folder.put('README.md', readMe.en(about));
  const manifest: Manifest = {
    ...{ v: 1, ...about },
    streams: scope.kind === 'log' ? [] : [...new Set([scope.stream, 'ledger'])].sort(),
    decisions: [...parts.decisions].sort(),
    files: folder.files,
  };
  await writeSigned(parts.signers, manifest, folder, parts.page);
  return manifest;
}

async function writeTiles(file: LedgerFile, size: number, folder: BundleFolder): Promise<void> {
  for (const place of tilesOf(size)) {
    await folder.put(tilePath(place), tileBytes(file.subtree, place));
    if (place.index % TURN === 0) await setImmediate();
  }
}

/** What was found in the facts while they were written. */
interface Told {
  readonly facts: number;
  readonly streams: ReadonlySet<string>;
  /** `poa-annuale.1` */
  readonly definitions: ReadonlySet<string>;
  readonly documents: Documents;
}

async function writeFacts(
  parts: BundleParts,
  { scope, seal, size }: { readonly scope: Scope; readonly seal: string; readonly size: number },
  folder: BundleFolder,
  progress: (done: number, total: number | undefined) => void,
): Promise<Told> {
  const total = scope.kind === 'log' ? size : undefined;
  const lines = await folder.begin('facts.ndjson');
  const entries = scope.kind === 'log' ? new EntryTiles(folder) : undefined;
  const [streams, definitions] = [new Set<string>(), new Set<string>()];
  const documents = new Documents();
  const apart = new Set<string>();
  let [facts, proofs] = [0, 0];
  let origin: string | undefined;
  for await (const fact of chosenFacts({ ...parts, size }, scope)) {
    const { index, event, bytes } = fact;
    const [front, back] = factLineAround(index);
    await lines.write(Buffer.from(front), bytes, Buffer.from(back));
    await entries?.add(bytes);
    if (fact.apart) await writeApart(fact.apart, apart, folder);
    if (scope.kind === 'cycle' && parts.decisions.has(event.type) && proofs < MOST_PROOFS) {
      proofs += 1;
      await writeProof(parts.file, { fact, seal, size }, folder);
    }
    if (event.stream === 'ledger') {
      if (typeof event.data['origin'] === 'string') ({ origin } = event.data);
      await writeAnchor(parts.file, { fact, origin }, size, folder);
      await writeSuccession(parts.file, fact, size, folder);
    }
    if (event.revision === 0) streams.add(event.stream);
    for (const each of [event.metadata['definition'], event.data['to']])
      if (isReference(each)) definitions.add(`${each.id}.${each.version}`);
    documents.look(event.data, index);
    facts += 1;
    if (facts % TURN !== 0) continue;
    progress(facts, total);
    await setImmediate();
  }
  await lines.end();
  await entries?.end();
  progress(facts, total ?? facts);
  return { facts, streams, definitions, documents };
}

function isReference(
  value: Json | undefined,
): value is { readonly id: string; readonly version: number } {
  return value !== null && typeof value === 'object' && 'id' in value && 'version' in value;
}

/** The entries of the whole log in the bundles of C2SP tlog-tiles. */
class EntryTiles {
  #waiting: Uint8Array[] = [];
  #index = 0;

  constructor(private readonly folder: BundleFolder) {}

  async add(entry: Uint8Array): Promise<void> {
    this.#waiting.push(entry);
    if (this.#waiting.length === TILE_WIDTH) await this.end();
  }

  async end(): Promise<void> {
    const width = this.#waiting.length;
    if (width === 0) return;
    const path = tilePath({ level: 'entries', index: this.#index++, width });
    await this.folder.put(path, bundleBytes(this.#waiting));
    this.#waiting = [];
  }
}

async function writeApart(
  data: Uint8Array,
  written: Set<string>,
  folder: BundleFolder,
): Promise<void> {
  const sha256 = createHash('sha256').update(data).digest('hex');
  if (written.has(sha256)) return;
  written.add(sha256);
  await folder.put(`apart/${sha256}.json`, data);
}

async function writeProof(
  file: LedgerFile,
  {
    fact: { index, event },
    seal,
    size,
  }: { readonly fact: ChosenFact; readonly seal: string; readonly size: number },
  folder: BundleFolder,
): Promise<void> {
  const proof = inclusionProof(file.subtree, index, size);
  const text = tlogProofText({ index, proof, checkpoint: seal });
  await folder.put(`proofs/${event.id}.tlog-proof`, text);
}

/** What somebody outside has said of a seal, as files that other programs read. The ledger went by a name then. */
async function writeAnchor(
  file: LedgerFile,
  {
    fact: { event },
    origin: nameThen,
  }: { readonly fact: ChosenFact; readonly origin: string | undefined },
  covered: number,
  folder: BundleFolder,
): Promise<void> {
  if (event.type !== 'ExternalSealRecorded') return;
  const { size, kind, evidence } = event.data as Readonly<Record<string, unknown>>;
  if (typeof size !== 'number' || size > covered || typeof evidence !== 'string') return;
  const name = `${size}-${String(kind)}-${event.revision}`;
  const seal = file.checkpointFrom(size);
  const path = `checkpoints/${size}.note`;
  if (seal?.size === size && !folder.has(path)) await folder.put(path, seal.note);
  if (kind === 'timestamp' && evidence !== '') {
    const origin =
      nameThen ?? parseCheckpoint(parseNote(file.lastCheckpoint()?.note ?? '').text).origin;
    const body = checkpointText({ origin, size, root: rootOf(file.subtree, size) });
    await folder.put(`anchors/${name}.tsr`, Buffer.from(evidence, 'base64'));
    if (!folder.has(`anchors/${size}.body`)) await folder.put(`anchors/${size}.body`, body);
  } else if (evidence !== '') await folder.put(`anchors/${name}.note`, evidence);
}

/** The first seal after a change of the key, which both keys have signed: it leads from the one to the other. */
async function writeSuccession(
  file: LedgerFile,
  { event, index }: ChosenFact,
  covered: number,
  folder: BundleFolder,
): Promise<void> {
  if (event.type !== 'LedgerKeyRotated') return;
  const seal = file.checkpointFrom(index + 1);
  const path = `checkpoints/${seal?.size ?? 0}.note`;
  if (seal !== undefined && seal.size <= covered && !folder.has(path))
    await folder.put(path, seal.note);
}

async function writeSigned(
  signers: readonly NoteSigner[],
  manifest: Manifest,
  folder: BundleFolder,
  template: string,
): Promise<void> {
  const written = `${canonicalJson(manifest)}\n`;
  const note = signedFile(signers, manifest.origin, 'manifest.json', written);
  await folder.put('manifest.json', written);
  await folder.put('manifest.note', note);
  const page = await pageWith(template, manifest, folder);
  await folder.put('verify.html', page);
  const pageNote = signedFile(signers, manifest.origin, 'verify.html', page);
  await folder.put('verify.html.note', pageNote);
}

function signedFile(
  signers: readonly NoteSigner[],
  origin: string,
  name: string,
  content: string,
): string {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const text = signedFileText(origin, name, sha256);
  // A second line of the ledger signs checkpoints and nothing else.
  const signatures = signers
    .filter(({ key }) => key.type === 1)
    .map((signer) => signer.sign(text, 0));
  return noteText({ text, signatures });
}
