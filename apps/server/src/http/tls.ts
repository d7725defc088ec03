import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

/** Older versions are broken (RFC 8996; ASVS 5.0 12.1.1). */
export const TLS_MIN_VERSION = 'TLSv1.2';

/**
 * What is spoken, the best first: encrypted and authenticated at once (AEAD), and nobody who gets at the key later
 * reads what was sent before (RFC 9325, 4.2; ASVS 5.0 12.1.2). Node would take others of TLS 1.2 as well.
 */
export const TLS_CIPHERS = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
  ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
].join(':');

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
