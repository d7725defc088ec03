/** Bytes of the public id of a session. */
export const SESSION_ID_BYTES = 12;

/** Random bytes of its secret: 256 bits (ASVS 5.0 7.2.3 asks for 128). */
export const SESSION_SECRET_BYTES = 32;

const written = /^([0-9a-f]{24})\.[\w-]{43}$/;

/** What the cookie holds: the id, by which the row is found, and the secret, which is compared. */
export function writeSession(id: string, secret: Buffer): string {
  return `${id}.${secret.toString('base64url')}`;
}

/** The id of the session such a text names; undefined when it is none. */
export function sessionId(text: string): string | undefined {
  return written.exec(text)?.[1];
}
