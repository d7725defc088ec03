import { existsSync } from 'node:fs';
import type { EventStore } from '#event-store';
import { entryOf } from './entry.js';
import { LedgerFile } from './ledger-file.js';
import { ledgerHistory } from './ledger-history.js';
import { ledgerKeyIn, madeLedgerKey } from './ledger-key.js';
import { firstOrigin, nextOrigin } from './ledger-origin.js';
import { leafHash, sameHash } from './merkle/hash.js';
import { parseCheckpoint } from './note/checkpoint.js';
import { parseNote } from './note/signed-note.js';
import { signatureTypes } from './note/signature-type.js';
import { NoteSigner } from './note/signing.js';
import { verifierKeyText } from './note/verifier-key.js';
import { recordLedgerFact, type LedgerPlace } from './opened-ledger.js';

/** A new epoch, and what was lost of the one before. */
export interface OpenedEpoch {
  readonly origin: string;
  readonly key: string;
  readonly previousOrigin: string;
  /** Facts of the epoch before that are still there. */
  readonly survivingSize: number;
  /** Facts that were sealed, as far as is known here, and are not there any more. */
  readonly lostCount: number;
  /** Whether anything is known here of what was sealed before. */
  readonly isLossKnown: boolean;
}

/**
 * Says in the log that sealed facts were lost, or the key, and gives the ledger another name, under which what is
 * there is sealed anew: a log never signs anything that contradicts what it has signed. Nobody else may be at work
 * on the log. The ledger file of the epoch before is put aside at the next start.
 * @param operator who says so
 * @throws UnusableLedgerKey, StoreUnavailable
 */
export async function openEpoch(
  place: LedgerPlace,
  { reason, operator }: { readonly reason: string; readonly operator: string },
): Promise<OpenedEpoch> {
  const { store, keyFile, postQuantumKeyFile } = place;
  const before = await whatIsLost(place);
  const key = ledgerKeyIn(keyFile, 'ed25519') ?? madeLedgerKey(keyFile, 'ed25519');
  const history = await ledgerHistory(store);
  const previousOrigin = before?.origin ?? history?.origin ?? firstOrigin(place.host, key);
  const origin = nextOrigin(previousOrigin);
  const first = new NoteSigner(origin, signatureTypes.ed25519, key);
  const second =
    postQuantumKeyFile === undefined ? undefined : ledgerKeyIn(postQuantumKeyFile, 'ml-dsa-44');
  const { survivingSize = 0, lostCount = 0, note = null } = before ?? {};
  const opened = {
    origin,
    key: verifierKeyText(first.key),
    previousOrigin,
    survivingSize,
    lostCount,
  };
  await recordLedgerFact(place, {
    type: 'EpochOpened',
    data: {
      ...opened,
      ...(second && {
        postQuantumKey: verifierKeyText(
          new NoteSigner(origin, signatureTypes.mlDsa44Cosignature, second).key,
        ),
      }),
      ...{ previousCheckpoint: note, reason, operator },
    },
  });
  return { ...opened, isLossKnown: note !== null };
}

/** What a ledger file knows of what was sealed, compared with a log. */
export interface LostFacts {
  readonly origin: string;
  /** The last checkpoint, a signed note. */
  readonly note: string;
  readonly survivingSize: number;
  readonly lostCount: number;
}

/** What a log has lost of what the ledger file knows; undefined where the file knows of nothing. */
export async function whatIsLost({
  file: path,
  store,
}: {
  readonly file: string;
  readonly store: Pick<EventStore, 'readAll'>;
}): Promise<LostFacts | undefined> {
  if (!existsSync(path)) return undefined;
  const file = new LedgerFile(path);
  try {
    const last = file.lastCheckpoint();
    if (last === undefined) return undefined;
    const { origin, size } = parseCheckpoint(parseNote(last.note).text);
    const survivingSize = await surviving(store, file, size);
    return { origin, note: last.note, survivingSize, lostCount: size - survivingSize };
  } finally {
    file.close();
  }
}

/** How many of the sealed facts, from the first on, the log still has as they were. */
async function surviving(
  store: Pick<EventStore, 'readAll'>,
  file: LedgerFile,
  size: number,
): Promise<number> {
  const tails = new Map<string, Uint8Array>();
  let index = 0;
  for await (const event of store.readAll({ max: size })) {
    const hash = leafHash(entryOf(event, tails.get(event.stream)).bytes);
    const leaf = file.leafAt(index);
    if (!leaf || !sameHash(leaf.hash, hash)) return index;
    tails.set(event.stream, hash);
    index++;
  }
  return index;
}
