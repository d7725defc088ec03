import type { ErasureBasis } from './erasure-bases.js';

/** What is said of erasing personal data. Who follows the log carries it out. */
export interface ErasureFact {
  readonly type: 'PersonErased';
  readonly data: {
    /** Whose personal data: a pseudonym, `person/livornese/associazione`. */
    readonly subject: string;
    /** The commitments to the keys that are destroyed. */
    readonly keys: readonly string[];
    readonly legalBasis: ErasureBasis;
    readonly act?: string;
  };
}
