type Soon<Value> = Value | Promise<Value>;

/**
 * What a verifier needs of the platform it runs on. Handed in, so that the same verifier runs in Node and in a
 * browser, and so that it holds no cryptography of its own.
 */
export interface Cryptography {
  /** SHA-256 of each message. */
  readonly sha256: (messages: readonly Uint8Array[]) => Soon<readonly Uint8Array[]>;
  /** Whether an Ed25519 signature is over a message; the key has 32 bytes. */
  readonly isEd25519: (
    key: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ) => Soon<boolean>;
  /** The same for ML-DSA-44; absent where the platform does not have it. */
  readonly isMlDsa44?: (
    key: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ) => Soon<boolean>;
}

/** SHA-256 of one message. */
export async function sha256Of(
  cryptography: Pick<Cryptography, 'sha256'>,
  message: Uint8Array,
): Promise<Uint8Array> {
  const [hash] = await cryptography.sha256([message]);
  if (hash === undefined) throw new Error('The platform has given no hash');
  return hash;
}
