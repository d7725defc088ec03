import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** Of which kind the key of a file is to be. */
export type LedgerKeyKind = 'ed25519' | 'ml-dsa-44';

/** Read and write for whoever is not the owner. */
const NOT_THE_OWNER = 0o077;

/** The file of a key cannot be used; says which and why. */
export class UnusableLedgerKey extends Error {
  override readonly name = 'UnusableLedgerKey';
}

/**
 * The private key of a file; undefined where there is none.
 * @throws UnusableLedgerKey when it is no such key, or not its owner's alone
 */
export function ledgerKeyIn(file: string, kind: LedgerKeyKind): KeyObject | undefined {
  const pem = contentOf(file);
  if (pem === undefined) return undefined;
  if ((statSync(file).mode & NOT_THE_OWNER) !== 0) {
    throw new UnusableLedgerKey(
      `La chiave ${file} la leggono anche altri: chmod 600 (others may read the key: chmod 600).`,
    );
  }
  const key = privateKeyOf(pem);
  if (key?.asymmetricKeyType === kind) return key;
  throw new UnusableLedgerKey(
    `Il file ${file} non contiene una chiave ${kind} in PEM, PKCS#8 (it holds no such private key).`,
  );
}

/** Makes a key in a file; where somebody was faster, theirs is the one. The folder must exist. */
export function madeLedgerKey(file: string, kind: LedgerKeyKind): KeyObject {
  const { privateKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ml-dsa-44');
  const made = `${file}.${randomBytes(8).toString('hex')}`;
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(made, pem, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(made, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(made);
  }
  const key = ledgerKeyIn(file, kind);
  if (!key) throw new UnusableLedgerKey(`La chiave ${file} è stata tolta (the key was removed).`);
  return key;
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UnusableLedgerKey(`La chiave ${file} non si legge (the key cannot be read).`, {
      cause: error,
    });
  }
}

function privateKeyOf(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined; // no key at all
  }
}
