import { beginCorrectionsData, type CorrectionsData } from '../correction/correction.data.js';
import type { YearData } from '../cycle/draft.remember.js';
import { beginDeadlinesData, type DeadlinesData } from '../deadline/deadline.data.js';
import { beginLifeData, type LifeData } from '../life-data.js';
import {
  beginContributionsData,
  type ContributionsData,
} from '../participation/participation.data.js';
import { beginQuestionsData, type QuestionsData } from '../question/question.data.js';
import { beginCoProgrammingData, type CoProgrammingData } from './co-programming.data.js';

/** Who answers for the procedure (responsabile del procedimento). */
export interface ResponsiblePersonData {
  responsiblePersonId?: string;
}

/** What the facts of a procedure of co-programming have said so far. */
export interface CoProgrammingProcedureData
  extends
    LifeData,
    YearData,
    ResponsiblePersonData,
    CoProgrammingData,
    ContributionsData,
    DeadlinesData,
    QuestionsData,
    CorrectionsData {}

export const beginCoProgrammingProcedureData = (): CoProgrammingProcedureData => ({
  ...beginLifeData(),
  year: 0,
  ...beginCoProgrammingData(),
  ...beginContributionsData(),
  ...beginDeadlinesData(),
  ...beginQuestionsData(),
  ...beginCorrectionsData(),
});
