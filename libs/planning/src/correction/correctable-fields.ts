import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { CycleData } from '../cycle/cycle-data.js';
import { whileProposed, whileReviewed } from '../health-profile/correctable-now.js';
import type { ProfileData } from '../health-profile/health-profile.data.js';
import type { PlanningFact } from '../planning-fact.js';
import { firstInForceOn } from '../revision/what-was-approved.js';
import { correctableInRegisters } from './correctable-in-registers.js';
import { decimal, pastDay, text, url, type FieldKind } from './field-kinds.js';
import { isOf, valueAt } from './json-pointer.js';
import type { Correctable } from './correctable.js';

const act: Readonly<Record<string, FieldKind>> = { '/act': text(300) };
const session = ({ sessions }: CycleData, id: string): readonly string[] =>
  sessions.flatMap(({ sessionId }, index) => (sessionId === id ? [`/sessions/${index}`] : []));
const meeting = ({ meetings }: CycleData, id: string): readonly string[] =>
  Object.hasOwn(meetings, id) ? [`/meetings/${id}`] : [];
const last = (list: readonly unknown[], name: string): readonly string[] =>
  list.length === 0 ? [] : [`/${name}/${list.length - 1}`];

/** A plan is published and deposited once there is one. Which of them it was about, its fingerprint says. */
function beforeAnyPlan(cycle: Readonly<CycleData>, day: string): Refusal | undefined {
  const since = firstInForceOn(cycle);
  return since !== undefined && day < since
    ? refuse('dates-reversed', { from: since, to: day })
    : undefined;
}

/** A life with facts of a health profile remembers what they leave behind. */
const profileIn = (life: object): Readonly<ProfileData> => life as Readonly<ProfileData>;
const unlessProposed = (life: object): Refusal | undefined => whileProposed(profileIn(life));

