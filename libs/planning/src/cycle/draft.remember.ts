import type { LifeData } from '../life-data.js';
import type { Remembers } from '../remember.js';

/** The year of a cycle. */
export interface YearData {
  year: number;
}

/** What the draft of a cycle says, whatever its definition. */
export const rememberDraft: Remembers<LifeData & YearData> = {
  CycleDrafted: (cycle, { cycleId, zone, year, title }) => {
    Object.assign(cycle, { cycleId, zone, year, title });
  },
};
