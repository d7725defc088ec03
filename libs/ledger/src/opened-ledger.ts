import { createHash } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { setImmediate as othersTurn } from 'node:timers/promises';
import {
  WrongExpectedRevision,
  type EventStore,
  type RecordedEvent,
  type StoredLog,
} from '#event-store';
import { BrokenHistory } from './broken-history.js';
import { examine } from './examine.js';
import {
  LEDGER_STREAM,
  ledgerFactData,
  type LedgerEnvelope,
  type LedgerFact,
} from './ledger-facts.js';
import { LedgerFile } from './ledger-file.js';
import { ledgerHistory, type LedgerHistory } from './ledger-history.js';
import { ledgerKeyIn, madeLedgerKey } from './ledger-key.js';
import { firstOrigin } from './ledger-origin.js';
import { sameHash } from './merkle/hash.js';
import { parseCheckpoint } from './note/checkpoint.js';
import { parseNote } from './note/signed-note.js';
import { signatureTypes } from './note/signature-type.js';
import { NoteSigner } from './note/signing.js';
import { verifierKeyText, type VerifierKey } from './note/verifier-key.js';
import { Sealer } from './sealer.js';

/** The board on which instances leave each other what was signed. */
export const LEDGER_BOARD = 'ledger';

/** Facts per transaction while the tree is made anew. */
const AT_ONCE = 250;

/** Where the ledger of an installation is, and how it is to be. */
export interface LedgerPlace {
  /** The log as it is written: what is sealed in it stays sealed. */
  readonly store: EventStore & Pick<StoredLog, 'readStored'>;
  /** `ledger.db`; its folder must exist. */
  readonly file: string;
  /** The file of the key, made when the ledger is opened. */
  readonly keyFile: string;
  /** The file of the key of the second line, where one is to be signed. */
  readonly postQuantumKeyFile?: string | undefined;
  /** The host people open, by which the ledger is called; undefined where there is none. */
  readonly host: string | undefined;
  /** Milliseconds since 1970, UTC. */
  readonly nowMs: () => number;
  /** Which policy is in force: it stands in what is recorded. */
  readonly policy: string;
  /** The streams whose facts the program never dates before the one before them. */
  readonly isInOrder: (stream: string) => boolean;
}

/** A ledger that was found in order. */
export interface OpenedLedger {
  readonly file: LedgerFile;
  readonly history: LedgerHistory;
  /** Nobody where the key is kept elsewhere. */
  readonly signers: readonly NoteSigner[];
  readonly sealer: Sealer;
  /** Whether the file was made anew, though the log had been sealed: then what was signed before is not known here. */
  readonly isAnew: boolean;
}

/**
 * Opens the ledger of a log, and at first start gives it a name and a key. Compares what was signed with what is
 * there.
 * @throws BrokenHistory, UnusableLedgerKey, StoreUnavailable
 */
