import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { NoteSigner, signatureTypes } from '#ledger';

/**
 * The key of a witness, made at its first start: an Ed25519 key as PEM (PKCS#8), which only its owner may read.
 * @param name what the witness is called under the notes: `revisori.example/w1`
 * @throws InvalidVerifierKey when the name or the key cannot be used
 */
export function witnessSigner(file: string, name: string): NoteSigner {
  const key = createPrivateKey(contentOf(file) ?? made(file));
  return new NoteSigner(name, signatureTypes.ed25519Cosignature, key);
}

function made(file: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx', flush: true });
  return pem.toString();
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
