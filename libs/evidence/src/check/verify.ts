import { base64Of, hexOf, sameBytes, textOf } from '../format/bytes.js';
import type { Cryptography } from '../format/cryptography.js';
import { GrowingRoot, leafHashes } from '../format/growing-root.js';
import type { Scope } from '../format/manifest.js';
import {
  readNote,
  readCheckpoint,
  signaturesOf,
  type Checkpoint,
  type Note,
} from '../format/note.js';
import { readPolicy, type Policy } from '../format/policy.js';
import { hashesIn, tileEntries, tilePathOf, TILE_WIDTH } from '../format/tiles.js';
import { DataApart } from './data-apart.js';
import { decisionOf } from './decisions.js';
import { readEntry, readFactLine, type FactLine, type SealedFact } from './entry.js';
import { EntryRules } from './entry-rules.js';
import { Epochs } from './epochs.js';
import { Erasures } from './erasures.js';
import { linesOf, type EvidenceSource } from './evidence-source.js';
import { checkBundle, readManifest } from './check-bundle.js';
import { KeySuccession } from './key-succession.js';
import { NamedDefinitions } from './named-definitions.js';
import { OutsideCopies, type HeldText } from './outside-copies.js';
import type { RememberedSeal } from './remembered-seal.js';
import type { Replaying } from './replaying.js';
import { Findings, resultOf, type AnchorReport, type Decision, type Report } from './report.js';
import type { StampCheck } from './stamp-check.js';
import type { Sentence } from './steps.js';
import { StreamEnds } from './stream-ends.js';
import { notWhole, StoredTiles } from './stored-tiles.js';
import { TimeBounds } from './time-bounds.js';
import { WholeLog } from './whole-log.js';

/** How to verify. */
export interface VerifyOptions {
  readonly source: EvidenceSource;
  readonly cryptography: Cryptography;
  /** The text of a C2SP tlog-policy; without one the keys that are remembered, or those of the bundle itself. */
  readonly policy?: string | undefined;
  readonly remembered?: RememberedSeal | undefined;
  readonly held?: readonly HeldText[];
  /** A bundle of the whole log, which shows whether one of a cycle leaves out any of its facts. */
  readonly whole?: EvidenceSource | undefined;
  readonly replaying?: Replaying | undefined;
  /** Checks who has signed time stamps; without it their signatures are said to be unchecked. */
  readonly stampCheck?: StampCheck | undefined;
  /** Is told how many of how many facts are done. */
  readonly progress?: (done: number, total: number) => void;
}

/** There is nothing here that could be verified; says what is missing. */
export class NothingToVerify extends Error {
  override readonly name = 'NothingToVerify';
}

const onlyThisPage: Sentence = {
  it: 'È stata verificata la copia del fascicolo contenuta in questa pagina, non i file che le stanno accanto: per verificare quelli, indica la loro cartella qui sotto.',
  en: 'The copy of the bundle within this page was verified, not the files that lie beside it: to verify those, choose their folder below.',
};

/** The decisions that a report tells at most. */
const MOST_DECISIONS = 20_000;

/**
 * Verifies evidence: eight steps, each from the bytes of the facts, none from what is only said of them.
 * @throws NothingToVerify, NoSealHeld, InvalidPolicy, and whatever the source throws
 */
export async function verify(options: VerifyOptions): Promise<Report> {
  return new Verification(options, await trustOf(options)).run();
}

interface Trust {
  readonly policy: Policy;
  readonly from: Report['keyFrom'];
}

async function trustOf({
  source,
  cryptography,
  policy,
  remembered,
}: VerifyOptions): Promise<Trust> {
  if (policy !== undefined)
    return { policy: await readPolicy(policy, cryptography), from: 'policy' };
  if (remembered !== undefined) {
    const lines = [...remembered.keys.map((key) => `log ${key}`), 'quorum none'];
    return { policy: await readPolicy(lines.join('\n'), cryptography), from: 'state' };
  }
  const own = textOf((await source.read('policy')) ?? new Uint8Array());
  if (own === undefined || own === '')
    throw new NothingToVerify(
      'Non c’è una policy con la chiave del registro: indicala con --policy. (There is no policy with the key of the ledger: give one.)',
    );
  return { policy: await readPolicy(own, cryptography), from: 'bundle' };
}

