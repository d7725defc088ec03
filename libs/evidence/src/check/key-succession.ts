import { sameBytes } from '../format/bytes.js';
import type { Cryptography } from '../format/cryptography.js';
import {
  keyTypes,
  readCheckpoint,
  readVerifierKey,
  signaturesOf,
  type Note,
  type VerifierKey,
} from '../format/note.js';
import type { SealedFact } from './entry.js';
import type { Sentence } from './steps.js';

/** That the ledger got another key, as the log says it. */
interface Rotation {
  readonly index: number;
  readonly from: string;
  readonly to: string;
}

/** A seal of this history, and who has signed it. */
interface SignedSeal {
  readonly name: string;
  readonly note: Note;
}

/**
 * Leads from a key that is believed to those that came after it. A new key is believed where the log says of the
 * change, and a seal that covers this fact, of this very history, is signed with both: without the key that was
 * believed nobody makes such a seal.
 */
export class KeySuccession {
  readonly #rotations: Rotation[] = [];
  readonly #seals: SignedSeal[] = [];
  readonly #notes: Sentence[] = [];

  constructor(private readonly cryptography: Cryptography) {}

  takeSeal(name: string, note: Note): void {
    this.#seals.push({ name, note });
  }

  takeFact({ stream, type, index, data: { from, to } }: SealedFact): void {
    if (stream !== 'ledger' || type !== 'LedgerKeyRotated') return;
    if (typeof from === 'string' && typeof to === 'string')
      this.#rotations.push({ index, from, to });
  }

  /**
   * The keys that are believed, with those that follow from them, and those before them: what these have signed
   * counts for earlier seals, and for no other.
   * @param known the keys that are believed
   * @param roots of this history, as they were worked out, by size
   */
  async follow(
    known: readonly VerifierKey[],
    roots: ReadonlyMap<number, Uint8Array>,
  ): Promise<{
    readonly believed: readonly VerifierKey[];
    readonly former: readonly VerifierKey[];
  }> {
    const believed = [...known];
    for (const rotation of this.#rotations) {
      const after = await this.#next(believed, rotation.from, rotation.to, rotation, roots);
      if (after === undefined) continue;
      believed.push(after.key);
      this.#notes.push(followed(rotation, after.seal));
    }
    const all = [...believed];
    for (const rotation of this.#rotations.toReversed()) {
      const before = await this.#next(all, rotation.to, rotation.from, rotation, roots);
      if (before !== undefined) all.push(before.key);
    }
    return { believed, former: all.slice(believed.length) };
  }

  /** The key at the other end of a change, where it is not known yet, and the seal that vouches for it. */
  async #next(
    known: readonly VerifierKey[],
    from: string,
    to: string,
    { index }: Rotation,
    roots: ReadonlyMap<number, Uint8Array>,
  ): Promise<{ readonly key: VerifierKey; readonly seal: string } | undefined> {
    const believed = known.find(({ text }) => text === from);
    if (believed === undefined || known.some(({ text }) => text === to)) return undefined;
    const key = await readVerifierKey(to, this.cryptography);
    if (key?.type !== keyTypes.ed25519 || key.name !== believed.name) return undefined;
    const seal = await this.#sealOfBoth([believed, key], index, roots);
    return seal === undefined ? undefined : { key, seal };
  }

  /** What whoever reads the report must know of it. */
  notes(): readonly Sentence[] {
    return this.#notes;
  }

  async #sealOfBoth(
    keys: readonly [VerifierKey, VerifierKey],
    index: number,
    roots: ReadonlyMap<number, Uint8Array>,
  ): Promise<string | undefined> {
    for (const { name, note } of this.#seals) {
      const checkpoint = readCheckpoint(note.text);
      const root = checkpoint && roots.get(checkpoint.size);
      const isOurs =
        checkpoint?.origin === keys[0].name &&
        checkpoint.size > index &&
        root !== undefined &&
        sameBytes(root, checkpoint.root);
      if (!isOurs) continue;
      const { good } = await signaturesOf(note, keys, this.cryptography);
      if (good.length === keys.length) return name;
    }
    return undefined;
  }
}

const followed = ({ index, to }: Rotation, seal: string): Sentence => ({
  it: `Il registro ha cambiato chiave (fatto #${index}). La nuova, ${to}, è creduta perché la precedente ha firmato con lei il sigillo ${seal}.`,
  en: `The ledger has changed its key (fact #${index}). The new one, ${to}, is believed because the one before has signed the seal ${seal} with it.`,
});
