import type { Manifest } from '../approval/approval.facts.js';
import { manifestOf } from '../approval/manifest.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { fingerprint, hash, inVerification, lifeAfter } from '../testing.fixture.js';

const verdict = {
  outcome: 'approved',
  members: [],
  quorumThousandths: 501,
  actDate: '2024-05-10',
  prescriptions: [],
} as const;

/** The organ is convened on the plan, or on a revision of it. */
export const convened = (sessionId: string): PlanningFact => ({
  type: 'OrganConvened',
  data: { sessionId, organ: 'Conferenza', sessionOn: '2024-05-10', protocol: '1', items: ['POA'] },
});

/** The organ approves, unless `more` says something else. */
export const deliberated = (
  sessionId: string,
  manifestHash: string,
  more: Partial<DataOf<'DeliberationRecorded'>> = {},
): PlanningFact => ({
  type: 'DeliberationRecorded',
  data: { sessionId, manifestHash, number: sessionId, ...verdict, ...more },
});

export const schedaApproved = (schedaId: string, version = 1): PlanningFact => ({
  type: 'SchedaApproved',
  data: {
    schedaId,
    version,
    contentHash: hash(version === 1 ? schedaId : `${schedaId}.${version}`),
  },
});

/** The facts from a verification to the plan in force, approved in the session A1. */
export function approvedPlan(...schede: readonly PlanningFact[]): {
  readonly facts: readonly PlanningFact[];
  readonly manifest: Manifest;
  readonly manifestHash: string;
} {
  const verification = inVerification(...schede);
  const manifest = manifestOf(lifeAfter(...verification));
  const manifestHash = fingerprint(manifest);
  return {
    manifest,
    manifestHash,
    facts: [
      ...verification,
      { type: 'VerificationClosed', data: { manifest, manifestHash, leftOut: [] } },
      { type: 'ProposalEndorsed', data: { manifestHash } },
      convened('A1'),
      deliberated('A1', manifestHash),
      ...manifest.schede.map(({ schedaId }) => schedaApproved(schedaId)),
    ],
  };
}

/** An approved scheda is written anew, up to its check; the version it gets is the next one. */
export const amended = (schedaId: string, version = 2): readonly PlanningFact[] => {
  const written = { schedaId, version, contentHash: hash(`${schedaId}.${version}`) };
  return [
    { type: 'SchedaRevised', data: { ...written, changes: { description: `v${version}` } } },
    { type: 'SchedaSubmitted', data: written },
    { type: 'SchedaTakenInCharge', data: { schedaId } },
    { type: 'SchedaChecked', data: written },
  ];
};
