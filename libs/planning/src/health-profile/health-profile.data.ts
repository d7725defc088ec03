import { beginCorrectionsData, type CorrectionsData } from '../correction/correction.data.js';
import type { YearData } from '../cycle/draft.remember.js';
import { beginDeadlinesData, type DeadlinesData } from '../deadline/deadline.data.js';
import { beginLifeData, type LifeData } from '../life-data.js';
import type { DataOf } from '../planning-fact.js';
import { beginQuestionsData, type QuestionsData } from '../question/question.data.js';
import type { DocumentReference, Source } from '../source.js';
import type { Adoption, DataSource, Indicator, ProfileNeed } from './health-profile.facts.js';

/** A theme of the profile; where it stands, its machine says. */
export interface Theme {
  readonly name: string;
  readonly source?: Source;
  /** Null until somebody has written it. */
  text: string | null;
  /** Everybody who wrote it, or corrected what was written: none of them may review it. */
  readonly authors: string[];
  /** Whether somebody else has reviewed the text as it is. */
  reviewed?: boolean;
}

/** What is remembered of the profile itself. What was withdrawn is not in it any more. */
export interface ProfileData {
  readonly themes: Record<string, Theme>;
  readonly needs: Record<string, ProfileNeed>;
  readonly indicators: Record<string, Indicator>;
  readonly dataSources: Record<string, DataSource>;
  readonly documents: DocumentReference[];
  /** Ids of what was withdrawn: they are not given again. */
  readonly withdrawnIds: string[];
  proposed?: DataOf<'EditionProposed'> & { readonly on: string };
  adopted?: Adoption & { readonly fingerprint: string };
  frozen?: DataOf<'EditionFrozen'> & { readonly on: string };
  supersededBy?: DataOf<'EditionSuperseded'>;
}

/** What the facts of a health profile have said so far. */
export interface HealthProfileData
  extends LifeData, YearData, ProfileData, DeadlinesData, QuestionsData, CorrectionsData {}

export const beginHealthProfileData = (): HealthProfileData => ({
  ...beginLifeData(),
  year: 0,
  themes: {},
  needs: {},
  indicators: {},
  dataSources: {},
  documents: [],
  withdrawnIds: [],
  ...beginDeadlinesData(),
  ...beginQuestionsData(),
  ...beginCorrectionsData(),
});
