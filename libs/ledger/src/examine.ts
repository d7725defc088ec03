import type { EventStore, RecordedEvent } from '#event-store';
import { BrokenHistory } from './broken-history.js';
import { entryOf } from './entry.js';
import type { Leaf, LedgerFile } from './ledger-file.js';
import { leafHash, sameHash } from './merkle/hash.js';
import { rootOf } from './merkle/tree.js';
import { parseCheckpoint } from './note/checkpoint.js';
import { parseNote } from './note/signed-note.js';
import { signedBy } from './note/signing.js';
import type { VerifierKey } from './note/verifier-key.js';

/** So many facts at the end of the ledger are read again at each start. */
const FACTS_AT_THE_END = 100;

/** What is compared. */
export interface Examined {
  readonly store: Pick<EventStore, 'read' | 'readAll' | 'end'>;
  readonly file: LedgerFile;
  readonly origin: string;
  /** Every key that has signed under this origin. */
  readonly keys: readonly VerifierKey[];
}

/**
 * Compares what was signed with the ledger, and the last facts of the ledger with the log: quick, before anything
 * is sealed.
 * @throws BrokenHistory, which says what is wrong; StoreUnavailable
 */
export async function examine(examined: Examined): Promise<void> {
  mustBeAsSigned(examined);
  const { store, file } = examined;
  const last = file.leafAt(file.size - 1);
  if (last === undefined) return;
  if ((await store.end()) < last.position)
    throw new BrokenHistory('log-shorter', `${last.stream} ${last.revision}`);
  const first = Math.max(0, file.size - FACTS_AT_THE_END);
  const after = file.leafAt(first - 1)?.position ?? 0;
  let index = first;
  for await (const event of store.readAll({ after, max: file.size - first })) {
    const leaf = file.leafAt(index++);
    if (leaf) mustBe(leaf, event, file);
  }
  if (index < file.size) throw new BrokenHistory('log-shorter', `${index} < ${file.size}`);
}

/** @throws BrokenHistory when the last checkpoint is not by one of the keys, or not over this tree */
function mustBeAsSigned({ file, origin, keys }: Examined): void {
  const last = file.lastCheckpoint();
  if (last === undefined) return;
  const note = parseNote(last.note);
  const signed = parseCheckpoint(note.text);
  if (signed.origin !== origin || signedBy(note, keys).length === 0)
    throw new BrokenHistory('key-other', origin);
  if (file.size < signed.size)
    throw new BrokenHistory('ledger-other', `${file.size} < ${signed.size}`);
  if (!sameHash(rootOf(file.subtree, signed.size), signed.root))
    throw new BrokenHistory('ledger-other', `1–${signed.size}`);
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
