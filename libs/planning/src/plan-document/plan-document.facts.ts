import type { Source } from '../source.js';
import type { PlanDocumentKind } from '../value-sets.js';
import type { Period } from '../zone-register/period.js';
import type { Protocol } from '../zone-register/protocol.js';

/** An act of programming or an attachment, known by what it says of itself; its bytes are kept elsewhere. */
export interface PlanDocument {
  readonly documentId: string;
  readonly kind: PlanDocumentKind;
  readonly title: string;
  /** Which one of its kind: `2024`, `2020-2022`. */
  readonly edition?: string;
  readonly period?: Period;
  /** Whose it is: `Regione Toscana`. */
  readonly body?: string;
  /** The act it was approved or adopted by. */
  readonly actRef?: string;
  /** SHA-256 of its bytes; absent where nobody has seen them. */
  readonly sha256?: string;
  readonly sizeBytes?: number;
  readonly mediaType?: string;
  readonly protocol?: Protocol;
  /** The document whose place it takes. */
  readonly supersedes?: string;
  readonly source?: Source;
}

/** Facts of the acts of programming. Add to this list, never edit what is in it. */
export type PlanDocumentFact =
  | { readonly type: 'DocumentRegistered'; readonly data: PlanDocument }
  | {
      readonly type: 'DocumentSuperseded';
      readonly data: { readonly documentId: string; readonly supersededBy: string };
    }
  | {
      readonly type: 'ProtocolSet';
      readonly data: { readonly documentId: string; readonly protocol: Protocol };
    };
