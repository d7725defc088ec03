import { evolve } from '#workflow';
import { endorseProposal } from '../approval/endorse-proposal.js';
import type { CycleCommand } from '../command/cycle-command.js';
import type { Verb } from '../command/verb.js';
import type { CycleData } from '../cycle/cycle-data.js';
import { approveMinutes } from '../participation/approve-minutes.js';
import { exemptCategory } from '../participation/exempt-category.js';
import type { PlanningFact } from '../planning-fact.js';
import { acceptPrescription } from '../prescription/accept-prescription.js';
import { approvedPlan } from '../revision/revision.fixture.js';
import { denyWithdrawal } from '../scheda/deny-withdrawal.js';
import { grantWithdrawal } from '../scheda/grant-withdrawal.js';
import {
  assigned,
  checked,
  document,
  fingerprint,
  given,
  inPreparation,
  inVerification,
  lifeAfter,
  recordedAfter,
  verificationClosed,
} from '../testing.fixture.js';
import { secondLook } from './second-look.js';

/** The person all facts of a test were recorded by. */
const HAND = 'operatore';

const requested: readonly PlanningFact[] = [
  ...inPreparation,
  assigned('S-1'),
  { type: 'SchedaWithdrawalRequested', data: { schedaId: 'S-1' } },
];
const proposed: readonly PlanningFact[] = [
  ...inPreparation,
  { type: 'CategoryExemptionProposed', data: { category: 'UTENTI' } },
];
const minuted: readonly PlanningFact[] = [
  ...inPreparation,
  {
    type: 'MeetingScheduled',
    data: {
      meetingId: 'M1',
      title: 'Consulta',
      counterpart: 'CONSULTA_TERZO_SETTORE',
      date: '2024-01-10',
      channel: 'IN_PERSON',
    },
  },
  {
    type: 'MeetingHeld',
    data: {
      ...{ meetingId: 'M1', heldOn: '2024-01-10', categories: ['UTENTI'] },
      ...{ attendance: [], contents: [] },
    },
  },
  { type: 'MinutesRecorded', data: { meetingId: 'M1', document } },
];
const verified = [...inVerification(...checked('S-1')), verificationClosed];
const { manifestHash } = verificationClosed.data as { readonly manifestHash: string };

describe.each<[string, readonly PlanningFact[], Verb<CycleCommand, CycleData>, object]>([
  ['grants a withdrawal', requested, grantWithdrawal, { schedaId: 'S-1' }],
  ['denies a withdrawal', requested, denyWithdrawal, { schedaId: 'S-1' }],
  ['exempts a category', proposed, exemptCategory, { category: 'UTENTI' }],
  ['approves minutes', minuted, approveMinutes, { meetingId: 'M1' }],
  ['endorses the proposal', verified, endorseProposal, { manifestHash }],
] as const)('Whoever %s', (_does, facts, verb, wish) => {
  const asking = (circumstances: object) => given(...facts).when(verb, wish, circumstances);

  it('is not who asked for it, proposed or prepared it', () => {
    asking({ personId: HAND }).thenRefused('same-hands');
  });

  it('nor are they when they act on behalf of somebody', () => {
    asking({ personId: HAND, onBehalfOf: 'direttore' }).thenRefused('same-hands');
  });

  it('nor does anybody act on behalf of them', () => {
    asking({ personId: 'chi-agisce', onBehalfOf: HAND }).thenRefused('same-hands');
  });
});

describe('Whoever endorses a revision', () => {
  const plan = approvedPlan(...checked('S-1'));
  const manifest = { ...plan.manifest, programmes: [] };
  const revised: readonly PlanningFact[] = [
    ...plan.facts,
    { type: 'RevisionOpened', data: { number: 1, scope: [] } },
    {
      type: 'RevisionVerified',
      data: {
        ...{ number: 1, manifest, manifestHash: fingerprint(manifest) },
        ...{ amended: [], added: [], dropped: [] },
      },
    },
  ];
  const by = { VerificationClosed: 'chi-chiuse', RevisionVerified: 'chi-verificò' };
  const life = lifeAfter();
  for (const fact of recordedAfter(...revised)) {
    const personId = Object.entries(by).find(([type]) => type === fact.type)?.[1] ?? HAND;
    const actor = { personId, role: 'UPo', authMethod: 'api-token' };
    evolve(life, { ...fact, metadata: { ...fact.metadata, actor } });
  }
  const look = (...hands: string[]) => secondLook(life.data, 'proposal', 'cycle', { hands })?.code;

  it('did not verify it, nor acts for whoever did', () => {
    expect(look('chi-verificò')).toBe('same-hands');
    expect(look('direttore', 'chi-verificò')).toBe('same-hands');
    given(...revised)
      .when(endorseProposal, { manifestHash: fingerprint(manifest) }, { personId: HAND })
      .thenRefused('same-hands');
  });

  it('may have closed the verification of the plan it revises', () => {
    expect(look('chi-chiuse')).toBeUndefined();
  });
});

describe('Whoever accepts that a prescription was met', () => {
  it('did not meet it', () => {
    const met = { firstHands: { 'prescription/P1': [HAND, 'responsabile'] } };
    const look = (...hands: string[]) => secondLook(met, 'prescription', 'P1', { hands })?.code;
    expect([look(HAND), look('direttore', 'responsabile'), look('direttore')]).toEqual([
      'same-hands',
      'same-hands',
      undefined,
    ]);
    expect(acceptPrescription.facts).toEqual(['PrescriptionAccepted']);
  });
});

describe('A second look', () => {
  it('is asked of nobody where nothing was prepared, or nothing of it is remembered', () => {
    expect(secondLook({ firstHands: {} }, 'minutes', 'M1', { hands: [HAND] })).toBeUndefined();
    expect(secondLook({}, 'minutes', 'M1', { hands: [HAND] })).toBeUndefined();
  });
});
