import type { Fact, RecordedFact } from '#workflow';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { isOf, textsIn } from './json-pointer.js';

/** The words of people around a fact. */
const aroundFacts = ['/reason', '/lateReason'];

/** Where a statement was read, in any fact: the file it came in, and its very words. */
const sourceTexts = [...['/source/file', '/source/raw', '/**/source/file', '/**/source/raw']];

/** The free texts in the content of a scheda; the others are codes, days, amounts and references. */
const schedaTexts = [
  ...['title', 'noNeedReason', 'pssirReferences/*', 'description', 'specificGoals/*'],
  ...['recipients', 'territory/*', 'indicators/*/*', 'noIndicatorReason', 'resources/*/fund'],
  ...['resources/*/note', 'partners/*', 'legalReferences/*', 'attachments/*/title'],
];

const periodTexts = ['/period/text', '/period/condition'];
const projectTexts = [
  ...['/name', '/description', '/funder', '/holder', '/actions/*/text'],
  ...periodTexts,
];

/**
 * The free texts of each type of fact that can be redacted: where a name slips in. What is not here stays:
 * codes, ids, days, amounts and fingerprints, and the words in which the law wants a decision to be given
 * (docs/decisions/redaction.md).
 */
const freeTexts: Readonly<Partial<Record<PlanningFact['type'], readonly string[]>>> = {
  RegionalActLinked: ['/affects'],
  TargetApprovalSet: ['/basis'],
  ParentPlanLinked: ['/note'],
  TreeImported: ['/objectives/*/description', '/programmes/*/description'],
  ObjectiveAdded: ['/description'],
  ProgrammeAdded: ['/description'],
  FixesRequested: ['/text'],
  MeetingScheduled: ['/title', '/venue', '/room', '/agendaItems/*'],
  MeetingRescheduled: ['/arrangements/venue', '/arrangements/room', '/agendaItems/*'],
  MeetingConvened: ['/invitees/*'],
  MeetingHeld: ['/attendance/*', '/contents/*', '/materials/*/title'],
  ContributionReceived: ['/body', '/document/title'],
  ContributionAnswered: ['/text'],
  ContributionPlaced: ['/text'],
  CoProgrammingOpened: ['/purposes', '/object', '/requirements', '/participationMode'],
  ApplicationReceived: ['/body'],
  CoProgrammingSessionHeld: ['/theme', '/tables/*/theme', '/attendance/*'],
  CoProgrammingReportIssued: ['/sentTo/*'],
  ThemeProposed: ['/name'],
  ThemeDrafted: ['/text'],
  NeedRecorded: ['/text'],
  NeedRevised: ['/text'],
  NeedsImported: ['/themes/*', '/needs/*/theme', '/needs/*/text'],
  QuestionRaised: ['/text', '/guess'],
  QuestionAnswered: ['/answer', '/basis'],
  SchedaAssigned: ['/title'],
  SchedaCarriedOver: [
    '/title',
    ...schedaTexts.map((field) => `/content/${field}`),
    ...schedaTexts.map((field) => `/notCopied/${field}`),
  ],
  SchedaRevised: schedaTexts.map((field) => `/changes/${field}`),
  SchedaReturned: ['/text'],
  SchedaLeftOut: ['/reason'],
  VerificationClosed: ['/leftOut/*/reason'],
  ProposalReturned: ['/text'],
  DeadlineMet: ['/document/title'],
  PrescriptionMet: ['/text', '/document/title'],
  PrescriptionNotAccepted: ['/text'],
  ProgressRecorded: ['/text'],
  SchedaReported: ['/doneText', '/reProposeReason'],
  ReportReturned: ['/text'],
  CarryOverRecorded: ['/notCarried/*/title', '/notCarried/*/text'],
  PromiseMade: ['/text', '/to'],
  PromiseKept: ['/text'],
  SpreadsheetImported: ['/fileName'],
  CoDesignRowAdded: [
    ...['/holder/text', '/activity', '/subjects/*/text', '/stateText', '/stateCondition'],
    ...periodTexts,
  ],
  CoDesignRowCompleted: [
    ...['/basis', '/filled/subjects/*/text'],
    ...periodTexts.map((field) => `/filled${field}`),
  ],
  CoDesignStateChanged: ['/stateText'],
  CoDesignExpiryReviewed: ['/finding'],
  FundedProjectAdded: projectTexts,
  FundedProjectChanged: projectTexts.map((field) => `/changes${field}`),
  ReportingDeadlineSet: ['/text'],
  DocumentRegistered: ['/title', '/body', ...periodTexts],
  UnitAdded: ['/name'],
  UnitRenamed: ['/oldName', '/newName'],
  OfficeClosureAdded: ['/why'],
};

/**
 * Whether a place in a fact holds a free text that can be redacted. What a correction quotes can, if what it
 * corrects can.
 */
export function isFreeText(
  { type, data }: Fact,
  where: 'data' | 'envelope',
  pointer: string,
): boolean {
  if (where === 'envelope') return aroundFacts.includes(pointer);
  if (type === 'RecordCorrected') {
    const { factType, field } = data as DataOf<'RecordCorrected'>;
    return ['/old', '/new'].includes(pointer) && isFreeTextOf(factType, field);
  }
  return isFreeTextOf(type, pointer);
}

/** A text in a fact, and where it stands. */
export interface TextInFact {
  readonly where: 'data' | 'envelope';
  readonly pointer: string;
  readonly text: string;
}

/** Every free text of a fact that can be redacted, in its data and around it. */
export function freeTextsIn(fact: RecordedFact): readonly TextInFact[] {
  return (['data', 'envelope'] as const).flatMap((where) =>
    textsIn(where === 'data' ? fact.data : fact.metadata)
      .filter(({ pointer }) => isFreeText(fact, where, pointer))
      .map((each) => ({ where, ...each })),
  );
}

/** The places in facts of a type, as patterns, that hold a free text which can be redacted. */
export function freeTextsOf(factType: string): readonly string[] {
  const its = (freeTexts as Readonly<Record<string, readonly string[] | undefined>>)[factType];
  return [...(its ?? []), ...sourceTexts];
}

function isFreeTextOf(factType: string, pointer: string): boolean {
  return freeTextsOf(factType).some((pattern) => isOf(pointer, pattern));
}
