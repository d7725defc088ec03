import type { Manifest, Prescription } from '../approval/approval.facts.js';
import type { PlanningFact } from '../planning-fact.js';
import { checked, fingerprint, hash, inVerification } from '../testing.fixture.js';

/** The manifest of a plan of these schede. */
const planOf = (schedaIds: readonly string[]): Manifest => ({
  schede: schedaIds.map((schedaId) => ({
    schedaId,
    code: `2024-P1-${schedaId.slice(2).padStart(3, '0')}`,
    programmeId: 'P1',
    unitId: 'anziani',
    version: 1,
    contentHash: hash(schedaId),
  })),
  objectives: [],
  programmes: [],
  coProgramming: { decision: 'not_activated', ground: 'Tempi stretti' },
  documents: [],
});

/** The fingerprint of the plan of these schede. */
export const planHash = (...schedaIds: readonly string[]): string => fingerprint(planOf(schedaIds));

/** The facts that bring a plan of these schede into force, with what the organ asked for. */
export function inForce(
  schedaIds: readonly string[],
  prescriptions: readonly Prescription[] = [],
): readonly PlanningFact[] {
  const manifest = planOf(schedaIds);
  const manifestHash = fingerprint(manifest);
  return [
    ...inVerification(...schedaIds.flatMap(checked)),
    { type: 'VerificationClosed', data: { manifest, manifestHash, leftOut: [] } },
    { type: 'ProposalEndorsed', data: { manifestHash } },
    {
      type: 'OrganConvened',
      data: {
        sessionId: 'A1',
        organ: 'Conferenza zonale',
        sessionOn: '2024-01-10',
        protocol: '12/2024',
        items: ['POA 2024'],
      },
    },
    {
      type: 'DeliberationRecorded',
      data: {
        sessionId: 'A1',
        outcome: prescriptions.length > 0 ? 'approvedWithPrescriptions' : 'approved',
        members: [{ body: 'Comune', present: true, quotaThousandths: 1000, vote: 'for' }],
        quorumThousandths: 501,
        manifestHash,
        number: '12',
        actDate: '2024-01-10',
        prescriptions,
      },
    },
    ...prescriptions.map((prescription): PlanningFact => ({
      type: 'PrescriptionSet',
      data: { ...prescription, sessionId: 'A1' },
    })),
    ...schedaIds.map((schedaId): PlanningFact => ({
      type: 'SchedaApproved',
      data: { schedaId, version: 1, contentHash: hash(schedaId) },
    })),
  ];
}

/** A scheda of the plan gets two indicators; before it is submitted. */
export const withIndicators = (
  facts: readonly PlanningFact[],
  ...names: readonly string[]
): readonly PlanningFact[] => {
  const indicators = names.map((name) => ({ name, target: '100', source: 'Flussi' }));
  return facts.map((fact) =>
    fact.type === 'SchedaRevised'
      ? { ...fact, data: { ...fact.data, changes: { ...fact.data.changes, indicators } } }
      : fact,
  );
};
