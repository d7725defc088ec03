import { bytesOf, bytesOfBase64, hexOf, sameBytes, textOf } from '../format/bytes.js';
import { sha256Of, type Cryptography } from '../format/cryptography.js';
import {
  checkpointBody,
  readCheckpoint,
  readNote,
  signaturesOf,
  type Checkpoint,
  type Note,
  type VerifierKey,
} from '../format/note.js';
import { textsOf } from '../format/mail.js';
import type { Policy } from '../format/policy.js';
import { readTimeStamp } from '../format/time-stamp.js';
import type { SealedFact } from './entry.js';
import type { Epochs } from './epochs.js';
import type { EvidenceSource } from './evidence-source.js';
import type { AnchorReport, Findings, StampSignature } from './report.js';
import type { StampCheck } from './stamp-check.js';
import type { Sentence } from './steps.js';
import type { Anchor } from './time-bounds.js';

/** A text that whoever verifies got by another way: a mail, the text of a QR, a note. */
export interface HeldText {
  /** What to call it: the name of its file. */
  readonly name: string;
  readonly text: string;
  /** When they got it, milliseconds since 1970 (UTC), where they know. */
  readonly atMs?: number;
}

/** What somebody gave as a seal of their own holds none: it says nothing of the history. */
export class NoSealHeld extends Error {
  override readonly name = 'NoSealHeld';

  constructor(
    /** The name of what holds none. */
    readonly held: string,
  ) {
    super(
      `«${held}» non contiene un sigillo: tre righe con il nome del registro, il numero dei fatti e la radice. La storia non è stata controllata. (“${held}” holds no seal: three lines with the name of the ledger, the number of facts and the root. The history was not checked.)`,
    );
  }
}

/** The texts in which a seal may stand: what somebody pasted or saved, and what is in it where it is a mail. */
function sealTextsIn(text: string): readonly string[] {
  return [text, ...textsOf(text)].map((each) =>
    each.replaceAll('\r\n', '\n').replaceAll(/^(?:> ?)+/gm, ''),
  );
}

const sealsIn = (lines: string): readonly string[] =>
  lines.match(/^\S+\n(?:0|[1-9][0-9]*)\n[A-Za-z0-9+/]{43}=$/gm) ?? [];

/** A seal from before, which must be a beginning of this history. */
export interface OldSeal extends Checkpoint {
  readonly kind: AnchorReport['kind'];
  readonly name: string;
}

/** A time stamp and the size of the seal it is about. */
interface Stamped {
  readonly name: string;
  readonly size: number;
  readonly atMs: number;
  readonly imprint: Uint8Array;
  readonly der: Uint8Array;
}

