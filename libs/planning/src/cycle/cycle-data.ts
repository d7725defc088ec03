import { beginCarryOverData, type CarryOverData } from '../carry-over/carry-over.data.js';
import { beginCorrectionsData, type CorrectionsData } from '../correction/correction.data.js';
import { beginEndingData, type EndingData } from '../ending/ending.data.js';
import { beginMonitoringData, type MonitoringData } from '../monitoring/monitoring.data.js';
import {
  beginPrescriptionsData,
  type PrescriptionsData,
} from '../prescription/prescription.data.js';
import { beginPromisesData, type PromisesData } from '../promise/promise.data.js';
import { beginPublicationData, type PublicationData } from '../publication/publication.data.js';
import { beginReportData, type ReportData } from '../report/report.data.js';
import { beginRevisionsData, type RevisionsData } from '../revision/revision.data.js';
import { beginSpreadsheetsData, type SpreadsheetsData } from '../spreadsheet/spreadsheet.data.js';
import { beginApprovalData, type ApprovalData } from '../approval/approval.data.js';
import {
  beginCoProgrammingData,
  type CoProgrammingData,
} from '../co-programming/co-programming.data.js';
import { beginDeadlinesData, type DeadlinesData } from '../deadline/deadline.data.js';
import { beginKnowledgeData, type KnowledgeData } from '../knowledge/knowledge.data.js';
import { beginLifeData, type LifeData } from '../life-data.js';
import {
  beginContributionsData,
  beginParticipationData,
  type ContributionsData,
  type ParticipationData,
} from '../participation/participation.data.js';
import type { DataOf } from '../planning-fact.js';
import { beginFourEyesData, type FourEyesData } from '../four-eyes/four-eyes.data.js';
import { beginQuestionsData, type QuestionsData } from '../question/question.data.js';
import { beginSchedeData, type SchedeData } from '../scheda/scheda.data.js';
import type { CaseFile, Objective, ParentPlan, Programme, RegionalAct } from './cycle.facts.js';

/** What is remembered of the cycle as such: its frame and its tree. */
export interface FrameData {
  year: number;
  caseFile?: CaseFile;
  responsiblePersonId?: string;
  regionalAct?: RegionalAct;
  /** The day aimed at, on what it rests, whether an act gives it, and the days aimed at before. */
  targetApproval?: {
    readonly date: string;
    readonly basis: string;
    readonly givenBy?: 'REGIONAL_ACT';
    readonly earlier: readonly string[];
  };
  kickoff?: DataOf<'KickoffHeld'> & { readonly heldOn: string };
  readonly parentPlans: Record<string, ParentPlan>;
  readonly objectives: Record<string, Objective>;
  readonly programmes: Record<string, Programme>;
  /** The ids that were taken out of the tree: they are not given again. */
  readonly removedFromTree: {
    readonly objectiveIds: Record<string, true>;
    readonly programmeIds: Record<string, true>;
  };
}

/**
 * What the facts of a yearly programme have said so far: each part of the domain remembers its own. Plain
 * JSON; the control states stand beside it, not in it.
 */
export interface CycleData
  extends
    LifeData,
    FrameData,
    KnowledgeData,
    ParticipationData,
    ContributionsData,
    CoProgrammingData,
    SchedeData,
    DeadlinesData,
    QuestionsData,
    FourEyesData,
    ApprovalData,
    MonitoringData,
    RevisionsData,
    PublicationData,
    ReportData,
    EndingData,
    CorrectionsData,
    PromisesData,
    CarryOverData,
    SpreadsheetsData,
    PrescriptionsData {}

export const beginCycleData = (): CycleData => ({
  ...beginLifeData(),
  year: 0,
  parentPlans: {},
  objectives: {},
  programmes: {},
  removedFromTree: { objectiveIds: {}, programmeIds: {} },
  ...beginKnowledgeData(),
  ...beginParticipationData(),
  ...beginContributionsData(),
  ...beginCoProgrammingData(),
  ...beginSchedeData(),
  ...beginDeadlinesData(),
  ...beginQuestionsData(),
  ...beginFourEyesData(),
  ...beginApprovalData(),
  ...beginMonitoringData(),
  ...beginRevisionsData(),
  ...beginPublicationData(),
  ...beginReportData(),
  ...beginEndingData(),
  ...beginCorrectionsData(),
  ...beginPromisesData(),
  ...beginCarryOverData(),
  ...beginSpreadsheetsData(),
  ...beginPrescriptionsData(),
});
