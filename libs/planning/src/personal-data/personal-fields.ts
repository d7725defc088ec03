import { sealedIn } from '#people';
import { isOf, placesOf } from '../correction/json-pointer.js';
import { cycleName, idOfStream } from '../cycle/cycle-id.js';
import type { ActorInFact } from '../envelope.js';
import type { LifeData } from '../life-data.js';
import type { PlanningFact } from '../planning-fact.js';
import type { ContributionsData } from '../participation/participation.data.js';

/**
 * The personal data that must stand in a fact, by JSON pointer into its data: what somebody hands in under their
 * own name and what they are answered, and who was invited or there, whom the office writes down by name. It is
 * sealed for its subject and can be erased with them (docs/decisions/erasure.md). Who did something, facts say by
 * id alone.
 */
const personalFields: Readonly<Partial<Record<PlanningFact['type'], readonly string[]>>> = {
  ContributionReceived: ['/body', '/document/title'],
  ContributionAnswered: ['/text'],
  ContributionPlaced: ['/text'],
  ApplicationReceived: ['/body'],
  MeetingConvened: ['/invitees/*'],
  MeetingHeld: ['/attendance/*'],
  CoProgrammingSessionHeld: ['/attendance/*'],
  CoProgrammingReportIssued: ['/sentTo/*'],
};

/** The types of facts in which personal data stands; whatever corrects one of them may hold some as well. */
export const factsWithPersonalData = Object.keys(personalFields) as readonly PlanningFact['type'][];

/** Where a fact will be recorded, by whom, and what its stream remembers when it is. */
export interface Recording {
  readonly stream: string;
  readonly eventId: string;
  readonly actor: Pick<ActorInFact, 'personId' | 'role'>;
  readonly life: Readonly<LifeData>;
}

/** Where in a fact something stands that is or may be sealed: in its own fields, or in what it corrects. */
export function placesOfPersonalData({
  type,
  data,
}: {
  readonly type: string;
  readonly data: object;
}): readonly string[] {
  const patterns = type === 'RecordCorrected' ? ['/old', '/new'] : personalFieldsOf(type);
  return patterns.flatMap((pattern) => placesOf(data, pattern));
}

/** Where in this fact personal data stands: what a correction says, where it corrects what is sealed. */
export function personalDataIn(fact: PlanningFact): readonly string[] {
  if (fact.type !== 'RecordCorrected') return placesOfPersonalData(fact);
  return sealedSubject(fact.data.old) === undefined ? [] : ['/new'];
}

/** Whether a place in a type of fact holds personal data. */
export function isPersonalData(factType: string, pointer: string): boolean {
  return personalFieldsOf(factType).some((pattern) => isOf(pointer, pattern));
}

/**
 * Whose the personal data at a place of a fact is. Of a contribution: of the stakeholder who handed it in; what the
 * office took in for somebody who has no account is known by what it is. Each entry of a list is somebody by itself.
 */
export function subjectOf(fact: PlanningFact, pointer: string, recording: Recording): string {
  const { eventId, actor, life } = recording;
  const cycleId = idOfStream(recording.stream);
  if (fact.type === 'ContributionReceived') {
    const zone = cycleName(cycleId)?.zone ?? '';
    return actor.role === 'ETS'
      ? personSubject(zone, actor.personId)
      : contributionSubject(cycleId, fact.data.contributionId);
  }
  if (fact.type === 'ContributionAnswered' || fact.type === 'ContributionPlaced') {
    const { contributionId } = fact.data;
    // A life with such a fact remembers the contribution.
    const { contributions } = life as unknown as Readonly<ContributionsData>;
    const speaker = sealedSubject(contributions[contributionId]?.body ?? '');
    return speaker ?? contributionSubject(cycleId, contributionId);
  }
  if (fact.type === 'ApplicationReceived') {
    return applicationSubject(cycleId, fact.data.applicationId);
  }
  const corrected = fact.type === 'RecordCorrected' ? sealedSubject(fact.data.old) : undefined;
  return corrected ?? entrySubject(cycleId, eventId, pointer);
}

/** A person of a zone, as the subject of personal data. */
export const personSubject = (zone: string, personId: string): string =>
  `person/${zone}/${personId}`;

/** The person of a zone that a subject is; undefined where it is something else. */
export function personIn(subject: string, zone: string): string | undefined {
  const begin = personSubject(zone, '');
  return subject.startsWith(begin) ? subject.slice(begin.length) : undefined;
}

/** Whoever speaks in a contribution that the office took in, as the subject of personal data. */
export const contributionSubject = (cycleId: string, contributionId: string): string =>
  `contribution/${cycleId}/${contributionId}`;

/** Whoever applies for a co-programming, as the subject of personal data. */
export const applicationSubject = (cycleId: string, applicationId: string): string =>
  `application/${cycleId}/${applicationId}`;

/** Whoever an entry of a list names, as the subject of personal data: `entry/<cycle>/<event>/attendance/3`. */
export const entrySubject = (cycleId: string, eventId: string, pointer: string): string =>
  `entry/${cycleId}/${eventId}${pointer}`;

function sealedSubject(text: string): string | undefined {
  return sealedIn(text)?.token.$pii.s;
}

/** The places in facts of a type, as patterns, that hold personal data. */
export function personalFieldsOf(factType: string): readonly string[] {
  return (
    (personalFields as Readonly<Record<string, readonly string[] | undefined>>)[factType] ?? []
  );
}
