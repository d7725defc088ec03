import type { PlanningFact } from '../planning-fact.js';
import type { DeadlineKind } from '../value-sets.js';

/**
 * The kinds of deadlines that are about each scheda, in the order in which it comes to them: they are met scheda by
 * scheda, as the machine says.
 */
export const aboutSchede = ['SCHEDE_SUBMITTED', 'SCHEDE_CHECKED', 'FINAL_REPORT'] as const;
export type SchedaDeadlineKind = (typeof aboutSchede)[number];

export const isAboutSchede = (kind: DeadlineKind): kind is SchedaDeadlineKind =>
  (aboutSchede as readonly DeadlineKind[]).includes(kind);

/** The facts by which work is done that a kind of deadline is about. */
const metBy: Readonly<Partial<Record<PlanningFact['type'], DeadlineKind>>> = {
  KickoffHeld: 'KICKOFF',
  HealthProfileAttached: 'HEALTH_PROFILE',
  SchedaSubmitted: 'SCHEDE_SUBMITTED',
  SchedaChecked: 'SCHEDE_CHECKED',
  SchedaReported: 'FINAL_REPORT',
  CoProgrammingActivated: 'CO_PROGRAMMING_DECISION',
  CoProgrammingReferred: 'CO_PROGRAMMING_DECISION',
  CoProgrammingNotActivated: 'CO_PROGRAMMING_DECISION',
  ParticipationCompleted: 'PARTICIPATION',
  ProposalEndorsed: 'PROPOSAL',
  OrganConvened: 'CONVOCATION',
  DeliberationRecorded: 'APPROVAL',
  PlanPublished: 'PUBLICATION',
  ProwebDepositRecorded: 'PROWEB_DEPOSIT',
  CheckpointClosed: 'CHECKPOINT',
};

const kindsMet: ReadonlySet<DeadlineKind> = new Set(Object.values(metBy));

/** Whether no fact about the work meets a kind of deadline: that one is met, somebody has to say of it. */
export const isMetByWord = (kind: DeadlineKind): boolean => !kindsMet.has(kind);

/** The facts by which a cycle as a whole meets a deadline. */
export const meetingFacts = (Object.keys(metBy) as PlanningFact['type'][]).filter(
  (type) => !isAboutSchede(metBy[type] ?? 'OTHER'),
);

/** The kind of deadline that a fact meets, if it meets one: a session that did not approve does not. */
export function kindMetBy(fact: PlanningFact): DeadlineKind | undefined {
  const approves = fact.type !== 'DeliberationRecorded' || fact.data.outcome.startsWith('approved');
  return approves ? metBy[fact.type] : undefined;
}

/**
 * The kinds of deadlines that are met no more once a fact is recorded before the plan was ever approved: a proposal
 * that is sent back is to be made anew, and once the organ has rejected it, the organ is to be convened anew as well.
 */
export function kindsUndoneBy(fact: PlanningFact): readonly DeadlineKind[] {
  if (fact.type === 'ProposalReturned') return ['PROPOSAL'];
  const isRejected = fact.type === 'DeliberationRecorded' && fact.data.outcome === 'rejected';
  return isRejected ? ['PROPOSAL', 'CONVOCATION'] : [];
}
