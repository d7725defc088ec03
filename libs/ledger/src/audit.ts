import { setImmediate as othersTurn } from 'node:timers/promises';
import { holdsNotices, type EventStore, type StoredEvent, type StoredLog } from '#event-store';
import { BrokenHistory } from './broken-history.js';
import { lastSigned } from './examine.js';
import { LEDGER_STREAM, type ExternalSeal } from './ledger-facts.js';
import { externalSealOf } from './ledger-history.js';
import type { LedgerFile, SignedCheckpoint } from './ledger-file.js';
import { GrowingTree } from './merkle/growing-tree.js';
import { sameHash } from './merkle/hash.js';
import { base64Of } from './note/base64.js';
import { parseCheckpoint } from './note/checkpoint.js';
import { parseNote } from './note/signed-note.js';
import { storedLeaf } from './stored-leaf.js';
import type { VerifierKey } from './note/verifier-key.js';

/** Facts between two pauses in which requests get their turn. */
const AT_A_TIME = 100;

/** What is read again. */
export interface Audited {
  readonly store: Pick<EventStore, 'read'> & Pick<StoredLog, 'readStored'>;
  readonly file: LedgerFile;
  readonly origin: string;
  /** The key that must have signed last. */
  readonly key: VerifierKey;
}

/**
 * Reads every sealed fact again from the bytes of the log, makes every leaf and the tree anew, and compares them
 * with the ledger, with every checkpoint that was signed and with what was sealed outside. What the ledger file
 * says of the tree is not believed.
 * @returns how many facts were read: those that were sealed when it began, or fewer when the signal aborts
 * @throws BrokenHistory, StoreUnavailable
 */
export async function audit(
  { store, file, origin, key }: Audited,
  signal?: AbortSignal,
): Promise<number> {
  const last = file.lastCheckpoint();
  if (last === undefined) return 0;
  lastSigned(last, origin, key);
  const tree = GrowingTree.empty();
  const tails = new Map<string, Uint8Array>();
  const seals = await sealsIn(store);
  let next = file.checkpointFrom(1);
  let known: Uint8Array[] = [];
  for await (const event of store.readStored()) {
    if (holdsNotices(event.stream)) continue;
    if (tree.size === last.size) break;
    const hash = storedLeaf(event, tails.get(event.stream));
    if (known.length === 0) known = file.hashes(tree.size, AT_A_TIME).toReversed();
    const leaf = known.pop();
    if (!leaf || !sameHash(leaf, hash)) throw new BrokenHistory('log-other', where(event));
    tails.set(event.stream, hash);
    tree.push(hash);
    if (next?.size === tree.size) {
      mustHaveRoot(next, origin, tree.root());
      next = file.checkpointFrom(tree.size + 1);
    }
    for (const seal of seals.get(tree.size) ?? []) mustBeAsSealed(seal, tree.root());
    if (tree.size % AT_A_TIME === 0) {
      await othersTurn();
      if (signal?.aborted) return tree.size;
    }
  }
  if (tree.size < last.size) throw new BrokenHistory('log-shorter', `${tree.size} < ${last.size}`);
  return tree.size;
}

/** @throws BrokenHistory when another root was signed */
function mustHaveRoot({ size, note }: SignedCheckpoint, origin: string, root: Uint8Array): void {
  const signed = parseCheckpoint(parseNote(note).text);
  if (signed.origin !== origin || signed.size !== size || !sameHash(signed.root, root))
    throw new BrokenHistory('log-other', `1–${size}`);
}

/** @throws BrokenHistory when another root is known outside */
function mustBeAsSealed({ size, root, kind, reference }: ExternalSeal, ours: Uint8Array): void {
  if (base64Of(ours) !== root)
    throw new BrokenHistory('seal-other', `${kind} ${reference}, ${size}`);
}

/** What was sealed outside, by size. */
async function sealsIn(store: Pick<EventStore, 'read'>): Promise<Map<number, ExternalSeal[]>> {
  const seals = new Map<number, ExternalSeal[]>();
  for await (const event of store.read(LEDGER_STREAM)) {
    const seal = externalSealOf(event);
    if (seal) seals.set(seal.size, [...(seals.get(seal.size) ?? []), seal]);
  }
  return seals;
}

const where = ({ stream, revision }: StoredEvent): string => `${stream} ${revision}`;
