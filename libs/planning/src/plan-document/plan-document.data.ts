import type { Protocol } from '../zone-register/protocol.js';
import type { PlanDocument } from './plan-document.facts.js';

/** What is remembered of acts of programming and attachments. */
export interface PlanDocumentsData {
  readonly documents: Record<string, KeptDocument>;
}

/** A document with what became of it. */
export type KeptDocument = Omit<PlanDocument, 'protocol'> & {
  protocol?: Protocol;
  supersededBy?: string;
};

export const beginPlanDocumentsData = (): PlanDocumentsData => ({ documents: {} });
