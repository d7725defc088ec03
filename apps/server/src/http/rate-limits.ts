/** How often something may be asked in one minute. */
export interface RateLimit {
  /** Of all who come from one address (one network of 64 bits in IPv6), known or not. */
  readonly perAddress: number;
  /** Of one person, wherever they come from; undefined where nobody is known yet. */
  readonly perPerson?: number;
}

/**
 * The limits, each counted by itself: who has used up the exports can still work. An office of sixty behind one
 * address has room; where it has not, `TRACCIA_RATE_LIMITS` multiplies them all. The same table stands in
 * docs/operations.md. Guessing a password is slowed down per login besides, by `Attempts`.
 */
export const rateLimits = {
  'sign-in': { perAddress: 10 },
  // An import is some two hundred commands of one person.
  commands: { perAddress: 3_000, perPerson: 600 },
  reads: { perAddress: 3_000, perPerson: 600 },
  // Programs that nobody watches, of a whole office at once; whoever guesses at secrets gets nowhere besides.
  calendars: { perAddress: 300 },
  // Anybody may report something, signed in or not; nobody floods an office.
  feedback: { perAddress: 10 },
  exports: { perAddress: 60, perPerson: 20 },
  imports: { perAddress: 60, perPerson: 20 },
} as const satisfies Readonly<Record<string, RateLimit>>;

/** What is counted together. */
export type Counted = keyof typeof rateLimits;

export const RATE_LIMIT_WINDOW_MS = 60_000;
