/** How a line of a note is signed, by the byte that C2SP signed-note has assigned to it. */
export const signatureTypes = {
  /** Ed25519 over the text of the note. */
  ed25519: 0x01,
  /** Ed25519 over the text and the time: a cosignature of C2SP tlog-cosignature. */
  ed25519Cosignature: 0x04,
  /** ML-DSA-44 over name, time, origin, size and root: a cosignature that quantum computers do not forge. */
  mlDsa44Cosignature: 0x06,
} as const;

export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes];

/** Bytes of a public key, by type. To be checked before a key is wrapped for the library, which reads on. */
export const publicKeyBytes: Readonly<Record<SignatureType, number>> = {
  [signatureTypes.ed25519]: 32,
  [signatureTypes.ed25519Cosignature]: 32,
  [signatureTypes.mlDsa44Cosignature]: 1_312,
};

/** Bytes of the time in front of a cosignature. */
export const TIME_BYTES = 8;

/** Bytes of what stands in a line after the id of the key, by type. */
export const signatureBytes: Readonly<Record<SignatureType, number>> = {
  [signatureTypes.ed25519]: 64,
  [signatureTypes.ed25519Cosignature]: TIME_BYTES + 64,
  [signatureTypes.mlDsa44Cosignature]: TIME_BYTES + 2_420,
};

export function isSignatureType(byte: number): byte is SignatureType {
  return byte in publicKeyBytes;
}
