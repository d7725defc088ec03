import fc from 'fast-check';
import { redactedText } from '../correction/redaction.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import {
  assigned,
  checked,
  document,
  fingerprint,
  given,
  hash,
  inPreparation,
  inVerification,
  lifeAfter,
  submitted,
} from '../testing.fixture.js';
import type { Member } from './approval.facts.js';
import { cancelSession } from './cancel-session.js';
import { closeVerification } from './close-verification.js';
import { conveneOrgan } from './convene-organ.js';
import { outcomeProblem } from './deliberation.decisions.js';
import { endorseProposal } from './endorse-proposal.js';
import { manifestOf } from './manifest.js';
import { recordDeliberation } from './record-deliberation.js';
import { returnProposal } from './return-proposal.js';

const verification = inVerification(...checked('S-2'), ...checked('S-1'));
const home = { programmeId: 'P1', unitId: 'anziani' };
const manifest = {
  schede: [
    { schedaId: 'S-1', code: '2024-P1-001', ...home, version: 1, contentHash: hash('S-1') },
    { schedaId: 'S-2', code: '2024-P1-002', ...home, version: 1, contentHash: hash('S-2') },
  ],
  objectives: [],
  programmes: [],
  coProgramming: { decision: 'not_activated', ground: 'Tempi stretti. '.repeat(5) },
  documents: [],
} as const;
const manifestHash = fingerprint(manifest);
const otherHash = 'b'.repeat(64);
const verificationClosed: PlanningFact = {
  type: 'VerificationClosed',
  data: { manifest, manifestHash, leftOut: [] },
};
const inProposal = [...verification, verificationClosed];
const endorsed: PlanningFact = { type: 'ProposalEndorsed', data: { manifestHash } };
const convened = (sessionId: string): Extract<PlanningFact, { type: 'OrganConvened' }> => ({
  type: 'OrganConvened',
  data: {
    sessionId,
    organ: 'Conferenza zonale',
    sessionOn: '2024-05-10',
    protocol: '12/2024',
    items: ['POA 2024'],
  },
});
const cancelled = (sessionId: string): PlanningFact => ({
  type: 'SessionCancelled',
  data: { sessionId },
});
const onAgenda = [...inProposal, endorsed, convened('A1')];

const member = (
  body: string,
  quotaThousandths: number,
  vote?: 'for' | 'against' | 'abstained',
): Member => ({
  body,
  present: vote !== undefined,
  quotaThousandths,
  ...(vote !== undefined && { vote }),
});
const session = {
  sessionId: 'A1',
  outcome: 'approved',
  members: [
    member('Comune A', 600, 'for'),
    member('Comune B', 300, 'against'),
    member('AUSL', 100),
  ],
  quorumThousandths: 667,
  manifestHash,
  number: '12',
  actDate: '2024-05-10',
  prescriptions: [],
} as const;
const later = { occurredOn: '2024-05-10' };
const deliberated = (
  more: Partial<DataOf<'DeliberationRecorded'>> = {},
): Extract<PlanningFact, { type: 'DeliberationRecorded' }> => ({
  type: 'DeliberationRecorded',
  data: { ...session, ...more },
});
const approved = (schedaId: string): PlanningFact => ({
  type: 'SchedaApproved',
  data: { schedaId, version: 1, contentHash: hash(schedaId) },
});
const without = <Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  ...keys: readonly Key[]
): Omit<Whole, Key> =>
  Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key as Key))) as Omit<
    Whole,
    Key
  >;