/** Every field that can be corrected. What is not here is set right by a fact of its own. */
const correctables: Readonly<Partial<Record<PlanningFact['type'], Correctable>>> = {
  ...correctableInRegisters,
  CycleOpened: {
    fields: {
      '/caseFile/identifier': text(200),
      '/caseFile/subject': text(500),
      '/caseFile/ownerAdministration': text(300),
      '/caseFile/otherAdministrations/*': text(300),
    },
    copies: () => [''],
  },
  RegionalActLinked: {
    fields: { '/cite': text(200), '/date': pastDay, '/url': url },
    copies: () => ['/regionalAct'],
  },
  ParentPlanLinked: {
    fields: { '/name': text(300), '/note': text(4000) },
    subject: 'planId',
    copies: (_cycle, id) => [`/parentPlans/${id}`],
  },
  HealthProfileAttached: {
    fields: { '/title': text(300), '/document/protocol': text(100) },
    copies: () => ['/profile'],
  },
  HealthProfileAdopted: {
    fields: { '/organ': text(300), ...act },
    copies: () => ['/profile/adopted'],
  },
  MeetingConvened: {
    fields: { '/invitees/*': text(300), '/protocol': text(100) },
    subject: 'meetingId',
    copies: meeting,
  },
  MeetingHeld: {
    fields: {
      ...{ '/heldOn': pastDay, '/attendance/*': text(300), '/contents/*': text(4000) },
      ...{ '/materials/*/title': text(300), '/materials/*/protocol': text(100) },
    },
    subject: 'meetingId',
    copies: meeting,
  },
  MinutesRecorded: {
    fields: { '/document/title': text(300), '/document/protocol': text(100) },
    subject: 'meetingId',
    copies: meeting,
    place: (field) => field.replace('/document/', '/minutes/'),
  },
  ContributionReceived: {
    fields: { '/body': text(300), '/document/protocol': text(100) },
    subject: 'contributionId',
    copies: (_cycle, id) => [`/contributions/${id}`],
  },
  CoProgrammingOpened: {
    fields: {
      ...act,
      '/purposes': text(10_000),
      '/object': text(10_000),
      '/requirements': text(10_000),
      '/participationMode': text(10_000),
    },
    copies: () => ['/coProgramming', '/coProgramming/opening'],
  },
  ApplicationReceived: {
    fields: { '/body': text(300), '/protocol': text(100) },
    subject: 'applicationId',
    copies: (_cycle, id) => [`/coProgramming/applications/${id}`],
  },
  CoProgrammingReportPublished: {
    fields: { '/url': url },
    copies: () => ['/coProgramming'],
    place: () => '/reportUrl',
  },
  NoticePublished: { fields: { '/url': url }, copies: () => ['/coProgramming/notice'] },
  ThemeProposed: {
    fields: { '/name': text(300) },
    subject: 'themeId',
    copies: (_cycle, id) => [`/themes/${id}`],
    problem: unlessProposed,
  },
  ThemeDrafted: {
    fields: { '/text': text(50_000) },
    subject: 'themeId',
    copies: (_cycle, id) => [`/themes/${id}`],
    problem: (life, { subjectId }) => whileReviewed(profileIn(life), subjectId),
  },
  NeedRecorded: {
    fields: { '/text': text(4000) },
    subject: 'needId',
    copies: (_cycle, id) => [`/needs/${id}`],
    problem: unlessProposed,
  },
  DataSourceAdded: {
    fields: { '/name': text(300), '/url': url },
    subject: 'dataSourceId',
    copies: (_cycle, id) => [`/dataSources/${id}`],
    problem: unlessProposed,
  },
  IndicatorRecorded: {
    fields: {
      '/name': text(300),
      '/value': decimal,
      '/unit': text(50),
      '/period': text(50),
    },
    subject: 'indicatorId',
    copies: (_cycle, id) => [`/indicators/${id}`],
    problem: unlessProposed,
  },
  EditionAdopted: {
    fields: { '/organ': text(300), ...act },
    copies: () => ['/adopted'],
  },
  OrganConvened: {
    fields: { '/protocol': text(100) },
    subject: 'sessionId',
    copies: session,
  },
  DeliberationRecorded: {
    fields: {
      ...{ '/number': text(50), '/actDate': pastDay, '/protocolNumber': text(100) },
      ...{ '/subject': text(500), '/document/title': text(300) },
    },
    subject: 'sessionId',
    copies: session,
    problem: ({ sessions }, { subjectId, field, value }) => {
      const of = sessions.find(({ sessionId }) => sessionId === subjectId);
      return field === '/actDate' && of && value < of.sessionOn
        ? refuse('act-date-wrong', { actDate: value })
        : undefined;
    },
  },
  PlanPublished: {
    fields: { '/where': text(300), '/url': url, '/from': pastDay },
    copies: ({ publications }) => last(publications, 'publications'),
    problem: (cycle, { field, value }) =>
      field === '/from' ? beforeAnyPlan(cycle, value) : undefined,
  },
  ProwebDepositRecorded: {
    fields: { '/depositedOn': pastDay },
    copies: ({ prowebDeposits }) => last(prowebDeposits, 'prowebDeposits'),
    problem: (cycle, { value }) => beforeAnyPlan(cycle, value),
  },
  FinalReportApproved: {
    fields: { '/number': text(50), '/actDate': pastDay },
    copies: () => ['/finalReport/approved'],
    problem: ({ finalReport }, { field, value }) => {
      const approved = finalReport?.approved;
      return field === '/actDate' && approved && value < approved.sessionOn
        ? refuse('act-date-wrong', { actDate: value })
        : undefined;
    },
  },
  CycleReopened: {
    fields: act,
    copies: ({ closings }) => last(closings, 'closings').map((closing) => `${closing}/reopened`),
  },
  CycleSuspended: {
    fields: act,
    copies: ({ suspensions }) => last(suspensions, 'suspensions'),
  },
  CycleAnnulled: { fields: act, copies: () => ['/ended'] },
  CycleRevoked: { fields: act, copies: () => ['/ended'] },
  SchedaAnnulled: {
    fields: act,
    copies: ({ plans }) => last(plans, 'plans').map((plan) => `${plan}/annulled`),
  },
};

/** The types of fact in which something can be corrected. */
export const correctableTypes = Object.keys(correctables) as readonly PlanningFact['type'][];

/** What can be corrected in a type of fact; undefined where nothing can. */
export function correctableIn(factType: string): Correctable | undefined {
  return (correctables as Readonly<Record<string, Correctable | undefined>>)[factType];
}

/** The id of what a fact is about, by its data; undefined where it is about nothing of its own. */
export function subjectIn(
  data: unknown,
  { subject }: Pick<Correctable, 'subject'>,
): string | undefined {
  const id = subject === undefined ? undefined : valueAt(data, `/${subject}`);
  return typeof id === 'string' ? id : undefined;
}

