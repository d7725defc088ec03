/**
 * The bytes of standard base64 (RFC 4648, 4), or undefined for a text that is not exactly what those bytes are
 * written as: two texts for one signature would be two notes.
 */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** Bytes as standard base64 (RFC 4648, 4). */
export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
