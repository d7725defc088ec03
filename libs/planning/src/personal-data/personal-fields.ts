import type { ActorInFact } from '../envelope.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';

/**
 * The personal data that must stand in a fact, by JSON pointer into its data: what somebody hands in under their
 * own name. It is sealed for its subject and can be erased with them (docs/decisions/erasure.md). Who did
 * something, facts say by id alone.
 */
const personalFields: Readonly<Partial<Record<PlanningFact['type'], readonly string[]>>> = {
  ContributionReceived: ['/body', '/document/title'],
};

/** A fact with who recorded it, and in which cycle or register. */
export interface FactOfSomebody {
  readonly fact: Pick<PlanningFact, 'type' | 'data'>;
  readonly actor: Pick<ActorInFact, 'personId' | 'role'>;
  readonly cycleId: string;
  readonly zone: string;
}

/** The types of facts that may hold a sealed text: those above, and what corrects them. */
const typesWithPersonalData = new Set<string>([...Object.keys(personalFields), 'RecordCorrected']);

/** Where in a fact of this type sealed texts may stand. */
export function placesOfPersonalData(factType: string): readonly string[] {
  if (!typesWithPersonalData.has(factType)) return [];
  return factType === 'RecordCorrected' ? ['/old', '/new'] : fieldsOf(factType);
}

/** Where in this fact personal data stands: for a correction, if it stands where it corrects. */
export function personalDataIn({
  type,
  data,
}: Pick<PlanningFact, 'type' | 'data'>): readonly string[] {
  if (type !== 'RecordCorrected') return fieldsOf(type);
  const { factType, field } = data as DataOf<'RecordCorrected'>;
  return isPersonalData(factType, field) ? placesOfPersonalData(type) : [];
}

/** Whether a place in a type of fact holds personal data. */
export function isPersonalData(factType: string, pointer: string): boolean {
  return fieldsOf(factType).includes(pointer);
}

/**
 * Whose the personal data of a fact is: of the stakeholder who handed it in; what the office took in for
 * somebody who has no account is known by what it is.
 */
export function subjectOf({ fact, actor, cycleId, zone }: FactOfSomebody): string {
  if (actor.role === 'ETS') return personSubject(zone, actor.personId);
  const { contributionId } = fact.data as DataOf<'ContributionReceived'>;
  return contributionSubject(cycleId, contributionId);
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

function fieldsOf(factType: string): readonly string[] {
  return (
    (personalFields as Readonly<Record<string, readonly string[] | undefined>>)[factType] ?? []
  );
}
