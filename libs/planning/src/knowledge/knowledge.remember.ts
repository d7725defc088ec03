import type { Remembers } from '../remember.js';
import type { KnowledgeData } from './knowledge.data.js';

export const rememberKnowledge: Remembers<KnowledgeData> = {
  HealthProfileAttached: (cycle, profile) => {
    cycle.profile = { ...profile };
  },
  HealthProfileAdopted: (cycle, adopted) => {
    if (cycle.profile) cycle.profile.adopted = adopted;
  },
  NeedsImported: (cycle, { needs }) => {
    for (const need of needs) cycle.needs[need.needId] = need;
  },
};
