import type { Manifest, Member, Prescription } from '../approval/approval.facts.js';
import type { DataOf } from '../planning-fact.js';
import type { MeetingPlan } from '../participation/participation.facts.js';
import type { Need } from '../knowledge/knowledge.facts.js';
import type { DocumentReference } from '../source.js';
import type { Question } from '../question/question.facts.js';
import type { SchedaContent, VersionedScheda } from '../scheda/scheda.facts.js';
import type {
  Category,
  ContributionAnswer,
  DeadlineBasis,
  DeadlineKind,
  DeliberationOutcome,
  NoCoProgrammingMotivation,
  ReturnReason,
} from '../value-sets.js';
import type { CaseFile, Objective, ParentPlan, Programme, RegionalAct } from './cycle.facts.js';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The last fact about a thing: what a caller must have seen before changing it. */
export interface Moved {
  readonly revision: number;
  readonly type: string;
  readonly by: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

export interface Scheda {
  readonly schedaId: string;
  readonly code: string;
  programmeId: string;
  unitId: string;
  personId: string;
  title: string;
  readonly schema: string;
  readonly demonstration: boolean;
  content: SchedaContent;
  /** 0 before the first revision. */
  version: number;
  contentHash: string;
  /** Everybody who wrote or submitted it: none of them may check it. */
  authors: string[];
  checkedBy?: string;
  returns: number;
  lastReturn?: {
    readonly reasons: readonly ReturnReason[];
    readonly text: string;
    readonly due?: string;
  };
  withdrawalRequestedBy?: string;
  leftOutReason?: string;
  approved?: VersionedScheda;
  moved: Moved;
}

export interface Meeting extends Mutable<MeetingPlan> {
  /** Earlier dates, oldest first: a moved meeting stays the same meeting. */
  readonly earlierDates: string[];
  invitees: readonly string[];
  categories: readonly Category[];
  attendance: readonly string[];
  contents: readonly string[];
  heldOn?: string;
  minutes?: DataOf<'MinutesRecorded'>['document'];
}

export interface Deadline {
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  due: string;
  readonly basis: DeadlineBasis;
  readonly history: { readonly from: string; readonly to: string; readonly reason: string }[];
}

export interface Session {
  readonly sessionId: string;
  readonly organ: string;
  readonly sessionOn: string;
  readonly protocol: string;
  readonly items: readonly string[];
  outcome?: DeliberationOutcome | 'cancelled';
  members?: readonly Member[];
  quorumThousandths?: number;
  number?: string;
  actDate?: string;
  text?: string;
}

/** What the facts of a cycle have said so far. Plain JSON; the control states stand beside it, not in it. */
export interface CycleData {
  cycleId: string;
  zone: string;
  year: number;
  title: string;
  caseFile?: CaseFile;
  responsiblePersonId?: string;
  regionalAct?: RegionalAct;
  /** The day aimed at, on what it rests, and the days aimed at before. */
  targetApproval?: {
    readonly date: string;
    readonly basis: string;
    readonly earlier: readonly string[];
  };
  kickoff?: DataOf<'KickoffHeld'> & { readonly heldOn: string };
  readonly parentPlans: Record<string, ParentPlan>;
  readonly objectives: Record<string, Objective>;
  readonly programmes: Record<string, Programme>;
  readonly needs: Record<string, Need>;
  profile?: {
    readonly edition: string;
    readonly title: string;
    readonly document: DocumentReference;
    adopted?: DataOf<'HealthProfileAdopted'>;
  };
  readonly meetings: Record<string, Meeting>;
  readonly contributions: Record<string, Contribution>;
  exemptionsProposed: Category[];
  exemptions: Category[];
  coProgramming: CoProgramming;
  readonly schede: Record<string, Scheda>;
  /** Highest number given in each programme: codes are never reused. */
  readonly lastNumber: Record<string, number>;
  readonly deadlines: Record<string, Deadline>;
  readonly questions: Record<string, Question & { answer?: string }>;
  manifest?: Manifest;
  manifestHash?: string;
  endorsed?: { readonly by: string; readonly on: string; readonly manifestHash: string };
  /** The last words that sent the proposal or some schede back. */
  sentBack?: { readonly by: string; readonly on: string; readonly text: string };
  readonly sessions: Session[];
  readonly prescriptions: Prescription[];
  /** Instant of the last fact: the recorded clock never goes back. */
  lastRecordedAt: string;
}

export interface CoProgramming {
  decision?: 'activated' | 'not_activated';
  /** The act that started it. */
  act?: string;
  motivation?: NoCoProgrammingMotivation;
  text?: string;
  deferredTo?: string;
  deferralDue?: string;
  notice?: {
    readonly publishedOn: string;
    closesOn: string;
    readonly url: string;
    readonly derogation?: string;
  };
  applications?: DataOf<'NoticeClosed'>['applications'];
  readonly sessions: DataOf<'CoProgrammingSessionHeld'>[];
  report?: DocumentReference;
  reportUrl?: string;
}

/** What a stakeholder handed in, and what the office answered. */
export interface Contribution {
  readonly body: string;
  readonly meetingId?: string;
  readonly document: DocumentReference;
  readonly receivedBy: string;
  readonly receivedOn: string;
  answer?: ContributionAnswer;
  answerText?: string;
}

export function beginCycleData(): CycleData {
  return {
    cycleId: '',
    zone: '',
    year: 0,
    title: '',
    parentPlans: {},
    objectives: {},
    programmes: {},
    needs: {},
    meetings: {},
    contributions: {},
    exemptionsProposed: [],
    exemptions: [],
    coProgramming: { sessions: [] },
    schede: {},
    lastNumber: {},
    deadlines: {},
    questions: {},
    sessions: [],
    prescriptions: [],
    lastRecordedAt: '',
  };
}