/** What is said of time stamps whose signer nobody here believes or has looked at. */
const stampNotes = {
  'authority-unknown': {
    it: 'Le marche temporali sono firmate come devono, ma non hai detto a quali autorità credi: chi le ha firmate resta da controllare (--tsa-ca FILE).',
    en: 'The time stamps are signed as they must be, but you have not said which authorities you believe: who has signed them is still to be checked (--tsa-ca FILE).',
  },
  'not-checked': {
    it: 'Delle marche temporali qui si legge solo che cosa e quando: la firma si controlla con «traccia verify --tsa-ca FILE» o con «openssl ts -verify».',
    en: 'Of time stamps only what and when is read here: their signature is checked with “traccia verify --tsa-ca FILE” or “openssl ts -verify”.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;

/** Every seal and time from outside that the history is held against. */
export class OutsideCopies {
  readonly seals: OldSeal[] = [];
  readonly anchors: Anchor[] = [];
  /** The seals that lie in the bundle, as they are signed. */
  readonly notesOfLog: { readonly name: string; readonly note: Note }[] = [];
  readonly #stamps: Stamped[] = [];
  readonly #signatures = new Map<Stamped, StampSignature>();

  constructor(
    private readonly policy: Policy,
    private readonly cryptography: Cryptography,
    private readonly findings: Findings,
    private readonly stampCheck?: StampCheck,
  ) {}

  /** Takes in the seal itself, for the times its witnesses give it. */
  async takeSignatures(written: string, size: number): Promise<void> {
    const note = readNote(written);
    if (note === undefined) return;
    const origin = readCheckpoint(note.text)?.origin;
    const witnesses = [...this.policy.witnesses.values()];
    const { good } = await signaturesOf(note, witnesses, this.cryptography);
    for (const { key, atMs } of good)
      if (atMs !== undefined)
        this.anchors.push({ size, atMs, kind: 'witness', name: key.name, origin });
  }

  /** Takes in the seals and time stamps that lie in the bundle. */
  async takeFiles(source: EvidenceSource, paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      if (/^(checkpoints|anchors)\/.*\.note$/.test(path))
        await this.#takeNote(path, textOf((await source.read(path)) ?? new Uint8Array()) ?? '');
      const [, size] = /^anchors\/(\d+)[.-].*\.tsr$/.exec(path) ?? [];
      if (size === undefined) continue;
      const der = (await source.read(path)) ?? new Uint8Array();
      const stamp = readTimeStamp(der);
      if (stamp === undefined)
        this.findings.add('time', path, 'non è una marca temporale', 'is no time stamp');
      else this.#stamps.push({ name: path, size: Number(size), der, ...stamp });
    }
  }

  async #takeNote(name: string, text: string): Promise<void> {
    const note = readNote(text);
    const checkpoint = note && readCheckpoint(note.text);
    if (note === undefined || checkpoint === undefined) {
      this.findings.add('prefix', name, 'non è un sigillo', 'is no seal');
      return;
    }
    this.notesOfLog.push({ name, note });
    this.seals.push({ ...checkpoint, kind: 'checkpoint', name });
    await this.takeSignatures(text, checkpoint.size);
  }

  /** Which of the seals that lie in the bundle are signed by nobody who is believed. */
  async mustBeSignedBy(keys: readonly VerifierKey[]): Promise<void> {
    for (const { name, note } of this.notesOfLog) {
      const origin = readCheckpoint(note.text)?.origin;
      const own = keys.filter((key) => key.name === origin);
      const { good } = await signaturesOf(note, own, this.cryptography);
      // Of an epoch before, whose key nobody gave, the root alone counts: whether it is a beginning of this history.
      if (own.length === 0 || good.length > 0) continue;
      const [it, en] = ['non è firmato dal registro', 'is not signed by the ledger'];
      this.findings.add('prefix', name, it, en);
    }
  }

  /**
   * Takes in what whoever verifies has by another way. A printed root needs no signature: they hold the paper.
   * @throws NoSealHeld
   */
  async takeHeld(held: readonly HeldText[]): Promise<void> {
    for (const { name, text, atMs } of held) {
      const texts = sealTextsIn(text);
      const bodies = new Set(texts.flatMap((lines) => sealsIn(lines)));
      const checkpoints = [...bodies].flatMap((body) => readCheckpoint(`${body}\n`) ?? []);
      if (checkpoints.length === 0) throw new NoSealHeld(name);
      for (const checkpoint of checkpoints) {
        this.seals.push({ ...checkpoint, kind: 'held', name });
        const { origin, size } = checkpoint;
        if (atMs !== undefined) this.anchors.push({ size, atMs, kind: 'held', name, origin });
      }
      for (const lines of new Set(texts)) await this.#takeWitnessesOf(lines);
    }
  }

  async #takeWitnessesOf(lines: string): Promise<void> {
    const [written] = /^\S+\n\d+\n\S+\n\n(?:— .*\n)+/m.exec(lines) ?? [];
    const checkpoint = written === undefined ? undefined : readNote(written);
    const size = checkpoint && readCheckpoint(checkpoint.text)?.size;
    if (written !== undefined && size !== undefined) await this.takeSignatures(written, size);
  }

  /** Takes in what the log says of its seals: which it handed out. */
  takeFact({ type, stream, rev, data }: SealedFact): void {
    if (stream !== 'ledger') return;
    const { size, root, origin } = data;
    if (type !== 'ExternalSealRecorded' || !isCount(size) || typeof root !== 'string') return;
    const bytes = bytesOfBase64(root) ?? bytesOfHex(root);
    const name = `${stream} ${rev}`;
    if (bytes === undefined)
      this.findings.add('prefix', name, 'non dice una radice', 'says no root');
    else
      this.#told.push({
        ...{ origin: typeof origin === 'string' ? origin : '', size, root: bytes },
        ...{ kind: 'checkpoint', name },
      });
  }

  readonly #told: OldSeal[] = [];

  /** The sizes at which a root is needed. What the log itself tells is compared where one is known anyhow. */
  sizes(): readonly number[] {
    return [...this.seals, ...this.#stamps].map(({ size }) => size);
  }

  /** Times from outside, those of time stamps too. */
  times(): readonly Anchor[] {
    const stamped = this.#stamps.map((stamp): Anchor => {
      const { size, atMs, name } = stamp;
      const signature = this.#signatures.get(stamp) ?? 'not-checked';
      return { size, atMs, kind: 'timestamp', name, signature };
    });
    return [...this.anchors, ...stamped];
  }

  /** Compares it all with the history as it was worked out. @param roots by size @param epochs what it declares lost */
  async compare(
    { origin, size }: Checkpoint,
    roots: ReadonlyMap<number, Uint8Array>,
    epochs: Epochs,
  ): Promise<void> {
    const told = this.#told.filter((seal) => roots.has(seal.size));
    for (const seal of [...this.seals, ...told])
      this.#compareSeal(seal, { origin, size, roots, epochs });
    if (this.seals.length > 0) this.findings.done('prefix');
    if (this.times().length > 0) this.findings.done('time');
    for (const stamp of this.#stamps) {
      const root = roots.get(stamp.size);
      const imprints = await Promise.all(
        [origin, ...epochs.earlierOrigins].map((name) => this.#imprintOf(name, stamp.size, root)),
      );
      const imprint = imprints.find((own) => own && sameBytes(own, stamp.imprint));
      if (imprint === undefined) {
        const [it, en] = ['è di un’altra storia', 'is of another history'];
        this.findings.add('time', stamp.name, it, en);
      } else this.#checkSigner(stamp, imprint);
    }
  }

  async #imprintOf(
    origin: string,
    size: number,
    root: Uint8Array | undefined,
  ): Promise<Uint8Array | undefined> {
    const body = root && bytesOf(checkpointBody({ origin, size, root }));
    return body && sha256Of(this.cryptography, body);
  }

  #checkSigner(stamp: Stamped, imprint: Uint8Array): void {
    const found = this.stampCheck?.(stamp.der, imprint);
    if (found === undefined) return;
    this.#signatures.set(stamp, found.outcome);
    if (found.outcome === 'wrong') this.findings.add('time', stamp.name, found.it, found.en);
  }

  /** What whoever reads the report must know of the time stamps. */
  notes(): readonly Sentence[] {
    const signatures = new Set(this.times().map(({ signature }) => signature));
    return (['authority-unknown', 'not-checked'] as const)
      .filter((signature) => signatures.has(signature))
      .map((signature) => stampNotes[signature]);
  }

  #compareSeal(
    seal: OldSeal,
    now: {
      readonly origin: string;
      readonly size: number;
      readonly roots: ReadonlyMap<number, Uint8Array>;
      readonly epochs: Epochs;
    },
  ): void {
    const where = `${seal.name}: ${seal.origin || now.origin} ${seal.size}`;
    const wrong = (it: string, en: string): void => {
      this.findings.add('prefix', where, it, en);
    };
    const origin = seal.origin || now.origin;
    const standing = now.epochs.standingOf({ origin, size: seal.size }, now.origin);
    const root = now.roots.get(seal.size);
    const isBeginning = root !== undefined && sameBytes(root, seal.root);
    if (standing === 'other') {
      wrong('è di un altro registro', 'is of another ledger');
      return;
    }
    if (isBeginning) return;
    if (standing === 'lost') {
      this.findings.lost(
        ...(['prefix', where] as const),
        'copre fatti che il registro dichiara perduti',
        'covers facts that the ledger declares lost',
      );
      return;
    }
    if (standing === 'beyond') {
      wrong(
        'copre più fatti di quanti, secondo la nuova epoca, ce n’erano: la storia fu riscritta (FORK)',
        'covers more facts than there were by what the new epoch says: the history was rewritten (FORK)',
      );
      return;
    }
    if (seal.size > now.size) {
      wrong(
        `il registro ora ha solo ${now.size} fatti: è stato accorciato (ROLLBACK)`,
        `the ledger has only ${now.size} facts now: it was shortened (ROLLBACK)`,
      );
      return;
    }
    wrong(
      `a ${seal.size} fatti la radice era un’altra: la storia è biforcata (FORK)`,
      `at ${seal.size} facts the root was another: the history is forked (FORK)`,
    );
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function bytesOfHex(text: string): Uint8Array | undefined {
  if (!/^[0-9a-f]{64}$/.test(text)) return undefined;
  const bytes = Uint8Array.from({ length: 32 }, (_, at) =>
    Number.parseInt(text.slice(at * 2, at * 2 + 2), 16),
  );
  return hexOf(bytes) === text ? bytes : undefined;
}
