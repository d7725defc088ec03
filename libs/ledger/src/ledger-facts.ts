import type { JsonObject } from '#event-store';

/** The stream of what is told about the ledger itself. */
export const LEDGER_STREAM = 'ledger';

/** By what a root is known outside of the installation. */
export const sealKinds = ['witness', 'timestamp', 'mail', 'certified-mail', 'act'] as const;
export type SealKind = (typeof sealKinds)[number];

/** A root that somebody outside keeps or has signed: what was before it cannot be rewritten unseen any more. */
export interface ExternalSeal {
  /** Facts it covers. */
  readonly size: number;
  /** The root over them, base64. */
  readonly root: string;
  readonly kind: SealKind;
  /** Where it is found outside: a verifier key, the id of a message, the number of an act. */
  readonly reference: string;
  /** SHA-256 of what was sealed, in hex: for a time stamp the body of the checkpoint, else the note that was sent. */
  readonly sha256: string;
  /** When, by whoever sealed it where they say so; ISO 8601 UTC. */
  readonly at: string;
  /** What proves it: the cosigned note, the token in base64; empty where the proof is held outside. */
  readonly evidence: string;
}

/**
 * What happened to the ledger. These facts stand in a stream of their own, and are sealed like all others: who
 * holds the log holds the key with which to read what was signed of it.
 */
export type LedgerFact =
  | {
      /** From here on the log is sealed, under this name and with this key. */
      readonly type: 'LedgerOpened';
      readonly data: {
        readonly origin: string;
        /** The verifier key, as it is printed. */
        readonly key: string;
        /** The verifier key of the second line, where there is one. */
        readonly postQuantumKey?: string;
      };
    }
  | {
      readonly type: 'LedgerKeyRotated';
      readonly data: {
        readonly origin: string;
        /** The verifier keys before and after; both have signed the first checkpoint that covers this. */
        readonly from: string;
        readonly to: string;
        readonly reason: string;
      };
    }
  | {
      /** Sealed facts were lost, and somebody says so: what survives is sealed anew under another name. */
      readonly type: 'EpochOpened';
      readonly data: {
        readonly origin: string;
        readonly key: string;
        readonly postQuantumKey?: string;
        readonly previousOrigin: string;
        /** The last signed note of the epoch before; null where none survived. */
        readonly previousCheckpoint: string | null;
        /** Facts of the epoch before that are still there. */
        readonly survivingSize: number;
        /** Facts that were sealed and are not there any more. */
        readonly lostCount: number;
        readonly reason: string;
        /** Who says so. */
        readonly operator: string;
      };
    }
  | {
      /** A second line is signed from here on, of a kind that quantum computers do not forge. */
      readonly type: 'LedgerKeyAdded';
      readonly data: { readonly origin: string; readonly key: string };
    }
  | { readonly type: 'ExternalSealRecorded'; readonly data: ExternalSeal };

export type LedgerFactType = LedgerFact['type'];

export const ledgerFactTypes = [
  'LedgerOpened',
  'LedgerKeyRotated',
  'EpochOpened',
  'LedgerKeyAdded',
  'ExternalSealRecorded',
] as const satisfies readonly LedgerFactType[];

/** What stands around every fact about the ledger: nobody's act but the program's. */
export interface LedgerEnvelope {
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
  /** Which policy held then, as in the facts of planning. */
  readonly policy: string;
  readonly schemaVersion: 1;
}

/** The JSON of a fact about the ledger, as the log keeps it. */
export function ledgerFactData(fact: LedgerFact): JsonObject {
  return fact.data as unknown as JsonObject; // plain data by its types
}
