import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

/** Older versions are broken (RFC 8996; ASVS 5.0 12.1.1). */
export const TLS_MIN_VERSION = 'TLSv1.2';

/** A certificate with its chain, and its key, as PEM. */
export interface TlsIdentity {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A certificate or its key cannot be used; says which file, and what to do, in Italian and English. */
export class UnusableTls extends Error {
  override readonly name = 'UnusableTls';
}

/** Read and write for whoever is neither the owner nor of the group. */
const OTHERS = 0o007;

/**
 * Reads both files, and sees that they belong together.
 * @throws UnusableTls; its message holds nothing of the key
 */
export function readTls(certificateFile: string, keyFile: string): TlsIdentity {
  const cert = contentOf(certificateFile);
  const key = contentOf(keyFile);
  if ((statSync(keyFile).mode & OTHERS) !== 0) {
    throw new UnusableTls(
      `la chiave ${keyFile} è leggibile da chiunque: toglile i permessi degli altri con chmod o= ` +
        '(anybody may read the key: take the permissions of others away with chmod o=)',
    );
  }
  try {
    createSecureContext({ cert, key, minVersion: TLS_MIN_VERSION });
  } catch (cause) {
    throw new UnusableTls(
      `il certificato ${certificateFile} e la chiave ${keyFile} non sono PEM, o non vanno insieme ` +
        '(the certificate and the key are no PEM, or do not belong together)',
      { cause },
    );
  }
  return { cert, key };
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new UnusableTls(`il file ${file} non si legge (the file ${file} cannot be read)`, {
      cause,
    });
  }
}
