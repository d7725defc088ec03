import type { Source } from '../source.js';
import type { CycleHeard } from './cycle-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** What is taken over or brought in: the tree, the needs, what people ask and contribute. */
export const witnessOfSources = (heard: CycleHeard): Testimony => ({
  ParentPlanLinked: ({ toYear, expired, note }) => {
    byRule(16, () => {
      expect(expired).toBe(toYear !== undefined && toYear < heard.year);
      if (expired) expect(note).toMatch(/\S/);
    });
  },
  TreeImported: ({ source, fromCycleId, objectives, programmes }) => {
    if (source) isCited(heard, source);
    else heard.isOfAnEarlierYear(fromCycleId);
    for (const { objectiveId } of objectives) heard.takeId('objective', objectiveId);
    for (const { programmeId } of programmes) heard.takeId('programme', programmeId);
  },
  ObjectiveAdded: ({ objectiveId }) => {
    heard.takeId('objective', objectiveId);
  },
  ProgrammeAdded: ({ programmeId }) => {
    heard.takeId('programme', programmeId);
  },
  NeedsImported: ({ source, profileCycleId, needs }) => {
    byRule(17, () => {
      expect(source ?? profileCycleId).toBeDefined();
    });
    if (source) isCited(heard, source);
    for (const { needId } of needs) heard.takeId('need', needId);
  },
  QuestionRaised: ({ questionId }) => {
    heard.takeId('question', questionId);
  },
  ContributionReceived: ({ contributionId }) => {
    heard.takeId('contribution', contributionId);
  },
});

/** 17: what was imported says from which file and which lines. */
function isCited(heard: CycleHeard, { file, lines }: Source): void {
  byRule(17, () => {
    expect(file).toMatch(/\S/);
    expect(lines.length).toBeGreaterThan(0);
  });
}
