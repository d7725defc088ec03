import { renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeDurable } from '#durable-files';
import { BrokenHistory } from './broken-history.js';
import { examine } from './examine.js';
import { LedgerFile } from './ledger-file.js';
import { ledgerHistory } from './ledger-history.js';
import { ledgerKeyIn, madeLedgerKey } from './ledger-key.js';
import { signatureTypes } from './note/signature-type.js';
import { NoteSigner } from './note/signing.js';
import { verifierKeyText } from './note/verifier-key.js';
import { growToEnd, nextKeyFile, recordLedgerFact, type LedgerPlace } from './opened-ledger.js';
import { Sealer } from './sealer.js';

/** What a change of the key came to. */
export interface RotatedKey {
  readonly origin: string;
  /** The verifier keys before and after. */
  readonly from: string;
  readonly to: string;
  /** The first checkpoint after it, which both have signed. */
  readonly checkpoint: string;
}

/**
 * Gives the ledger another key: the log says so, and one checkpoint carries both signatures. Then the old key is
 * gone. If it was interrupted, to be called again. Nobody else may be at work on the log.
 * @throws BrokenHistory, UnusableLedgerKey, StoreUnavailable
 */
export async function rotateKey(place: LedgerPlace, reason: string): Promise<RotatedKey> {
  const { store, keyFile, nowMs, isInOrder } = place;
  const history = await ledgerHistory(store);
  const old = ledgerKeyIn(keyFile, 'ed25519');
  if (!history || !old) throw new BrokenHistory('key-lost', keyFile);
  const { origin } = history;
  const signerOf = (key: typeof old): NoteSigner =>
    new NoteSigner(origin, signatureTypes.ed25519, key);
  const next =
    ledgerKeyIn(nextKeyFile(keyFile), 'ed25519') ?? madeLedgerKey(nextKeyFile(keyFile), 'ed25519');
  const signers = [signerOf(old), signerOf(next)] as const;
  const [from, to] = [verifierKeyText(signers[0].key), verifierKeyText(signers[1].key)];
  const known = verifierKeyText(history.key);
  if (known !== from && known !== to) throw new BrokenHistory('key-other', keyFile);
  const file = new LedgerFile(place.file);
  try {
    // The old key has signed last, or with the new one.
    await examine({ store, file, origin, key: signers[0].key });
    if (known === from)
      await recordLedgerFact(place, {
        type: 'LedgerKeyRotated',
        data: { origin, from, to, reason },
      });
    const sealer = new Sealer({ file, origin, signers, nowMs, isInOrder });
    await growToEnd(store, file, sealer);
    sealer.sign();
    const checkpoint = file.lastCheckpoint()?.note ?? '';
    renameSync(nextKeyFile(keyFile), keyFile);
    makeDurable(dirname(keyFile));
    return { origin, from, to, checkpoint };
  } finally {
    file.close();
  }
}
