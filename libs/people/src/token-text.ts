import { crc32 } from 'node:zlib';

/**
 * How a token is written: `traccia_<id>_<secret>_<checksum>`. Every part has a fixed length, since
 * the base64url alphabet holds the underscore too. The prefix and the checksum let a typo, or a
 * secret forgotten in a repository, be recognised without asking anybody.
 */
const form = /^traccia_([0-9a-f]{12})_[A-Za-z0-9_-]{43}_[A-Za-z0-9_-]{6}$/;

export const TOKEN_ID_BYTES = 6;
export const TOKEN_SECRET_BYTES = 32;
const CHECKSUM_CHARACTERS = 6;

export function writeToken(id: string, secret: Buffer): string {
  const unchecked = `traccia_${id}_${secret.toString('base64url')}_`;
  return unchecked + checksum(unchecked);
}

/** The public id inside a well-written token; undefined when the text cannot be a token of ours. */
export function tokenId(text: string): string | undefined {
  const id = form.exec(text)?.[1];
  const end = text.length - CHECKSUM_CHARACTERS;
  return id !== undefined && checksum(text.slice(0, end)) === text.slice(end) ? id : undefined;
}

/** CRC-32 in base64url: four bytes are exactly six characters. Against typos, not against people. */
function checksum(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64url');
}
