import type { DataOf } from '../planning-fact.js';
import type { DocumentReference } from '../source.js';
import type { Need } from './knowledge.facts.js';

/** What is remembered of the knowledge the cycle stands on. */
export interface KnowledgeData {
  readonly needs: Record<string, Need>;
  profile?: {
    readonly edition: string;
    readonly title: string;
    readonly document: DocumentReference;
    readonly profileCycleId?: string;
    adopted?: DataOf<'HealthProfileAdopted'>;
  };
}

export const beginKnowledgeData = (): KnowledgeData => ({ needs: {} });
