/** A part of a document that is read as a whole. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** What whoever reads the document must know of it before anything else. */
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'fields'; readonly fields: readonly DocumentField[] }
  | DocumentTable;

/** What something is called, and what it says. */
export interface DocumentField {
  readonly name: string;
  /** Paragraphs, lists and tables; never fields again. */
  readonly blocks: readonly Block[];
}

/** A table with one row of headers; the first cell of each row is its header. */
export interface DocumentTable {
  readonly kind: 'table';
  /** Says what it holds, for whoever does not see the table. */
  readonly caption: string;
  readonly columns: readonly DocumentColumn[];
  readonly rows: readonly (readonly string[])[];
}

export interface DocumentColumn {
  readonly title: string;
  /** Default 1: how wide it is, beside the others. */
  readonly share?: number;
  /** Numbers stand under one another. */
  readonly isNumber?: boolean;
}

/** A stretch of a document with a heading. */
export interface DocumentSection {
  /** Letters, digits and hyphens; one of a kind in the document. */
  readonly id: string;
  /** 2 for a chapter; 3 and 4 below it. No level is skipped. */
  readonly level: 2 | 3 | 4;
  readonly heading: string;
  /** The scheda it is about, for whoever says how far the writing has come. */
  readonly schedaId?: string;
  /** What stands under the heading: made when it is asked for, so that a long document is never whole in memory. */
  readonly blocks: () => readonly Block[];
}

/**
 * A document made from the facts of a plan: the same facts give the same document. It is written in Italian, whoever
 * asks for it, and holds no personal data that is sealed in the log.
 */
export interface PlanDocument {
  readonly cycleId: string;
  readonly title: string;
  /** The zone and the body that answers for the plan. */
  readonly subtitle: string;
  /** Whether it is the plan as it was frozen for the decision, or what stands in the schede at that moment. */
  readonly isFrozen: boolean;
  /** SHA-256 of what was frozen, hex; undefined where nothing is. */
  readonly manifestHash: string | undefined;
  /** The last fact it rests on, and its instant (ISO 8601, UTC). */
  readonly revision: number;
  readonly recordedAt: string;
  /** What stands at the foot of each page; undefined: the fingerprint, or that it is a draft. */
  readonly foot?: string;
  /** What the title page says. */
  readonly about: readonly Block[];
  /** In the order in which they are read. */
  readonly sections: readonly DocumentSection[];
}
