import type { CarriedFrom } from '../carry-over/carry-over.facts.js';
import type { ReturnReason } from '../value-sets.js';
import type { SchedaContent, VersionedScheda } from './scheda.facts.js';

/** What is remembered of the schede of a cycle. */
export interface SchedeData {
  readonly schede: Record<string, Scheda>;
  /** Highest number given in each programme: codes are never reused. */
  readonly lastNumber: Record<string, number>;
}

/** The last fact about a thing: what a caller must have seen before changing it. */
export interface Moved {
  readonly revision: number;
  readonly type: string;
  readonly by: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

export interface Scheda {
  readonly schedaId: string;
  readonly code: string;
  programmeId: string;
  unitId: string;
  personId: string;
  title: string;
  readonly schema: string;
  readonly demonstration: boolean;
  content: SchedaContent;
  /** 0 before the first revision. */
  version: number;
  contentHash: string;
  /** Everybody who wrote or submitted it: none of them may check it. */
  authors: string[];
  checkedBy?: string;
  returns: number;
  lastReturn?: {
    readonly reasons: readonly ReturnReason[];
    readonly text: string;
    readonly due?: string;
  };
  withdrawalRequestedBy?: string;
  leftOutReason?: string;
  approved?: VersionedScheda;
  /** Every version the organ approved, oldest first: they stay readable for ever. */
  approvals?: ApprovedVersion[];
  /** The highest version ever given, where the content went back to an approved one. */
  highestVersion?: number;
  /** The scheda of an earlier year it began as. */
  readonly carriedFrom?: CarriedFrom;
  moved: Moved;
}

/** A version of a scheda as the organ approved it. */
export interface ApprovedVersion {
  readonly version: number;
  readonly contentHash: string;
  readonly content: SchedaContent;
  readonly authors: readonly string[];
  readonly checkedBy?: string;
  /** The session that approved it, and the fingerprint of the plan it is in. */
  readonly sessionId: string;
  readonly manifestHash: string;
  /** The number of the revision it came of. */
  readonly revision?: number;
  /** How it went out of the plan, where no later version took its place. */
  end?: ApprovedVersionEnd;
}

/** Dropped by a revision, in a session; or annulled, on a day. */
export type ApprovedVersionEnd =
  | { readonly how: 'dropped'; readonly sessionId: string }
  | { readonly how: 'annulled'; readonly on: string };

export const beginSchedeData = (): SchedeData => ({ schede: {}, lastNumber: {} });

/** The scheda of an id, in whatever life; undefined where there is none, or the life has no schede at all. */
export function schedaIn(data: object, schedaId: unknown): Scheda | undefined {
  const { schede } = data as Partial<SchedeData>;
  // An id from an address may be any text, and every object has a `constructor`.
  const known = schede && typeof schedaId === 'string' && Object.hasOwn(schede, schedaId);
  return known ? schede[schedaId] : undefined;
}
