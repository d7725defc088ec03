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
  moved: Moved;
}

export const beginSchedeData = (): SchedeData => ({ schede: {}, lastNumber: {} });

/** The scheda of an id, in whatever life; undefined where there is none, or the life has no schede at all. */
export function schedaIn(data: object, schedaId: unknown): Scheda | undefined {
  const { schede } = data as Partial<SchedeData>;
  // An id from an address may be any text, and every object has a `constructor`.
  const known = schede && typeof schedaId === 'string' && Object.hasOwn(schede, schedaId);
  return known ? schede[schedaId] : undefined;
}
