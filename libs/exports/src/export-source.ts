import type { EventStore } from '#event-store';
import type { DocumentFonts } from '#plan-document';
import type { LifeData, Lives } from '#planning';
import type { Workflows } from '#workflow';

/** Where a fact stands in the tree over all facts: whoever has the file can ask for its proof. */
export interface LedgerLeaf {
  /** 0, 1, 2 … in the order of the log. */
  readonly index: number;
  /** RFC 6962 leaf hash, hex. */
  readonly hash: string;
}

/** What exports are made from. */
export interface ExportSource {
  readonly store: Pick<EventStore, 'read' | 'readAll' | 'end'>;
  readonly workflows: Workflows<LifeData>;
  /** The lives as they stand now: what was redacted until now is in no export, also of a moment past. */
  readonly lives: Pick<Lives, 'current' | 'shown'>;
  /** The origin people open, `https://traccia.example.org`; empty where nobody has said it. */
  readonly origin: string;
  /** What the document of a plan is written with; looked for only where one is asked for. */
  readonly documentFonts: () => DocumentFonts;
  /** Undefined of a fact that is in no tree yet. */
  readonly leafOf: (eventId: string) => LedgerLeaf | undefined;
}

/** What is exported: one cycle or register, or everything that happened in a zone. */
export type ExportScope =
  | { readonly cycleId: string; readonly zone?: undefined }
  | { readonly zone: string; readonly cycleId?: undefined };

/** What somebody asks to have exported. */
export interface ExportRequest {
  readonly scope: ExportScope;
  /** Only what was recorded by then, ISO 8601 UTC with milliseconds. Default: until now. */
  readonly at?: string | undefined;
}
