import type { Sentence } from './steps.js';

/** What a check of a time stamp has found: who has signed it is believed, or known to nobody here, or something is wrong. */
export type StampFound =
  | { readonly outcome: 'trusted' }
  /** Signed as it must be, by somebody whom whoever verifies has not said to believe. */
  | { readonly outcome: 'authority-unknown' }
  | ({ readonly outcome: 'wrong' } & Sentence);

/**
 * Checks who has signed a time stamp and for what. Handed in: it needs certificates, which not every platform
 * reads. Where it is absent, a report says that the signatures were not checked.
 * @param der the token, or an answer that holds one
 * @param imprint SHA-256 of what must have been stamped
 */
export type StampCheck = (der: Uint8Array, imprint: Uint8Array) => StampFound;
