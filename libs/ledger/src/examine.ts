import type { EventStore, RecordedEvent } from '#event-store';
import { BrokenHistory } from './broken-history.js';
import { entryOf } from './entry.js';
import type { Leaf, LedgerFile, SignedCheckpoint } from './ledger-file.js';
import { leafHash, sameHash } from './merkle/hash.js';
import { rootOf } from './merkle/tree.js';
import { parseCheckpoint, type Checkpoint } from './note/checkpoint.js';
import { InvalidNote, parseNote } from './note/signed-note.js';
import { signedBy } from './note/signing.js';
import type { VerifierKey } from './note/verifier-key.js';

/** So many facts at the end of the ledger are read again at each start. */
const FACTS_AT_THE_END = 100;

/** What is compared. */
export interface Examined {
  readonly store: Pick<EventStore, 'read' | 'readAll'>;
  readonly file: LedgerFile;
  readonly origin: string;
  /** The key that must have signed last. */
  readonly key: VerifierKey;
}

/**
 * Compares what was signed with the ledger, and the last facts of the ledger with the log: quick, before anything
 * is sealed. A ledger over a log that was moved meanwhile forgets its tree, to be made anew from there.
 * @throws BrokenHistory, which says what is wrong; StoreUnavailable
 */
export async function examine(examined: Examined): Promise<void> {
  const { store, file, origin, key } = examined;
  const signed = lastSigned(file.lastCheckpoint(), origin, key);
  const last = file.leafAt(file.size - 1);
  if (last === undefined) return;
  const found = await recorded(store, last);
  if (found === undefined)
    throw new BrokenHistory('log-shorter', `${last.stream} ${last.revision}`);
  if (found.position !== last.position) {
    file.beginAnew();
    return;
  }
  if (
    signed &&
    file.size >= signed.size &&
    !sameHash(rootOf(file.subtree, signed.size), signed.root)
  )
    throw new BrokenHistory('ledger-other', `1–${signed.size}`);
  await mustEndAsItDid(examined);
}

/** What a checkpoint says. @throws BrokenHistory when the key has not signed it, or not for this ledger */
export function lastSigned(
  last: SignedCheckpoint | undefined,
  origin: string,
  key: VerifierKey,
): Checkpoint | undefined {
  if (last === undefined) return undefined;
  try {
    const note = parseNote(last.note);
    const signed = parseCheckpoint(note.text);
    if (signed.origin === origin && signedBy(note, [key]).length > 0) return signed;
  } catch (error) {
    if (!(error instanceof InvalidNote)) throw error;
    throw new BrokenHistory('ledger-other', error.message);
  }
  throw new BrokenHistory('key-other', origin);
}

/** The fact of a leaf, as the log has it now. */
async function recorded(
  store: Examined['store'],
  { stream, revision }: Leaf,
): Promise<RecordedEvent | undefined> {
  for await (const event of store.read(stream, { from: revision, max: 1 })) return event;
  return undefined;
}

async function mustEndAsItDid({ store, file }: Examined): Promise<void> {
  const first = Math.max(0, file.size - FACTS_AT_THE_END);
  const after = file.leafAt(first - 1)?.position ?? 0;
  let index = first;
  for await (const event of store.readAll({ after, max: file.size - first })) {
    const leaf = file.leafAt(index++);
    if (leaf) mustBe(leaf, event, file);
  }
  if (index < file.size) throw new BrokenHistory('log-shorter', `${index} < ${file.size}`);
}

/** @throws BrokenHistory when the log has another fact where the ledger has this one */
function mustBe(leaf: Leaf, event: RecordedEvent, file: LedgerFile): void {
  const where = `${leaf.stream} ${leaf.revision}`;
  if (event.stream !== leaf.stream || event.revision !== leaf.revision || event.id !== leaf.eventId)
    throw new BrokenHistory('log-other', where);
  const before = file.leafIn(leaf.stream, leaf.revision - 1);
  if (!sameHash(leafHash(entryOf(event, before?.hash).bytes), leaf.hash))
    throw new BrokenHistory('log-other', where);
}