class Verification {
  readonly #findings = new Findings();
  readonly #decisions: Decision[] = [];
  readonly #notes: Sentence[] = [];
  readonly #erasures = new Erasures();
  readonly #epochs = new Epochs(this.#findings);
  readonly #apart: DataApart;
  readonly #ends = new StreamEnds();
  #whole: WholeLog | undefined;
  /** Whom whoever verifies believes, and, once the facts were read, the keys that follow from that. */
  #policy: Policy;
  #facts = 0;

  constructor(
    private readonly options: VerifyOptions,
    private readonly trust: Trust,
  ) {
    this.#apart = new DataApart(options.source, this.#findings);
    this.#policy = trust.policy;
  }

  async run(): Promise<Report> {
    const { source, cryptography, held = [], remembered, stampCheck } = this.options;
    const findings = this.#findings;
    const written = textOf((await source.read('checkpoint')) ?? new Uint8Array()) ?? '';
    const { note, checkpoint } = this.#seal(written);
    const manifest = await readManifest(source);
    const succession = new KeySuccession(cryptography);
    const copies = new OutsideCopies(this.#policy, cryptography, findings, stampCheck);
    await copies.takeSignatures(written, checkpoint.size);
    await copies.takeFiles(source, manifest?.files.map(({ path }) => path) ?? []);
    await copies.takeHeld(held);
    if (remembered !== undefined) takeRemembered(copies, remembered);
    const wanted = [...copies.sizes(), checkpoint.size];
    const tiles = new StoredTiles(source, findings);
    const tree = new GrowingRoot(cryptography, wanted, tiles.take);
    const scope = manifest?.scope;
    const isWhole =
      scope?.kind === 'cycle' ? isOneOf([...(manifest?.streams ?? []), scope.stream]) : () => true;
    if (scope?.kind === 'cycle') this.#ofPart(scope, isWhole);
    const bounds = new TimeBounds(copies.times(), findings);
    const rules = new EntryRules(findings, isWhole);
    const isDecision = isOneOf(manifest?.decisions ?? []);
    const definitions = new NamedDefinitions();
    const look = (fact: SealedFact, leaf: Uint8Array): void => {
      this.#facts += 1;
      rules.look(fact, hexOf(leaf));
      const loss = this.#epochs.look(fact);
      if (loss !== undefined) bounds.forget(loss.previousOrigin, loss.survivingSize);
      bounds.look(fact);
      copies.takeFact(fact);
      succession.takeFact(fact);
      this.#erasures.look(fact);
      if (scope?.kind === 'cycle' && isWhole(fact.stream)) this.#ends.look(fact);
      definitions.look(fact);
      if (isWhole(fact.stream) && !this.#apart.isUnread(fact.stream))
        this.#replay(fact, isDecision);
    };
    const isPartial = manifest?.scope.kind === 'cycle';
    const isAllThere = await this.#entries({ size: checkpoint.size, isPartial }, tree, look);
    if (isAllThere) await tiles.end();
    await this.#root(checkpoint, tree);
    for (const { name, note: signed } of copies.notesOfLog) succession.takeSeal(name, signed);
    if (note) succession.takeSeal('checkpoint', note);
    const { believed, former } = await succession.follow(this.#policy.logs, tree.roots);
    this.#policy = { ...this.#policy, logs: believed };
    this.#notes.push(...succession.notes());
    if (note) await this.#signature(note, checkpoint);
    await copies.mustBeSignedBy([...believed, ...former]);
    this.#epochs.compare(checkpoint.origin);
    await copies.compare(checkpoint, tree.roots, this.#epochs);
    if (manifest !== undefined) await definitions.compare(source, findings);
    await this.#apart.compare(manifest?.files.map(({ path }) => path) ?? []);
    await checkBundle({ source, manifest, cryptography, findings, policy: this.#policy });
    if (isAllThere && manifest !== undefined && manifest.facts !== this.#facts)
      findings.add(
        ...(['bundle', 'facts.ndjson'] as const),
        `ha ${this.#facts} fatti, dovevano essere ${manifest.facts}`,
        `has ${this.#facts} facts, not ${manifest.facts}`,
      );
    return this.#report(checkpoint, copies);
  }

  #ofPart(scope: Extract<Scope, { kind: 'cycle' }>, isWhole: (stream: string) => boolean): void {
    const { whole, cryptography } = this.options;
    const findings = this.#findings;
    findings.ofPart();
    if (whole !== undefined)
      this.#whole = new WholeLog({ source: whole, cryptography, findings, scope, isWhole });
  }

  /** @throws NothingToVerify */
  #seal(written: string): { readonly note?: Note; readonly checkpoint: Checkpoint } {
    const note = readNote(written);
    const checkpoint = note && readCheckpoint(note.text);
    if (note !== undefined && checkpoint !== undefined) return { note, checkpoint };
    if (written === '')
      throw new NothingToVerify(
        'Qui non c’è un sigillo (checkpoint). (There is no seal, checkpoint, here.)',
      );
    this.#findings.add('signature', 'checkpoint', 'non è un sigillo', 'is no seal');
    return { checkpoint: { origin: '', size: 0, root: new Uint8Array() } };
  }

  /** Step 1. */
  async #signature(note: Note, checkpoint: Checkpoint): Promise<void> {
    const policy = this.#policy;
    const { cryptography } = this.options;
    const logs = policy.logs.filter(({ name }) => name === checkpoint.origin);
    const byLog = await signaturesOf(note, logs, cryptography);
    this.#findings.done('signature');
    if (byLog.good.length === 0 || byLog.bad.length > 0)
      this.#findings.add(
        ...(['signature', 'checkpoint'] as const),
        `non è firmato con la chiave di ${checkpoint.origin}`,
        `is not signed with the key of ${checkpoint.origin}`,
      );
    const witnesses = [...policy.witnesses];
    const seen = await signaturesOf(
      ...([note, witnesses.map(([, key]) => key), cryptography] as const),
    );
    const names = witnesses.filter(([, key]) => seen.good.some((signed) => signed.key === key));
    if (seen.bad.length > 0 || !policy.isQuorum(new Set(names.map(([name]) => name))))
      this.#findings.add(
        ...(['signature', 'checkpoint'] as const),
        `mancano i testimoni che la policy chiede (visti: ${names.length})`,
        `the witnesses that the policy asks for are missing (seen: ${names.length})`,
      );
  }

  /**
   * Every leaf of the tree, and every fact that is here, in order. Unless only some are meant to be, all must. Ends
   * where nothing more is there: the size is what a seal says, and anybody can write a large number.
   * @returns whether as much was there as the seal says
   */
  async #entries(
    { size, isPartial }: { readonly size: number; readonly isPartial: boolean },
    tree: GrowingRoot,
    look: (fact: SealedFact, leaf: Uint8Array) => void,
  ): Promise<boolean> {
    const { source, cryptography, progress } = this.options;
    const chunks = await source.chunks('facts.ndjson');
    const lines = new FactLines(chunks && linesOf(chunks), this.#findings);
    for (let first = 0; first < size; first += TILE_WIDTH) {
      const width = Math.min(TILE_WIDTH, size - first);
      const place = { index: first / TILE_WIDTH, width };
      const entries = tileEntries(await source.read(tilePathOf('entries', place)));
      const stored = await source.read(tilePathOf(0, place));
      if (entries === undefined && (stored === undefined || !isPartial)) {
        this.#findings.add(
          ...(['root', tilePathOf(isPartial ? 0 : 'entries', place)] as const),
          `manca: il sigillo è su ${size} fatti, e da #${first} in poi qui non ci sono`,
          `is missing: the seal is over ${size} facts, and from #${first} on they are not here`,
        );
        await lines.leave();
        return false;
      }
      const chosen = await lines.before(first + width);
      let leaves: readonly Uint8Array[];
      if (entries !== undefined) {
        leaves = await leafHashes(entries, cryptography);
        this.#compareLines(chosen, entries, first);
        this.#compareHashes(leaves, hashesIn(stored), place);
        for (const [at, bytes] of entries.entries())
          await this.#look(bytes, first + at, leaves[at], look);
      } else {
        leaves = hashesIn(stored);
        const own = await leafHashes(
          chosen.map(({ bytes }) => bytes),
          cryptography,
        );
        for (const [at, { bytes, index }] of chosen.entries()) {
          const [leaf, expected] = [own[at], leaves[index - first]];
          if (leaf === undefined || expected === undefined || !sameBytes(leaf, expected))
            this.#findings.add(
              ...(['root', `#${index}`] as const),
              'non è il fatto che fu sigillato',
              'is not the fact that was sealed',
            );
          await this.#look(bytes, index, leaf, look);
        }
        await this.#whole?.look(first, leaves, new Set(chosen.map(({ index }) => index)));
      }
      if (leaves.length !== width)
        this.#findings.add(
          ...(['root', tilePathOf(isPartial ? 0 : 'entries', place)] as const),
          `ha ${leaves.length} fatti, dovevano essere ${width}`,
          `has ${leaves.length} facts, not ${width}`,
        );
      await tree.push(leaves.slice(0, width));
      progress?.(first + width, size);
    }
    await lines.end();
    return true;
  }

  async #look(
    bytes: Uint8Array,
    index: number,
    leaf: Uint8Array | undefined,
    look: (fact: SealedFact, leaf: Uint8Array) => void,
  ): Promise<void> {
    const fact = readEntry(bytes, index);
    this.#findings.done('canonical');
    this.#findings.done('order');
    if (fact === 'not canonical')
      this.#findings.add('canonical', `#${index}`, 'non è in forma canonica', 'is not canonical');
    else if (fact === 'no entry')
      this.#findings.add('canonical', `#${index}`, 'non è un fatto del registro', 'is no fact');
    else look(await this.#apart.whole(fact), leaf ?? new Uint8Array());
  }

  #compareLines(lines: readonly FactLine[], entries: readonly Uint8Array[], first: number): void {
    for (const { index, bytes } of lines) {
      const entry = entries[index - first];
      if (entry === undefined || !sameBytes(entry, bytes))
        this.#findings.add(
          ...(['root', `facts.ndjson #${index}`] as const),
          'non è il fatto che fu sigillato',
          'is not the fact that was sealed',
        );
    }
  }

  /** Says which fact it is that is not what it was; whether one is, only the root says. */
  #compareHashes(
    leaves: readonly Uint8Array[],
    stored: readonly Uint8Array[],
    place: { readonly index: number; readonly width: number },
  ): void {
    if (stored.length !== leaves.length) {
      this.#findings.add('bundle', tilePathOf(0, place), ...notWhole);
      return;
    }
    leaves.forEach((leaf, at) => {
      if (!sameBytes(leaf, stored[at] ?? leaf))
        this.#findings.add(
          ...(['root', `#${place.index * TILE_WIDTH + at}`] as const),
          'la sua impronta non è quella conservata',
          'its hash is not the one that is kept',
        );
    });
  }

  #replay(fact: SealedFact, isDecision: (type: string) => boolean): void {
    const { replaying } = this.options;
    if (isDecision(fact.type) || replaying?.isDecision(fact.type) === true) {
      if (this.#decisions.length < MOST_DECISIONS) this.#decisions.push(decisionOf(fact));
    }
    if (replaying === undefined || !/^(cycle|register)-/.test(fact.stream)) return;
    this.#findings.done('replay');
    for (const { where, it, en, cannot } of replaying.next(fact)) {
      if (cannot) this.#findings.cannot('replay', { it, en });
      else this.#findings.add('replay', where, it, en);
    }
  }

  async #root({ size, root }: Checkpoint, tree: GrowingRoot): Promise<void> {
    this.#findings.done('root');
    const own = await tree.root();
    if (tree.size === size && sameBytes(own, root)) return;
    this.#findings.add(
      ...(['root', `${tree.size}`] as const),
      `la radice ricalcolata è ${base64Of(own)}, quella firmata ${base64Of(root)}`,
      `the root worked out is ${base64Of(own)}, the signed one ${base64Of(root)}`,
    );
  }

  #report({ origin, size, root }: Checkpoint, copies: OutsideCopies): Report {
    const { from } = this.trust;
    const steps = this.#findings.report();
    if (from === 'bundle')
      this.#notes.push({
        it: 'La chiave del registro è quella scritta nel fascicolo stesso: confrontala con quella stampata nell’atto o nel manuale, o passala con --policy.',
        en: 'The key of the ledger is the one the bundle itself names: compare it with the one printed in the act or the manual, or give it with --policy.',
      });
    const isInPage = this.options.source.isInPage === true;
    if (isInPage) this.#notes.unshift(onlyThisPage);
    const seals = copies.seals.map(({ size: of, kind, name }): AnchorReport => ({
      size: of,
      kind,
      name,
    }));
    this.#notes.push(...this.#ends.notes(this.#whole), ...copies.notes());
    const times = copies.times().map(({ size: of, atMs, ...anchor }): AnchorReport => {
      return { ...anchor, size: of, at: new Date(atMs).toISOString() };
    });
    return {
      ...resultOf(steps),
      of: isInPage ? 'page' : 'files',
      ...{ origin, size, root: base64Of(root), facts: this.#facts },
      ...{ keyFrom: from, keys: this.#policy.logs.map(({ text }) => text) },
      ...{ steps, notes: this.#notes, anchors: [...seals, ...times] },
      epochs: this.#epochs.report(),
      erasures: this.#erasures.report(),
      decisions: this.#decisions,
      standings: this.options.replaying?.standings() ?? [],
      ends: this.#ends.report(),
    };
  }
}

/** The lines of `facts.ndjson`, handed out tile by tile. */
class FactLines {
  #next: FactLine | undefined;
  #last = -1;

  constructor(
    private readonly lines: AsyncGenerator<Uint8Array> | undefined,
    private readonly findings: Findings,
  ) {}

  /** The lines whose facts stand before an index, and that were not handed out yet. */
  async before(end: number): Promise<readonly FactLine[]> {
    const chosen: FactLine[] = [];
    for (;;) {
      this.#next ??= await this.#read();
      if (this.#next === undefined || this.#next.index >= end) return chosen;
      chosen.push(this.#next);
      this.#next = undefined;
    }
  }

  /** Reads no more of them. */
  async leave(): Promise<void> {
    await this.lines?.return(undefined);
  }

  /** What is left has no place in the tree. */
  async end(): Promise<void> {
    const left = this.#next ?? (await this.#read());
    if (left === undefined) return;
    const where = `facts.ndjson #${left.index}`;
    this.findings.add('root', where, 'non è coperto dal sigillo', 'is not covered by the seal');
    await this.leave();
  }

  async #read(): Promise<FactLine | undefined> {
    const next = await this.lines?.next();
    if (next === undefined || next.done === true) return undefined;
    const line = readFactLine(next.value);
    if (line !== undefined && line.index > this.#last) {
      this.#last = line.index;
      return line;
    }
    const where = `facts.ndjson dopo/after #${this.#last}`;
    this.findings.add('canonical', where, 'una riga non è un fatto', 'a line is no fact');
    return this.#read();
  }
}

function takeRemembered(copies: OutsideCopies, { origin, size, root }: RememberedSeal): void {
  const seal = readCheckpoint(`${origin}\n${size}\n${root}\n`);
  if (seal !== undefined && size > 0) copies.seals.push({ ...seal, kind: 'state', name: 'state' });
}

function isOneOf(texts: readonly string[]): (text: string) => boolean {
  const known = new Set(texts);
  return (text) => known.has(text);
}