describe('The verification is closed', () => {
  const leftOut = [{ schedaId: 'S-3', reason: 'Risorse da definire' }];
  const withOne = inVerification(...checked('S-1'), ...submitted('S-3'));
  const reduced = { ...manifest, schede: manifest.schede.slice(0, 1) };

  it('on the manifest of what is checked, sealed by its fingerprint', () => {
    given(...verification)
      .when(closeVerification, { leftOut: [] })
      .then(verificationClosed);
  });

  it('without what is left out with a reason', () => {
    given(...withOne)
      .when(closeVerification, { leftOut })
      .then(
        { type: 'SchedaLeftOut', data: { schedaId: 'S-3', reason: 'Risorse da definire' } },
        {
          type: 'VerificationClosed',
          data: { manifest: reduced, manifestHash: fingerprint(reduced), leftOut },
        },
      );
  });

  it('without what was left out before, which is named again', () => {
    const before: PlanningFact = { type: 'SchedaLeftOut', data: leftOut[0]! };
    given(...withOne, before)
      .when(closeVerification, { leftOut: [] })
      .then({
        type: 'VerificationClosed',
        data: { manifest: reduced, manifestHash: fingerprint(reduced), leftOut },
      });
  });

  it('without a word of a reason that was redacted', () => {
    const before: PlanningFact = { type: 'SchedaLeftOut', data: leftOut[0]! };
    const redacted: PlanningFact = {
      type: 'TextRedacted',
      data: {
        ...{ eventId: 'event', factType: 'SchedaLeftOut', factRevision: withOne.length },
        ...{ where: 'data', pointer: '/reason', legalBasis: 'GDPR art. 17' },
        sha256: sha256(leftOut[0]!.reason),
      },
    };
    const hidden = [{ schedaId: 'S-3', reason: redactedText(sha256(leftOut[0]!.reason)) }];
    given(...withOne, before, redacted)
      .when(closeVerification, { leftOut: [] })
      .then({
        type: 'VerificationClosed',
        data: { manifest: reduced, manifestHash: fingerprint(reduced), leftOut: hidden },
      });
  });

  it('without what was withdrawn', () => {
    given(
      ...withOne,
      { type: 'SchedaWithdrawalRequested', data: { schedaId: 'S-3' } },
      { type: 'SchedaWithdrawn', data: { schedaId: 'S-3' } },
    )
      .when(closeVerification, { leftOut: [] })
      .then({
        type: 'VerificationClosed',
        data: { manifest: reduced, manifestHash: fingerprint(reduced), leftOut: [] },
      });
  });

  it('not while it is not answered whether a scheda is withdrawn, checked or not, even left out', () => {
    const requested = (schedaId: string): PlanningFact => ({
      type: 'SchedaWithdrawalRequested',
      data: { schedaId },
    });
    given(...withOne, requested('S-1'))
      .when(closeVerification, { leftOut })
      .thenRefused('withdrawal-pending', { code: '2024-P1-001' });
    given(...withOne, requested('S-3'))
      .when(closeVerification, { leftOut })
      .thenRefused('withdrawal-pending', { code: '2024-P1-003' });
    given(...verification, requested('S-1'), {
      type: 'SchedaWithdrawalDenied',
      data: { schedaId: 'S-1' },
    })
      .when(closeVerification, { leftOut: [] })
      .then(verificationClosed);
  });

  it('not while a scheda is neither checked nor left out', () => {
    given(...inVerification(...checked('S-1'), ...submitted('S-3'), assigned('S-4')))
      .when(closeVerification, { leftOut: [] })
      .thenRefused('schede-not-ready', { count: 2, first: '2024-P1-003' });
  });

  it.each([
    ['checked', []],
    [
      'withdrawn',
      [
        { type: 'SchedaWithdrawalRequested', data: { schedaId: 'S-1' } },
        { type: 'SchedaWithdrawn', data: { schedaId: 'S-1' } },
      ],
    ],
  ] as readonly [string, readonly PlanningFact[]][])(
    'not by leaving out what is %s',
    (_state, facts) => {
      given(...verification, ...facts)
        .when(closeVerification, { leftOut: [{ schedaId: 'S-1', reason: 'Ripensamento' }] })
        .thenRefused('left-out-is-checked', { code: '2024-P1-001' });
    },
  );

  it('not by leaving out what is not there', () => {
    given(...verification)
      .when(closeVerification, { leftOut: [{ schedaId: 'S-9', reason: 'Doppione' }] })
      .thenRefused('scheda-not-found', { id: 'S-9' });
  });

  it('not by leaving out the same scheda twice', () => {
    expect(() =>
      given(...withOne).when(closeVerification, { leftOut: [...leftOut, ...leftOut] }),
    ).toThrow('leftOut');
  });

  it('not on nothing', () => {
    given(...inVerification(...submitted('S-3')))
      .when(closeVerification, { leftOut })
      .thenRefused('no-scheda-checked');
  });

  it('not from preparation', () => {
    given(...inPreparation, ...checked('S-1'))
      .when(closeVerification, { leftOut: [] })
      .thenRefused('not-now');
  });
});

