/** How long a challenge stands, and how long the browser waits for its person: 5 minutes. */
export const PASSKEY_CHALLENGE_MS = 5 * 60_000;

/** So many passkeys of one person at most. */
export const PASSKEYS_PER_PERSON = 10;

/** Longest name of a passkey in characters. */
export const PASSKEY_NAME_MAX_CHARACTERS = 60;

/** Where passkeys count (Web Authentication, 4, "Relying Party"). */
export interface RelyingParty {
  /** The domain, without scheme and port: a passkey is bound to it for ever. */
  readonly id: string;
  /** How the browser names it. */
  readonly name: string;
  /** The addresses at which people sign in, as `https://host[:port]`. */
  readonly origins: readonly string[];
}

/** A passkey as its owner sees it in the list. */
export interface Passkey {
  /** The credential id, in base64url. */
  readonly id: string;
  /** As its owner calls it. */
  readonly name: string;
  readonly createdMs: number;
  /** undefined when never used. */
  readonly lastUsedMs: number | undefined;
}

/** A passkey that has proved itself and is not kept yet. */
export interface NewPasskey {
  readonly id: string;
  /** What the authenticator keeps of its person, in base64url: random, it does not say who they are. */
  readonly userHandle: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
}
