import type { Cryptography } from '#evidence';

/** The browser has no cryptography here: it is too old, or the page was opened in a way it does not trust. */
export class NoCryptography extends Error {
  override readonly name = 'NoCryptography';
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The cryptography of the browser. @throws NoCryptography */
export function browserCryptography(): Cryptography {
  // Absent where the page is not trusted, whatever its type says.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) throw new NoCryptography();
  return {
    sha256: (messages) =>
      Promise.all(
        messages.map(
          async (message) => new Uint8Array(await subtle.digest('SHA-256', message as Bytes)),
        ),
      ),
    isEd25519: async (raw, message, signature) => {
      const key = await importedKey(subtle, raw);
      return subtle.verify('Ed25519', key, signature as Bytes, message as Bytes);
    },
  };
}

async function importedKey(subtle: SubtleCrypto, raw: Uint8Array): Promise<CryptoKey> {
  try {
    return await subtle.importKey('raw', raw as Bytes, 'Ed25519', false, ['verify']);
  } catch (cause) {
    throw new NoCryptography('Ed25519', { cause });
  }
}