describe('The manifest', () => {
  const minuted = (meetingId: string, title: string, sha256: string): readonly PlanningFact[] => [
    {
      type: 'MeetingScheduled',
      data: { meetingId, title, counterpart: 'ALTRO', date: '2024-02-20', channel: 'ONLINE' },
    },
    {
      type: 'MeetingHeld',
      data: {
        meetingId,
        heldOn: '2024-02-20',
        categories: ['UTENTI'],
        attendance: [],
        contents: [],
      },
    },
    { type: 'MinutesRecorded', data: { meetingId, document: { title, sha256 } } },
  ];
  const objective = (objectiveId: string): PlanningFact => ({
    type: 'ObjectiveAdded',
    data: { objectiveId, name: 'Salute' },
  });
  const programme = (programmeId: string, ...objectiveIds: readonly string[]): PlanningFact => ({
    type: 'ProgrammeAdded',
    data: { programmeId, name: 'Anziani', objectiveIds },
  });
  const report = { title: 'Relazione motivata', sha256: 'd'.repeat(64) };
  const coProgrammed: readonly PlanningFact[] = [
    { type: 'CoProgrammingActivated', data: { act: 'Determina 12/2024' } },
    {
      type: 'NoticePublished',
      data: {
        publishedOn: '2024-03-01',
        closesOn: '2024-03-21',
        days: 20,
        url: 'https://www.comune.esempio.it/avvisi/1',
        requirements: 'Enti del Terzo settore',
      },
    },
    { type: 'NoticeClosed', data: { applicationIds: [] } },
    {
      type: 'CoProgrammingSessionHeld',
      data: { sessionId: 'C1', heldOn: '2024-04-04', theme: 'Trasporti' },
    },
    { type: 'CoProgrammingReportIssued', data: { document: report, sentTo: ['Conferenza'] } },
  ];
  const ways: readonly (readonly PlanningFact[])[] = [
    checked('S-1'),
    checked('S-2'),
    checked('S-10'),
    submitted('S-3'),
    [objective('O2'), objective('O1'), programme('P2', 'O2', 'O1')],
    coProgrammed,
    [programme('P1')],
    minuted('M1', 'Verbale uno', 'a'.repeat(64)),
    minuted('M2', 'Verbale due', 'c'.repeat(64)),
    minuted('M3', 'Lo stesso verbale', 'a'.repeat(64)),
    [{ type: 'HealthProfileAttached', data: { edition: '2024', title: 'Profilo', document } }],
  ];

  it('lists schede, tree, co-programming and documents, each once and in order', () => {
    const { schede, ...rest } = manifestOf(lifeAfter(...inPreparation, ...ways.flat()));
    expect(schede.map(({ code }) => code)).toEqual(['2024-P1-001', '2024-P1-002', '2024-P1-010']);
    expect(rest).toEqual({
      objectives: [
        { objectiveId: 'O1', name: 'Salute' },
        { objectiveId: 'O2', name: 'Salute' },
      ],
      programmes: [
        { programmeId: 'P1', name: 'Anziani', objectiveIds: [] },
        { programmeId: 'P2', name: 'Anziani', objectiveIds: ['O1', 'O2'] },
      ],
      coProgramming: { decision: 'activated', ground: 'Determina 12/2024' },
      documents: [
        document,
        { title: 'Lo stesso verbale', sha256: 'a'.repeat(64) },
        { title: 'Verbale uno', sha256: 'a'.repeat(64) },
        { title: 'Verbale due', sha256: 'c'.repeat(64) },
        report,
      ],
    });
  });

  it('has the same fingerprint whatever way the cycle took to the same set', () => {
    const expected = fingerprint(manifestOf(lifeAfter(...inPreparation, ...ways.flat())));
    const order = fc.shuffledSubarray([...ways], { minLength: ways.length });
    fc.assert(
      fc.property(order, (facts) => {
        const found = manifestOf(lifeAfter(...inPreparation, ...facts.flat()));
        expect(fingerprint(found)).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe('Another manifest', () => {
  const objectives: readonly PlanningFact[] = ['O1', 'O2'].map((objectiveId) => ({
    type: 'ObjectiveAdded',
    data: { objectiveId, name: 'Salute' },
  }));
  const add = (name: string, ...objectiveIds: readonly string[]): PlanningFact => ({
    type: 'ProgrammeAdded',
    data: { programmeId: 'P1', name, objectiveIds },
  });
  const before = [...inPreparation, ...objectives];
  const scheda = checked('S-1');
  const profile = (title: string, sha256: string): PlanningFact => ({
    type: 'HealthProfileAttached',
    data: { edition: '2024', title: 'Profilo', document: { title, sha256 } },
  });
  const notActivated = (text: string, deferredTo?: string): PlanningFact => ({
    type: 'CoProgrammingNotActivated',
    data: { motivation: 'TIGHT_SCHEDULE', text, ...(deferredTo !== undefined && { deferredTo }) },
  });
  const of = (...facts: readonly PlanningFact[]) =>
    fingerprint(manifestOf(lifeAfter(...before, ...facts)));

  it.each<[string, readonly PlanningFact[], readonly PlanningFact[]]>([
    ['the name of a programme', [add('Anziani'), ...scheda], [add('Minori'), ...scheda]],
    ['a link to an objective', [add('Anziani', 'O1')], [add('Anziani', 'O2')]],
    [
      'the programme of a scheda',
      scheda,
      [
        ...scheda,
        {
          type: 'SchedaMoved',
          data: { schedaId: 'S-1', fromProgrammeId: 'P1', toProgrammeId: 'P2' },
        },
      ],
    ],
    [
      'the unit of a scheda',
      scheda,
      [
        ...scheda,
        {
          type: 'SchedaReassigned',
          data: {
            schedaId: 'S-1',
            fromUnitId: 'anziani',
            toUnitId: 'minori',
            fromPersonId: 'responsabile',
            toPersonId: 'altra',
          },
        },
      ],
    ],
    ['the decision on co-programming', [], [notActivated('Tempi stretti')]],
    ['its motivation', [notActivated('Tempi stretti')], [notActivated('Avviso deserto')]],
    ['what it is put off to', [notActivated('Tempi')], [notActivated('Tempi', 'PIS 2025')]],
    [
      'the health profile',
      [profile('Profilo', 'a'.repeat(64))],
      [profile('Profilo', 'b'.repeat(64))],
    ],
  ])('comes of another thing in it: %s', (_what, one, other) => {
    expect(of(...one)).not.toBe(of(...other));
    expect(of(...one)).toBe(of(...one));
  });
});

describe('The director', () => {
  it('makes the proposal their own, by the fingerprint of what they read', () => {
    given(...inProposal)
      .when(endorseProposal, { manifestHash })
      .then(endorsed);
  });

  it('does not make another proposal their own', () => {
    given(...inProposal)
      .when(endorseProposal, { manifestHash: otherHash })
      .thenRefused('other-manifest', {});
  });

  it('has no proposal before the verification is closed', () => {
    given(...verification)
      .when(endorseProposal, { manifestHash })
      .thenRefused('not-now');
  });

  const returned: PlanningFact = { type: 'ProposalReturned', data: { text: 'Manca il riparto' } };

  it('sends the proposal back to verification, saying why', () => {
    given(...inProposal)
      .when(returnProposal, { text: 'Manca il riparto' })
      .then(returned);
    const { workflow, state, parts, data } = lifeAfter(...inProposal, returned);
    expect(workflow.root.phase(state)).toBe('verification');
    expect(parts['scheda']).toEqual({ 'S-1': 'checked', 'S-2': 'checked' });
    expect(data).not.toHaveProperty('manifest');
    expect(data).not.toHaveProperty('manifestHash');
  });

  it.each<[string, readonly PlanningFact[]]>([
    ['that is theirs already', []],
    ['whose session was called off', [convened('A1'), cancelled('A1')]],
    ['whose session decided nothing', [convened('A1'), deliberated({ outcome: 'postponed' })]],
  ])('sends back a proposal %s, and it is not endorsed any more', (_which, facts) => {
    given(...inProposal, endorsed, ...facts)
      .when(returnProposal, { text: 'Manca il riparto' })
      .then(returned);
    const { workflow, state, data } = lifeAfter(...inProposal, endorsed, ...facts, returned);
    expect(workflow.root.phase(state)).toBe('verification');
    expect(data).not.toHaveProperty('manifestHash');
    expect(data).not.toHaveProperty('endorsed');
  });

  it('does not send back what a session is convened on', () => {
    given(...inProposal, endorsed, convened('A1'))
      .when(returnProposal, { text: 'Manca il riparto' })
      .thenRefused('not-now');
  });

  it('may endorse what comes after a proposal sent back', () => {
    given(...inProposal, returned, verificationClosed)
      .when(endorseProposal, { manifestHash })
      .then(endorsed);
  });
});

describe('The organ is convened', () => {
  const wish = {
    organ: 'Conferenza zonale',
    sessionOn: '2024-05-10',
    protocol: '12/2024',
    items: ['POA 2024'],
  };

  it('on the proposal of the director', () => {
    given(...inProposal, endorsed)
      .when(conveneOrgan, { sessionId: 'A1', ...wish })
      .then(convened('A1'));
    given(...inProposal, endorsed)
      .when(conveneOrgan, wish)
      .then(convened('new-session'));
  });

  it('for an hour and a place, where they are said', () => {
    const more = { startTime: '09:30', venue: 'Sala consiliare' };
    given(...inProposal, endorsed)
      .when(conveneOrgan, { ...wish, sessionId: 'A1', ...more })
      .then({ type: 'OrganConvened', data: { ...wish, sessionId: 'A1', ...more } });
    expect(() =>
      given(...inProposal, endorsed).when(conveneOrgan, { ...wish, startTime: '24:00' }),
    ).toThrow(/startTime/);
  });

  it('not before it is endorsed', () => {
    given(...inProposal)
      .when(conveneOrgan, wish)
      .thenRefused('not-now');
  });

  it('not while a session is convened', () => {
    given(...onAgenda)
      .when(conveneOrgan, wish)
      .thenRefused('not-now');
  });

  it('not for a day before the convocation', () => {
    given(...inProposal, endorsed)
      .when(conveneOrgan, wish, { occurredOn: '2024-05-11' })
      .thenRefused('dates-reversed', { from: '2024-05-11', to: '2024-05-10' });
  });

  it('with an id that no session had', () => {
    given(...onAgenda, deliberated({ outcome: 'noQuorum', members: [member('Comune A', 1000)] }))
      .when(conveneOrgan, { sessionId: 'A1', ...wish })
      .thenRefused('id-taken', { id: 'A1' });
  });

  it.each(['noQuorum', 'postponed'] as const)('again after a session that ended %s', (outcome) => {
    given(...onAgenda, deliberated({ outcome }))
      .when(conveneOrgan, { sessionId: 'A2', ...wish })
      .then(convened('A2'));
  });
});

describe('A session is called off', () => {
  it('before it is held, and another one is convened', () => {
    given(...onAgenda)
      .when(cancelSession, { sessionId: 'A1' })
      .then(cancelled('A1'));
    given(...onAgenda, cancelled('A1'))
      .when(conveneOrgan, { ...convened('A2').data })
      .then(convened('A2'));
    expect(lifeAfter(...onAgenda, cancelled('A1')).data.sessions).toMatchObject([
      { sessionId: 'A1', outcome: 'cancelled' },
    ]);
  });

  it('and keeps its id', () => {
    given(...onAgenda, cancelled('A1'))
      .when(conveneOrgan, { ...convened('A1').data })
      .thenRefused('id-taken', { id: 'A1' });
  });

  it('and does not deliberate', () => {
    given(...onAgenda, cancelled('A1'))
      .when(recordDeliberation, session, later)
      .thenRefused('session-not-convened', { id: 'A1' });
  });

  it.each<[string, readonly PlanningFact[]]>([
    ['twice', [...onAgenda, cancelled('A1')]],
    ['after it was held', [...onAgenda, deliberated({ outcome: 'postponed', text: 'Altra data' })]],
    ['before it is convened', [...inProposal, endorsed]],
    ['for another one', [...onAgenda, cancelled('A1'), convened('A2')]],
  ])('but not %s', (_how, facts) => {
    given(...facts)
      .when(cancelSession, { sessionId: 'A1' })
      .thenRefused('session-not-convened', { id: 'A1' });
  });

  it('by the secretariat, with a reason', () => {
    expect(cancelSession).toMatchObject({ who: [{ role: 'SEG' }], reason: 'required' });
  });
});

describe('The deliberation', () => {
  it('may say what its act is about, its protocol number, and which document it is', () => {
    const act = {
      ...{ subject: 'Approvazione della programmazione operativa annuale 2024' },
      ...{ protocolNumber: '1234/2024', document: { title: 'Atto 12', sha256: 'c'.repeat(64) } },
    };
    given(...onAgenda)
      .when(recordDeliberation, { ...session, ...act }, later)
      .then(deliberated(act), approved('S-1'), approved('S-2'));
    const { sessions } = lifeAfter(...onAgenda, deliberated(act)).data;
    expect(sessions).toMatchObject([{ sessionId: 'A1', ...act }]);
    for (const wrong of [{ subject: ' ' }, { document: { title: 'Atto 12', sha256: 'c' } }]) {
      expect(() =>
        given(...onAgenda).when(recordDeliberation, { ...session, ...wrong }, later),
      ).toThrow(/subject|sha256/);
    }
  });

  it('approves the schede of the manifest, each in its version', () => {
    given(...onAgenda)
      .when(recordDeliberation, session, later)
      .then(deliberated(), approved('S-1'), approved('S-2'));
    const { workflow, state, parts, data } = lifeAfter(
      ...onAgenda,
      deliberated(),
      approved('S-1'),
      approved('S-2'),
    );
    expect(workflow.root.value(state)).toEqual({
      inForce: {
        monitoring: 'betweenCheckpoints',
        revision: 'none',
        publication: 'toPublish',
        prowebDeposit: 'toDeposit',
      },
    });
    expect(parts['scheda']).toEqual({ 'S-1': 'approved', 'S-2': 'approved' });
    expect(data.schede['S-1']?.approved).toEqual(approved('S-1').data);
    expect(data.sessions).toMatchObject([{ sessionId: 'A1', outcome: 'approved', number: '12' }]);
    expect(data.plans).toEqual([{ manifest, manifestHash, sessionId: 'A1' }]);
  });

  it('keeps prescriptions, each with an id of its own', () => {
    const outcome = 'approvedWithPrescriptions';
    given(...onAgenda)
      .when(
        recordDeliberation,
        {
          ...session,
          outcome,
          prescriptions: [{ text: 'Riparto', due: '2024-06-30' }, { text: 'Indicatori' }],
        },
        later,
      )
      .then(
        deliberated({
          outcome,
          prescriptions: [
            { prescriptionId: 'new-prescription-0', text: 'Riparto', due: '2024-06-30' },
            { prescriptionId: 'new-prescription-1', text: 'Indicatori' },
          ],
        }),
        {
          type: 'PrescriptionSet',
          data: {
            prescriptionId: 'new-prescription-0',
            text: 'Riparto',
            due: '2024-06-30',
            sessionId: 'A1',
          },
        },
        {
          type: 'PrescriptionSet',
          data: { prescriptionId: 'new-prescription-1', text: 'Indicatori', sessionId: 'A1' },
        },
        approved('S-1'),
        approved('S-2'),
      );
  });

  it('asks for nothing by a day before it met', () => {
    const outcome = 'approvedWithPrescriptions';
    const prescriptions = [{ text: 'Riparto', due: '2001-01-01' }];
    given(...onAgenda)
      .when(recordDeliberation, { ...session, outcome, prescriptions }, later)
      .thenRefused('dates-reversed', { from: '2024-05-10', to: '2001-01-01' });
  });

  describe('addresses a prescription', () => {
    const outcome = 'approvedWithPrescriptions' as const;
    const addressed = (...schedaIds: string[]) => ({
      ...{ ...session, outcome },
      prescriptions: [{ prescriptionId: 'R1', text: 'Risorse', schedaIds }],
    });

    it('to schede of the proposal', () => {
      const { prescriptions } = addressed('S-1', 'S-2');
      given(...onAgenda)
        .when(recordDeliberation, addressed('S-1', 'S-2'), later)
        .then(
          deliberated({ outcome, prescriptions }),
          { type: 'PrescriptionSet', data: { ...prescriptions[0]!, sessionId: 'A1' } },
          ...[approved('S-1'), approved('S-2')],
        );
    });

    it('not to a scheda that does not exist', () => {
      given(...onAgenda)
        .when(recordDeliberation, addressed('S-1', 'S-9'), later)
        .thenRefused('scheda-not-found', { id: 'S-9' });
    });

    it('nor to one the organ has not seen', () => {
      const withdrawn: PlanningFact = { type: 'SchedaWithdrawn', data: { schedaId: 'S-3' } };
      given(
        ...inVerification(...checked('S-2'), ...checked('S-1'), ...checked('S-3'), withdrawn),
        ...[verificationClosed, endorsed, convened('A1')],
      )
        .when(recordDeliberation, addressed('S-3'), later)
        .thenRefused('scheda-not-in-proposal', { code: '2024-P1-003' });
    });
  });

  const rejection = {
    outcome: 'rejected',
    members: [member('Comune A', 600, 'against'), member('Comune B', 400, 'for')],
    text: 'Il riparto non convince',
  } as const;

  it('that rejects sends the cycle back to verification with the words of the organ', () => {
    const rejected = without(deliberated(rejection).data, 'number', 'actDate');
    const fact: PlanningFact = { type: 'DeliberationRecorded', data: rejected };
    given(...onAgenda)
      .when(recordDeliberation, { ...without(session, 'number', 'actDate'), ...rejection }, later)
      .then(fact);
    const { workflow, state, parts, data } = lifeAfter(...onAgenda, fact);
    expect(workflow.root.phase(state)).toBe('verification');
    expect(parts['scheda']).toEqual({ 'S-1': 'checked', 'S-2': 'checked' });
    expect(data.sessions).toMatchObject([
      { sessionId: 'A1', outcome: 'rejected', text: 'Il riparto non convince' },
    ]);
    expect(data).not.toHaveProperty('manifestHash');
  });

  it('can be taken again after a rejection: the same cycle, a new proposal, a new session', () => {
    const again = [
      ...onAgenda,
      deliberated(rejection),
      verificationClosed,
      endorsed,
      convened('A2'),
    ];
    given(...again)
      .when(recordDeliberation, { ...session, sessionId: 'A2' }, later)
      .then(deliberated({ sessionId: 'A2' }), approved('S-1'), approved('S-2'));
    given(...again)
      .when(recordDeliberation, session, later)
      .thenRefused('session-not-convened');
  });

  it.each([
    ['postponed', { members: session.members, text: 'Manca il parere' }],
    ['noQuorum', { members: [member('Comune A', 600, 'for'), member('Comune B', 400)] }],
  ] as const)('that ended %s leaves the proposal on the agenda', (outcome, more) => {
    const bare = without({ ...session, outcome, ...more }, 'number', 'actDate');
    given(...onAgenda)
      .when(recordDeliberation, bare, later)
      .then({ type: 'DeliberationRecorded', data: bare });
    const { workflow, state, data } = lifeAfter(...onAgenda, {
      type: 'DeliberationRecorded',
      data: bare,
    });
    expect(workflow.root.value(state)).toEqual({ approval: { onAgenda: 'adjourned' } });
    expect(data.manifestHash).toBe(manifestHash);
  });

  it('is not recorded before the day of the session', () => {
    given(...onAgenda)
      .when(recordDeliberation, session, { occurredOn: '2024-05-09' })
      .thenRefused('session-before-convocation', { sessionOn: '2024-05-10' });
  });

  it('is about the session that is convened', () => {
    given(...onAgenda)
      .when(recordDeliberation, { ...session, sessionId: 'A9' }, later)
      .thenRefused('session-not-convened', { id: 'A9' });
    given(...inProposal, endorsed)
      .when(recordDeliberation, session, later)
      .thenRefused('session-not-convened', { id: 'A1' });
  });

  it('is about the proposal that was verified', () => {
    given(...onAgenda)
      .when(recordDeliberation, { ...session, manifestHash: otherHash }, later)
      .thenRefused('other-manifest', {});
  });

  it('names each member once', () => {
    const members = [member('Comune A', 500, 'for'), member('Comune A', 500, 'for')];
    given(...onAgenda)
      .when(recordDeliberation, { ...session, members }, later)
      .thenRefused('member-twice', { body: 'Comune A' });
  });

  it.each(['2024-05-10', '2024-05-20'])(
    'may be an act of %s, not before the session',
    (actDate) => {
      given(...onAgenda)
        .when(recordDeliberation, { ...session, actDate }, { ...later, today: '2024-05-20' })
        .then(deliberated({ actDate }), approved('S-1'), approved('S-2'));
    },
  );

  it.each(['2024-05-09', '2024-05-21'])('is no act of %s, nor one of tomorrow', (actDate) => {
    given(...onAgenda)
      .when(recordDeliberation, { ...session, actDate }, { ...later, today: '2024-05-20' })
      .thenRefused('act-date-wrong', { actDate });
  });
});

describe('The outcome of a session', () => {
  const recording = (more: Partial<Record<keyof typeof session | 'text', unknown>>) => {
    const wish = Object.entries({ ...session, ...more }).filter(([, value]) => value !== undefined);
    return given(...onAgenda).when(recordDeliberation, Object.fromEntries(wish) as never, later);
  };
  const all = (vote: 'for' | 'against' | 'abstained') => [
    member('Comune A', 600, vote),
    member('Comune B', 400, vote),
  ];
  const nobodyElse = [member('Comune A', 600, 'for'), member('Comune B', 400)];

  it('needs quotas that add up to the whole', () => {
    recording({
      members: [member('Comune A', 600, 'for'), member('Comune B', 399, 'for')],
    }).thenRefused('quotas-wrong', { sum: 999 });
    recording({ members: [] }).thenRefused('quotas-wrong', { sum: 0 });
  });

  it('is “no quorum” where there was none, and nothing else', () => {
    recording({ members: nobodyElse }).thenRefused('no-quorum', { present: 600, quorum: 667 });
    recording({ members: nobodyElse, outcome: 'postponed', text: 'Altra data' }).thenRefused(
      'no-quorum',
    );
  });

  it.each([1, 500])(
    'is none with a quorum of %i thousandths: more than half must be present',
    (quorum) => {
      for (const outcome of ['approved', 'noQuorum'] as const) {
        recording({ quorumThousandths: quorum, outcome }).thenRefused('quorum-too-low', {
          ...{ quorum, least: 501 },
        });
      }
      recording({ quorumThousandths: 501 }).then(
        deliberated({ quorumThousandths: 501 }),
        ...[approved('S-1'), approved('S-2')],
      );
    },
  );

  it('is not “no quorum” where there was one, by a thousandth', () => {
    recording({ members: nobodyElse, quorumThousandths: 600, outcome: 'noQuorum' }).thenRefused(
      'quorum-reached',
      { present: 600, quorum: 600 },
    );
  });

  it('needs a vote of everybody present and of nobody else', () => {
    const [a, b] = all('for') as [Member, Member];
    recording({ members: [a, without(b, 'vote')] }).thenRefused('votes-missing');
    recording({ members: [a, { ...b, present: false }], quorumThousandths: 501 }).thenRefused(
      'votes-missing',
    );
  });

  it('says for whom a delegate sat, by office, and by which delegation', () => {
    const [a, b] = all('for') as [Member, Member];
    const delegation = { from: 'SINDACO', protocol: '345/2024' } as const;
    recording({ members: [{ ...a, delegation }, b] }).then(
      deliberated({ members: [{ ...a, delegation }, b] }),
      ...[approved('S-1'), approved('S-2')],
    );
    recording({
      members: [a, { ...without(b, 'vote'), present: false, delegation }],
      quorumThousandths: 501,
    }).thenRefused('delegate-absent', { body: 'Comune B' });
  });

  it.each([
    ['who says nothing of whom they stand for', { protocol: '345/2024' }],
    ['whose delegation has no protocol', { from: 'SINDACO' }],
    ['who stands for somebody by name', { from: 'Il nome di una persona', protocol: '345/2024' }],
  ])('has no delegate %s', (_who, delegation) => {
    const [a, b] = all('for') as [Member, Member];
    const members = [{ ...a, delegation: delegation as Required<Member>['delegation'] }, b];
    expect(() => recording({ members })).toThrow();
  });

  it.each(['postponed', 'noQuorum'] as const)('has no vote of an absent one when %s', (outcome) => {
    const [a, b] = all('for') as [Member, Member];
    const quorumThousandths = outcome === 'noQuorum' ? 601 : 600;
    const result = { outcome, text: 'Altra data', quorumThousandths };
    recording({ ...result, members: [a, { ...b, present: false }] }).thenRefused('votes-missing');
    expect(
      outcomeProblem({ ...session, ...result, members: [a, member('Comune B', 400)] }),
    ).toBeUndefined();
  });

  it('is what more than half of those present voted: a tie does not approve', () => {
    const tie = [member('Comune A', 500, 'for'), member('Comune B', 500, 'against')];
    recording({ members: tie }).thenRefused('votes-against-outcome', {
      inFavour: 500,
      present: 1000,
    });
    recording({ members: all('abstained') }).thenRefused('votes-against-outcome');
    recording({ members: all('for'), outcome: 'rejected', text: 'No' }).thenRefused(
      'votes-against-outcome',
    );
  });

  it('gives no prescription the id of another one', () => {
    const twice = [
      { prescriptionId: 'R1', text: 'Riparto' },
      { prescriptionId: 'R1', text: 'Indicatori' },
    ];
    recording({ outcome: 'approvedWithPrescriptions', prescriptions: twice }).thenRefused(
      'id-taken',
      { id: 'R1' },
    );
  });

  it('has prescriptions if, and only if, it approves with prescriptions', () => {
    recording({ outcome: 'approvedWithPrescriptions' }).thenRefused('prescriptions-mismatch');
    recording({ prescriptions: [{ text: 'Riparto' }] }).thenRefused('prescriptions-mismatch');
    recording({
      outcome: 'postponed',
      text: 'Altra data',
      prescriptions: [{ text: 'Riparto' }],
    }).thenRefused('prescriptions-mismatch');
  });

  it('has a number and a date of the act where it approves', () => {
    recording({ number: undefined }).thenRefused('act-number-needed');
    recording({ actDate: undefined }).thenRefused('act-number-needed');
  });

  it('has the words of the organ where it rejects or postpones', () => {
    recording({ members: all('against'), outcome: 'rejected' }).thenRefused('organ-words-needed');
    recording({ outcome: 'postponed' }).thenRefused('organ-words-needed');
  });

  it('agrees with the quotas, whatever they are', () => {
    // Cutting the whole at some places gives quotas that add up to it.
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 8 });
    const votes = fc.array(fc.constantFrom('for', 'against', 'abstained', undefined), {
      minLength: 9,
      maxLength: 9,
    });
    const quorum = fc.integer({ min: 501, max: 1000 });
    fc.assert(
      fc.property(cuts, votes, quorum, (places, cast, quorumThousandths) => {
        const edges = [0, ...places.toSorted((one, other) => one - other), 1000];
        const members = edges
          .slice(1)
          .map((edge, index) => member(`Ente ${index}`, edge - edges[index]!, cast[index]));
        const weight = (who: readonly Member[]): number =>
          who.reduce((sum, { quotaThousandths }) => sum + quotaThousandths, 0);
        const present = weight(members.filter((each) => each.present));
        const inFavour = weight(members.filter(({ vote }) => vote === 'for'));
        const expected =
          present < quorumThousandths
            ? ['noQuorum']
            : [inFavour > present / 2 ? 'approved' : 'rejected', 'postponed'];
        const agreed = outcomes.filter(
          (outcome) =>
            outcomeProblem({
              ...session,
              outcome,
              members,
              quorumThousandths,
              text: 'Le parole',
            }) === undefined,
        );
        expect(agreed.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });
});

const outcomes = ['approved', 'rejected', 'postponed', 'noQuorum'] as const;
