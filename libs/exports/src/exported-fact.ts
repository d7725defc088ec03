import type { JsonObject } from '#event-store';
import type { AnyLife, Envelope } from '#planning';
import type { LedgerLeaf } from './export-source.js';
import type { NamedObject } from './objects/named-objects.js';

/** A fact as exports tell it: without redacted texts and without sealed personal data. */
export interface ExportedFact {
  /** UUID. */
  readonly id: string;
  readonly type: string;
  /** Its place in the whole log: only the order means something. */
  readonly position: number;
  /** 0, 1, 2 … within its cycle or register. */
  readonly revision: number;
  readonly cycleId: string;
  readonly zone: string;
  readonly data: JsonObject;
  readonly envelope: Envelope;
  /** What it is about, each with the part it plays; the cycle and the actor first. */
  readonly objects: readonly NamedObject[];
  readonly leaf: LedgerLeaf | undefined;
  /** The cycle or register just after it, without the same texts. It goes on living: look at it at once. */
  readonly life: Readonly<AnyLife>;
}