/** What a field of a type of fact holds; undefined where it cannot be corrected. */
export function fieldKind(factType: string, field: string): FieldKind | undefined {
  const fields = Object.entries(correctableIn(factType)?.fields ?? {});
  return fields.find(([pattern]) => isOf(field, pattern))?.[1];
}

interface Words {
  readonly it: string;
  readonly en: string;
}

/** What to do about a mistake that is not corrected: whatever follows from it has to be undone too. */
export function insteadOfCorrecting(factType: string): Words {
  return (
    (remedies as Readonly<Record<string, Words | undefined>>)[factType] ?? {
      it: 'Registra un nuovo fatto che rimedi; se manca il verbo, serve un atto dell’organo.',
      en: 'Record a new fact that sets it right; where there is no verb for it, it takes an act of the organ.',
    }
  );
}

const ofTheScheda = {
  it: 'Salva una nuova versione della scheda; se è approvata, apri una revisione.',
  en: 'Save a new version of the scheda; where it is approved, open a revision.',
};
const ofTheDeadline = {
  it: 'Proroga o anticipa la scadenza.',
  en: 'Extend or shorten the deadline.',
};
const ofTheDeadlineMet = {
  it: 'Annulla la scadenza e fissala di nuovo.',
  en: 'Cancel the deadline and set it anew.',
};
const ofTheOrgan = {
  it: 'Esiti, voti e quote sono dell’organo: si rimedia con un suo atto, cioè una nuova seduta o un annullamento.',
  en: 'Outcomes, votes and quotas are the organ’s: it takes an act of the organ, a new session or an annulment.',
};
const remedies: Readonly<Partial<Record<PlanningFact['type'], Words>>> = {
  DeliberationRecorded: ofTheOrgan,
  RoleGranted: {
    it: 'Revoca il ruolo e dallo di nuovo, com’è giusto.',
    en: 'Revoke the role and grant it anew, as it should be.',
  },
  OrganConvened: {
    it: 'Disdici la seduta e convocane un’altra.',
    en: 'Cancel the session and convene another.',
  },
  MeetingHeld: {
    it: 'Per le categorie ascoltate usa «Attribuisci le categorie».',
    en: 'For the categories heard use “attribute-categories”.',
  },
  SchedaRevised: ofTheScheda,
  SchedaAssigned: {
    it: 'Riassegna la scheda o spostala; il suo codice resta.',
    en: 'Reassign the scheda or move it; its code stays.',
  },
  DeadlineSet: ofTheDeadline,
  DeadlineExtended: ofTheDeadline,
  DeadlineShortened: ofTheDeadline,
  DeadlineMet: ofTheDeadlineMet,
  TargetApprovalSet: {
    it: 'Fissa di nuovo la data obiettivo.',
    en: 'Set the target date again.',
  },
  ObjectiveAdded: {
    it: 'Cambia nome all’obiettivo, o toglilo dall’albero.',
    en: 'Rename the objective, or take it out of the tree.',
  },
  ProgrammeAdded: {
    it: 'Cambia nome al programma, o toglilo dall’albero.',
    en: 'Rename the programme, or take it out of the tree.',
  },
  TreeImported: {
    it: 'Cambia nome all’obiettivo o al programma, o toglilo dall’albero.',
    en: 'Rename the objective or the programme, or take it out of the tree.',
  },
  ProgrammeLinked: {
    it: 'Collega di nuovo il programma ai suoi obiettivi.',
    en: 'Link the programme to its objectives again.',
  },
  CoDesignRowLinked: {
    it: 'Scollega la riga dalla scheda, e collegala a quella giusta.',
    en: 'Unlink the row from the scheda, and link it to the right one.',
  },
  CoDesignRowUnlinked: {
    it: 'Collega di nuovo la riga alla scheda.',
    en: 'Link the row to the scheda again.',
  },
  FundedProjectLinked: {
    it: 'Scollega il progetto da quello che è sbagliato, e collegalo a quello giusto.',
    en: 'Unlink the project from what is wrong, and link it to what is right.',
  },
  FundedProjectUnlinked: {
    it: 'Collega di nuovo il progetto.',
    en: 'Link the project again.',
  },
};
