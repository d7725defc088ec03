import { hash } from 'node:crypto';

/** The first 48 bits of a UUID, which are its time where the UUID has one (version 7). */
const firstBits = /^([0-9a-f]{8})-?([0-9a-f]{4})/;

/**
 * Ids that follow from the command id, so that a repeated command makes the very same facts.
 * UUID version 8 (RFC 9562 section 5.8): the first 48 bits of the command id, so that ids of commands
 * that carry their time lie beside each other in the index, then SHA-256 of the command id and a name.
 */
export function idFrom(commandId: string, name: string): string {
  const hex = sha256(`${commandId}/${name}`);
  const [, high = hex.slice(0, 8), low = hex.slice(8, 12)] = firstBits.exec(commandId) ?? [];
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${high}-${low}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** SHA-256 of a text, in hex. */
export function sha256(text: string): string {
  return hash('sha256', text);
}
