import {
  coProgrammazioneV1,
  cycleName,
  organizzazioneV1,
  poaAnnualeV1,
  profiloDiSaluteV1,
  registroDiZonaV1,
  type Citation,
  type Reading,
} from '#planning';

/** Of facts that are shown to others than the rest of their cycle is. */
const ofFacts: Readonly<Record<string, Reading>> = {
  MeetingHeld: 'coverage',
  MinutesRecorded: 'coverage',
  ContributionReceived: 'contributions',
  // The act, the notice and the report of co-programming are for everybody of the zone.
  CoProgrammingConcluded: 'cycle',
  NoticePublished: 'cycle',
  CoProgrammingReportIssued: 'cycle',
};

/** Of the rest of a cycle or a register, by its definition. */
const ofLives: Readonly<Record<string, Reading>> = {
  [poaAnnualeV1.id]: 'schede',
  [coProgrammazioneV1.id]: 'co-programming',
  [profiloDiSaluteV1.id]: 'health-profile',
  [registroDiZonaV1.id]: 'register',
  [organizzazioneV1.id]: 'organisation',
};

/**
 * What somebody must be let read to open a document that a fact names: what shows that fact.
 * @returns undefined for a fingerprint that is of no document
 */
export function readingOfCitation({
  cycleId,
  type,
}: Pick<Citation, 'cycleId' | 'type'>): Reading | undefined {
  // That of the text that was there.
  if (type === 'TextRedacted') return undefined;
  return ofFacts[type] ?? ofLives[cycleName(cycleId)?.definitionId ?? ''] ?? 'history';
}

/** The same of what somebody has brought themselves; undefined where that makes no difference. */
export function ownReadingOf({ type }: Pick<Citation, 'type'>): Reading | undefined {
  return type === 'ContributionReceived' ? 'own-contributions' : undefined;
}