export async function openLedger(place: LedgerPlace): Promise<OpenedLedger> {
  const found = await ledgerHistory(place.store);
  if (found === undefined && existsSync(place.file)) mustBeEmpty(place.file);
  const named = found ?? (await firstNamed(place));
  const history = await withSecondLine(place, named);
  const signers = signersOf(place, history);
  const isMade = asideIfEarlier(place.file, history);
  const isAnew = isMade && found !== undefined && !isShared(place);
  const { store, nowMs, isInOrder } = place;
  const { origin } = history;
  const file = new LedgerFile(place.file);
  try {
    await examine({ store, file, ...history });
    const sealer = new Sealer({ file, origin, signers, nowMs, isInOrder });
    if (sealer.mustComeTo !== undefined) await growToEnd(store, file, sealer);
    return { file, history, signers, sealer, isAnew };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Grows the tree up to the end of the log, and signs nothing. @throws BrokenHistory, StoreUnavailable */
export async function growToEnd(
  store: Pick<EventStore, 'readAll'>,
  file: LedgerFile,
  sealer: Sealer,
): Promise<void> {
  let batch: RecordedEvent[] = [];
  for await (const event of store.readAll({ after: file.lastPosition() })) {
    batch.push(event);
    if (batch.length < AT_ONCE) continue;
    sealer.sealBatch(batch, false);
    batch = [];
    await othersTurn();
  }
  sealer.sealBatch(batch, false);
  sealer.mustHaveCome();
}

/** Records something about the ledger. @param atRevision of the stream, where nothing may come between */
export async function recordLedgerFact(
  {
    store,
    nowMs,
    policy,
  }: Pick<LedgerPlace, 'nowMs' | 'policy'> & { readonly store: Pick<EventStore, 'append'> },
  fact: LedgerFact,
  atRevision: 'none' | 'any' = 'any',
): Promise<void> {
  const envelope: LedgerEnvelope = {
    recordedAt: new Date(nowMs()).toISOString(),
    policy,
    schemaVersion: 1,
  };
  const data = ledgerFactData(fact);
  const id = idOf(JSON.stringify([fact.type, data]));
  const metadata = { ...envelope };
  await store.append(LEDGER_STREAM, [{ id, type: fact.type, data, metadata }], atRevision);
}

/** The same fact has the same id: told twice it is recorded once. UUID version 8 (RFC 9562, 5.8). */
function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A ledger over a log that knows of none belongs to another log. @throws BrokenHistory */
function mustBeEmpty(path: string): void {
  const file = new LedgerFile(path);
  const { size } = file;
  file.close();
  if (size > 0) throw new BrokenHistory('log-shorter', `0 < ${size}`);
}

async function firstNamed(place: LedgerPlace): Promise<LedgerHistory> {
  const key = ledgerKeyIn(place.keyFile, 'ed25519') ?? madeLedgerKey(place.keyFile, 'ed25519');
  const origin = firstOrigin(place.host, key);
  const signer = new NoteSigner(origin, signatureTypes.ed25519, key);
  const fact = {
    type: 'LedgerOpened',
    data: { origin, key: verifierKeyText(signer.key) },
  } as const;
  try {
    await recordLedgerFact(place, fact, 'none');
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error; // another instance was faster
  }
  const history = await ledgerHistory(place.store);
  if (!history) throw new Error('The log does not give back what was recorded');
  return history;
}

/** Has the log know the key of the second line, where one is wanted and not known yet. */
async function withSecondLine(place: LedgerPlace, history: LedgerHistory): Promise<LedgerHistory> {
  const { postQuantumKeyFile: keyFile } = place;
  if (keyFile === undefined || history.postQuantumKey) return history;
  const key = ledgerKeyIn(keyFile, 'ml-dsa-44') ?? madeLedgerKey(keyFile, 'ml-dsa-44');
  const signer = new NoteSigner(history.origin, signatureTypes.mlDsa44Cosignature, key);
  await recordLedgerFact(place, {
    type: 'LedgerKeyAdded',
    data: { origin: history.origin, key: verifierKeyText(signer.key) },
  });
  return (await ledgerHistory(place.store)) ?? history;
}

/** Whether other instances may work on the same log. */
function isShared({ store }: LedgerPlace): boolean {
  return store.noticeBoard(LEDGER_BOARD) !== undefined;
}

/**
 * Who signs here. Where several instances share a log, one without the key reads on and signs nothing; a log of our
 * own nobody else would sign.
 * @throws BrokenHistory, UnusableLedgerKey
 */
function signersOf(place: LedgerPlace, history: LedgerHistory): readonly NoteSigner[] {
  const { origin, key, postQuantumKey } = history;
  const first = ledgerKeyIn(place.keyFile, 'ed25519');
  const signer = first && new NoteSigner(origin, signatureTypes.ed25519, first);
  if (signer === undefined || verifierKeyText(signer.key) !== verifierKeyText(key)) {
    if (isShared(place) && signer === undefined) return [];
    if (isNext(place, key)) throw new BrokenHistory('rotation-unfinished', place.keyFile);
    throw new BrokenHistory(signer ? 'key-other' : 'key-lost', place.keyFile);
  }
  if (place.postQuantumKeyFile === undefined || !postQuantumKey) return [signer];
  const second = ledgerKeyIn(place.postQuantumKeyFile, 'ml-dsa-44');
  if (!second) throw new BrokenHistory('key-lost', place.postQuantumKeyFile);
  const secondSigner = new NoteSigner(origin, signatureTypes.mlDsa44Cosignature, second);
  if (verifierKeyText(secondSigner.key) !== verifierKeyText(postQuantumKey))
    throw new BrokenHistory('key-other', place.postQuantumKeyFile);
  return [signer, secondSigner];
}

/**
 * Puts a ledger of an earlier epoch aside, since the log says that this one has begun.
 * @returns whether the ledger is then to be made anew
 */
function asideIfEarlier(path: string, { earlierOrigins }: LedgerHistory): boolean {
  if (!existsSync(path)) return true;
  const file = new LedgerFile(path);
  const last = file.lastCheckpoint();
  file.close();
  if (last === undefined) return false;
  const { origin } = parseCheckpoint(parseNote(last.note).text);
  if (!earlierOrigins.includes(origin)) return false;
  const epoch = origin.slice(origin.lastIndexOf('/') + 1);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${path}${suffix}`))
      renameSync(`${path}${suffix}`, path.replace(/(\.db)?$/, `-${epoch}.db${suffix}`));
  }
  return true;
}

/** Where the key stands that is to follow, while it is changed. */
export const nextKeyFile = (keyFile: string): string => `${keyFile}.next`;

/** Whether the key that the log knows is the one that was about to follow. */
function isNext({ keyFile }: LedgerPlace, { name, publicKey }: VerifierKey): boolean {
  const next = ledgerKeyIn(nextKeyFile(keyFile), 'ed25519');
  if (!next) return false;
  const { key } = new NoteSigner(name, signatureTypes.ed25519, next);
  return sameHash(key.publicKey, publicKey);
}
