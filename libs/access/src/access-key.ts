import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Bytes of the key that the caller keeps, in a file of its own, apart from access.db. */
export const ACCESS_KEY_BYTES = 32;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The key of this installation, from which one key for each use is derived (RFC 5869): who only has
 * a copy of access.db can neither make codes of the second factor nor try out logins.
 */
export class AccessKey {
  readonly #sealing: Buffer;
  readonly #naming: Buffer;

  /** @throws RangeError when the key has not 32 bytes */
  constructor(key: Uint8Array) {
    if (key.length !== ACCESS_KEY_BYTES) {
      throw new RangeError(`The access key has ${ACCESS_KEY_BYTES} bytes, this one ${key.length}`);
    }
    this.#sealing = derive(key, 'traccia access sealing v1');
    this.#naming = derive(key, 'traccia access naming v1');
  }

  /** Encrypts (AES-256-GCM) so that it opens only for the same owner: nonce, text, tag. */
  seal(plain: Uint8Array, owner: string, randomBytes: (size: number) => Buffer): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#sealing, nonce);
    cipher.setAAD(Buffer.from(owner));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws Error when the key is another one, the owner is, or the bytes were changed */
  unseal(sealed: Uint8Array, owner: string): Buffer {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const tag = sealed.subarray(-TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#sealing, nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(owner));
    decipher.setAuthTag(tag);
    const text = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]);
  }

  /** A name for a text that does not give it away, not even to who tries texts out. */
  nameOf(text: string): string {
    return createHmac('sha256', this.#naming).update(text).digest('base64url');
  }
}

function derive(key: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), use, ACCESS_KEY_BYTES));
}
