import { evolve } from '#workflow';
import { cancelSession } from '../approval/cancel-session.js';
import { conveneOrgan } from '../approval/convene-organ.js';
import { endorseProposal } from '../approval/endorse-proposal.js';
import { recordDeliberation } from '../approval/record-deliberation.js';
import { returnProposal } from '../approval/return-proposal.js';
import type { PlanningFact } from '../planning-fact.js';
import { assignScheda } from '../scheda/assign-scheda.js';
import { checkerMayAct } from '../scheda/checker-may-act.js';
import { checkScheda } from '../scheda/check-scheda.js';
import { denyWithdrawal } from '../scheda/deny-withdrawal.js';
import { grantWithdrawal } from '../scheda/grant-withdrawal.js';
import { moveScheda } from '../scheda/move-scheda.js';
import { requestWithdrawal } from '../scheda/request-withdrawal.js';
import { returnScheda } from '../scheda/return-scheda.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { submitScheda } from '../scheda/submit-scheda.js';
import { takeSchedaInCharge } from '../scheda/take-scheda-in-charge.js';
import {
  assigned,
  checked,
  fingerprint,
  given,
  hash,
  inVerification,
  lifeAfter,
  recordedAfter,
  submitted,
} from '../testing.fixture.js';
import { dropAmendment } from './drop-amendment.js';
import { dropRevision } from './drop-revision.js';
import { openRevision } from './open-revision.js';
import {
  amended,
  approvedPlan,
  convened,
  deliberated,
  schedaApproved,
} from './revision.fixture.js';
import { verifyRevision } from './verify-revision.js';

const programme: PlanningFact = {
  type: 'ProgrammeAdded',
  data: { programmeId: 'P1', name: 'Anziani', objectiveIds: [] },
};
const plan = approvedPlan(programme, ...checked('S-1'), ...checked('S-2'), ...checked('S-3'));
const inForce = plan.facts;
const amend = (schedaId: string) => ({ schedaId, what: 'amend' }) as const;
const drop = (schedaId: string) => ({ schedaId, what: 'drop' }) as const;
const opened = (
  number: number,
  ...scope: readonly { readonly schedaId: string; readonly what: 'amend' | 'drop' }[]
): readonly PlanningFact[] => [
  { type: 'RevisionOpened', data: { number, scope } },
  ...scope
    .filter(({ what }) => what === 'amend')
    .map(({ schedaId }): PlanningFact => ({ type: 'SchedaReopened', data: { schedaId } })),
];

/** S-1 is amended, S-2 dropped, S-4 added; S-3 stays. */
const open = [...inForce, ...opened(1, amend('S-1'), drop('S-2'))];
const ready = [...open, ...amended('S-1'), ...checked('S-4')];
const [first, , third] = plan.manifest.schede;
const revised = {
  ...plan.manifest,
  schede: [
    { ...first!, version: 2, contentHash: hash('S-1.2') },
    third!,
    { ...first!, schedaId: 'S-4', code: '2024-P1-004', contentHash: hash('S-4') },
  ],
};
const revisedHash = fingerprint(revised);
const revisionVerified: PlanningFact = {
  type: 'RevisionVerified',
  data: {
    number: 1,
    manifest: revised,
    manifestHash: revisedHash,
    amended: ['S-1'],
    added: ['S-4'],
    dropped: ['S-2'],
  },
};
const verified = [...ready, revisionVerified];
const endorsed: PlanningFact = { type: 'ProposalEndorsed', data: { manifestHash: revisedHash } };
const onAgenda = [...verified, endorsed, convened('A2')];
const merged: readonly PlanningFact[] = [
  deliberated('A2', revisedHash),
  schedaApproved('S-1', 2),
  schedaApproved('S-4'),
  { type: 'SchedaDropped', data: { schedaId: 'S-2' } },
  { type: 'RevisionMerged', data: { number: 1, manifestHash: revisedHash } },
];
const cancelled: PlanningFact = { type: 'SessionCancelled', data: { sessionId: 'A2' } };
const postponed = deliberated('A2', revisedHash, { outcome: 'postponed', text: 'Si rinvia' });
const standing = (...facts: readonly PlanningFact[]) => {
  const { state, workflow, parts } = lifeAfter(...facts);
  const value = workflow.root.value(state) as { readonly inForce: { readonly revision: unknown } };
  return { revision: value.inForce.revision, schede: { ...parts['scheda'] } };
};

describe('A revision is opened', () => {
  it('on the schede to amend, which are written anew, and on those to drop, which wait', () => {
    given(...inForce)
      .when(openRevision, { scope: [amend('S-1'), drop('S-2')] })
      .then(...opened(1, amend('S-1'), drop('S-2')));
    expect(standing(...open)).toEqual({
      revision: 'open',
      schede: { 'S-1': 'amending', 'S-2': 'approved', 'S-3': 'approved' },
    });
  });

  it('on none of them, where it only adds', () => {
    given(...inForce)
      .when(openRevision, { scope: [] })
      .then(...opened(1));
  });

  it('once more after the one before, with the next number', () => {
    given(...onAgenda, ...merged)
      .when(openRevision, { scope: [amend('S-4')] })
      .then(...opened(2, amend('S-4')));
  });

  it('not while another is under way', () => {
    given(...open)
      .when(openRevision, { scope: [amend('S-3')] })
      .thenRefused('not-now');
  });

  it('not before there is a plan in force', () => {
    given(...inVerification(...checked('S-1')))
      .when(openRevision, { scope: [] })
      .thenRefused('not-now');
  });

  it('not on what the plan does not hold', () => {
    given(...inForce)
      .when(openRevision, { scope: [amend('S-9')] })
      .thenRefused('scheda-not-found', { id: 'S-9' });
    given(...onAgenda, ...merged)
      .when(openRevision, { scope: [drop('S-2')] })
      .thenRefused('scheda-not-in-plan', {
        code: '2024-P1-002',
        state: 'tolta dal piano',
        stateEn: 'dropped from the plan',
      });
  });

  it('not on the same scheda twice', () => {
    expect(() =>
      given(...inForce).when(openRevision, { scope: [amend('S-1'), drop('S-1')] }),
    ).toThrow('scope');
  });

  it('by the coordinator, with a reason', () => {
    expect(openRevision).toMatchObject({ who: [{ role: 'UPc' }], reason: 'required' });
  });
});

describe('While a revision is open', () => {
  it('a new scheda is assigned, with the next number of its programme', () => {
    given(...open)
      .when(assignScheda, {
        schedaId: 'S-4',
        programmeId: 'P1',
        unitId: 'anziani',
        personId: 'responsabile',
        title: 'Scheda S-4',
      })
      .then(assigned('S-4'));
  });

  it('no scheda is assigned without one', () => {
    given(...inForce)
      .when(assignScheda, {
        programmeId: 'P1',
        unitId: 'anziani',
        personId: 'responsabile',
        title: 'Un’altra',
      })
      .thenRefused('not-now');
  });

  it('an amended scheda goes round as a new one does', () => {
    const [written, handedIn, taken, found] = amended('S-1') as [
      PlanningFact,
      PlanningFact,
      PlanningFact,
      PlanningFact,
    ];
    const content = { title: 'Scheda S-1', description: 'v2' };
    // In the specs the content of the first version is known by the name of its scheda alone.
    given(...open)
      .when(reviseScheda, { schedaId: 'S-1', changes: { description: 'v2' } })
      .then({
        ...written,
        data: {
          schedaId: 'S-1',
          version: 2,
          changes: { description: 'v2' },
          contentHash: fingerprint(content),
        },
      } as PlanningFact);
    given(...open, written)
      .when(submitScheda, { schedaId: 'S-1' })
      .then(handedIn);
    given(...open, written, handedIn)
      .when(takeSchedaInCharge, { schedaId: 'S-1' })
      .then(taken);
    given(...open, written, handedIn, taken)
      .when(checkScheda, { schedaId: 'S-1' })
      .then(found);
    given(...ready)
      .when(returnScheda, { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da rivedere' })
      .then({
        type: 'SchedaReturned',
        data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Da rivedere' },
      });
  });

  it('what is not in its scope stays frozen', () => {
    given(...open)
      .when(reviseScheda, { schedaId: 'S-3', changes: { description: 'v2' } })
      .thenRefused('only-by-revision', { code: '2024-P1-003' });
    given(...open)
      .when(reviseScheda, { schedaId: 'S-2', changes: { description: 'v2' } })
      .thenRefused('only-by-revision');
  });

  it('four eyes look at who wrote what was approved, too: the text is still theirs', () => {
    // In `lifeAfter` everything is written by the person `operatore`.
    const reopened = lifeAfter(...open);
    expect(reopened.data.schede['S-1']).toMatchObject({ authors: ['operatore'] });
    expect(reopened.data.schede['S-1']).not.toHaveProperty('checkedBy');
    const facts = recordedAfter(...open, ...amended('S-1')).slice(open.length);
    for (const fact of facts.slice(0, 2)) {
      const actor = { personId: 'altra', role: 'UH', authMethod: 'api-token' };
      evolve(reopened, { ...fact, metadata: { ...fact.metadata, actor } });
    }
    const mayCheck = (hand: string) =>
      checkerMayAct(reopened.data.schede['S-1']!, { hands: [hand], organisation: undefined });
    expect(mayCheck('operatore')?.code).toBe('own-scheda');
    expect(mayCheck('altra')?.code).toBe('own-scheda');
    expect(mayCheck('collega')).toBeUndefined();
  });

  it('what is not in its scope is not returned', () => {
    given(...open)
      .when(returnScheda, { schedaId: 'S-3', reasons: ['TEXT'], text: '?' }, { personId: 'altra' })
      .thenRefused('only-by-revision');
    for (const verb of [submitScheda, checkScheda]) {
      given(...open)
        .when(verb, { schedaId: 'S-3' })
        .thenRefused('only-by-revision');
    }
    given(...open)
      .when(moveScheda, { schedaId: 'S-3', programmeId: 'P2' })
      .thenRefused('only-by-revision');
  });

  it('the plan in force and its schede are read as they were approved', () => {
    const { data } = lifeAfter(...ready);
    expect(data.manifestHash).toBe(plan.manifestHash);
    expect(data.schede['S-1']).toMatchObject({
      content: { title: 'Scheda S-1', description: 'v2' },
      version: 2,
      approved: { version: 1 },
      approvals: [
        {
          version: 1,
          contentHash: hash('S-1'),
          content: { title: 'Scheda S-1', description: 'S-1' },
          sessionId: 'A1',
          manifestHash: plan.manifestHash,
        },
      ],
    });
  });
});

describe('A scheda leaves the revision', () => {
  const dropped = (schedaId: string): PlanningFact => ({
    type: 'AmendmentDropped',
    data: { schedaId },
  });

  it('and is as it was approved, however far its amendment had come', () => {
    given(...ready)
      .when(dropAmendment, { schedaId: 'S-1' })
      .then(dropped('S-1'));
    const { data, parts } = lifeAfter(...ready, dropped('S-1'));
    expect(parts['scheda']).toMatchObject({ 'S-1': 'approved' });
    expect(data.schede['S-1']).toMatchObject({
      content: { title: 'Scheda S-1', description: 'S-1' },
      version: 1,
      contentHash: hash('S-1'),
      authors: ['operatore'],
      checkedBy: 'operatore',
    });
  });

  it('and takes its title back too', () => {
    const renamed: PlanningFact = {
      type: 'SchedaRevised',
      data: { schedaId: 'S-1', version: 2, changes: { title: 'Altro' }, contentHash: hash('x') },
    };
    expect(lifeAfter(...open, renamed).data.schede['S-1']?.title).toBe('Altro');
    expect(lifeAfter(...open, renamed, dropped('S-1')).data.schede['S-1']?.title).toBe(
      'Scheda S-1',
    );
  });

  it('whose versions do not get the numbers of the ones that came to nothing', () => {
    const again = [
      ...[...ready, dropped('S-1'), { type: 'RevisionDropped', data: { number: 1 } } as const],
      ...opened(2, amend('S-1')),
    ];
    const content = { title: 'Scheda S-1', description: 'v3' };
    given(...again)
      .when(reviseScheda, { schedaId: 'S-1', changes: { description: 'v3' } })
      .then({
        type: 'SchedaRevised',
        data: {
          schedaId: 'S-1',
          version: 3,
          changes: { description: 'v3' },
          contentHash: fingerprint(content),
        },
      });
  });

  it('also when it was to be dropped: it stays in the plan', () => {
    given(...open)
      .when(dropAmendment, { schedaId: 'S-2' })
      .then(dropped('S-2'));
    expect(lifeAfter(...open, dropped('S-2')).data.revisions[0]?.scope).toEqual([amend('S-1')]);
  });

  it('only if it is in it', () => {
    given(...open)
      .when(dropAmendment, { schedaId: 'S-3' })
      .thenRefused('not-in-revision', { code: '2024-P1-003' });
    given(...open, dropped('S-2'))
      .when(dropAmendment, { schedaId: 'S-2' })
      .thenRefused('not-in-revision');
    given(...open)
      .when(dropAmendment, { schedaId: 'S-9' })
      .thenRefused('scheda-not-found', { id: 'S-9' });
  });

  it('not once the revision is verified', () => {
    given(...verified)
      .when(dropAmendment, { schedaId: 'S-1' })
      .thenRefused('not-now');
  });
});

describe('The revision is verified', () => {
  it('on the whole plan as it would be', () => {
    given(...ready)
      .when(verifyRevision, { leftOut: [] })
      .then(revisionVerified);
  });

  it('without the new schede that are left out with a reason', () => {
    const schede = [first!, third!];
    const manifest = { ...plan.manifest, schede };
    const leftOut = [{ schedaId: 'S-4', reason: 'Risorse da definire' }];
    given(...inForce, ...opened(1, drop('S-2')), ...submitted('S-4'))
      .when(verifyRevision, { leftOut })
      .then(
        { type: 'SchedaLeftOut', data: leftOut[0]! },
        {
          type: 'RevisionVerified',
          data: {
            number: 1,
            manifest,
            manifestHash: fingerprint(manifest),
            amended: [],
            added: [],
            dropped: ['S-2'],
          },
        },
      );
  });

  it('not while an amended or a new scheda is not checked', () => {
    given(...open, ...checked('S-4'))
      .when(verifyRevision, { leftOut: [] })
      .thenRefused('schede-not-ready', { count: 1, first: '2024-P1-001' });
    given(...open, ...amended('S-1'), ...submitted('S-4'))
      .when(verifyRevision, { leftOut: [] })
      .thenRefused('schede-not-ready', { count: 1, first: '2024-P1-004' });
  });

  it('not by leaving out what is in the plan: that is for the revision to drop', () => {
    const leaveOut = (schedaId: string) => ({ leftOut: [{ schedaId, reason: 'Ripensamento' }] });
    given(...open)
      .when(verifyRevision, leaveOut('S-1'))
      .thenRefused('amendment-not-left-out', { code: '2024-P1-001' });
    given(...ready)
      .when(verifyRevision, leaveOut('S-4'))
      .thenRefused('left-out-is-checked', { code: '2024-P1-004' });
    given(...ready)
      .when(verifyRevision, leaveOut('S-9'))
      .thenRefused('scheda-not-found', { id: 'S-9' });
  });

  it('not while it is not answered whether a new scheda is withdrawn', () => {
    given(...ready, { type: 'SchedaWithdrawalRequested', data: { schedaId: 'S-4' } })
      .when(verifyRevision, { leftOut: [] })
      .thenRefused('withdrawal-pending', { code: '2024-P1-004' });
  });

  it('not when it changes nothing', () => {
    given(...inForce, ...opened(1))
      .when(verifyRevision, { leftOut: [] })
      .thenRefused('revision-changes-nothing');
  });

  it('not when it leaves nothing', () => {
    given(...inForce, ...opened(1, drop('S-1'), drop('S-2'), drop('S-3')))
      .when(verifyRevision, { leftOut: [] })
      .thenRefused('no-scheda-checked');
  });

  it('not where none is open', () => {
    given(...inForce)
      .when(verifyRevision, { leftOut: [] })
      .thenRefused('revision-changes-nothing');
    given(...verified)
      .when(verifyRevision, { leftOut: [] })
      .thenRefused('not-now');
  });
});

describe('The director and the organ on a revision', () => {
  it('endorse it by its own fingerprint, not by that of the plan in force', () => {
    given(...verified)
      .when(endorseProposal, { manifestHash: revisedHash })
      .then(endorsed);
    given(...verified)
      .when(endorseProposal, { manifestHash: plan.manifestHash })
      .thenRefused('other-manifest');
  });

  it('send it back with their words; the plan in force is untouched', () => {
    const returned: PlanningFact = { type: 'ProposalReturned', data: { text: 'Manca il riparto' } };
    given(...verified)
      .when(returnProposal, { text: 'Manca il riparto' })
      .then(returned);
    const { data } = lifeAfter(...verified, returned);
    expect(standing(...verified, returned).revision).toBe('open');
    expect(data.manifestHash).toBe(plan.manifestHash);
    expect(data.revisions[0]).not.toHaveProperty('manifestHash');
    expect(data.sentBack?.text).toBe('Manca il riparto');
  });

  it.each<[string, readonly PlanningFact[]]>([
    ['that is theirs already', []],
    ['whose session was called off', [convened('A2'), cancelled]],
    ['whose session decided nothing', [convened('A2'), postponed]],
  ])('send back one %s: it is amended, or dropped', (_which, facts) => {
    const returned: PlanningFact = { type: 'ProposalReturned', data: { text: 'Manca il riparto' } };
    const asked = [...verified, endorsed, ...facts];
    given(...asked)
      .when(returnProposal, { text: 'Manca il riparto' })
      .then(returned);
    const { data } = lifeAfter(...asked, returned);
    expect(standing(...asked, returned).revision).toBe('open');
    expect(data.manifestHash).toBe(plan.manifestHash);
    expect(data.revisions[0]).not.toHaveProperty('endorsed');
    given(...asked, returned)
      .when(verifyRevision, { leftOut: [] })
      .then(revisionVerified);
    given(...asked, returned)
      .when(dropRevision, { reason: 'Fondi' })
      .then(
        { type: 'AmendmentDropped', data: { schedaId: 'S-1' } },
        { type: 'SchedaLeftOut', data: { schedaId: 'S-4', reason: 'Fondi' } },
        { type: 'RevisionDropped', data: { number: 1 } },
      );
  });

  it('do not send it back while a session is convened on it', () => {
    given(...onAgenda)
      .when(returnProposal, { text: 'Manca il riparto' })
      .thenRefused('not-now');
  });

  it('are convened on it, and the session says so', () => {
    given(...verified, endorsed)
      .when(conveneOrgan, {
        sessionId: 'A2',
        organ: 'Conferenza',
        sessionOn: '2024-05-10',
        protocol: '1',
        items: ['POA'],
      })
      .then(convened('A2'));
    expect(lifeAfter(...onAgenda).data.sessions.map(({ revision }) => revision)).toEqual([
      undefined,
      1,
    ]);
    given(...onAgenda)
      .when(cancelSession, { sessionId: 'A2' })
      .then({ type: 'SessionCancelled', data: { sessionId: 'A2' } });
  });

  const session = {
    sessionId: 'A2',
    outcome: 'approved',
    members: [{ body: 'Comune A', present: true, quotaThousandths: 1000, vote: 'for' }],
    quorumThousandths: 501,
    manifestHash: revisedHash,
    number: '44',
    actDate: '2024-05-10',
    prescriptions: [],
  } as const;
  const later = { occurredOn: '2024-05-10' };

  it('approve what it changes and nothing else; the revision is the plan', () => {
    given(...onAgenda)
      .when(recordDeliberation, session, later)
      .then({ type: 'DeliberationRecorded', data: session }, ...merged.slice(1));
    const { data } = lifeAfter(...onAgenda, ...merged);
    expect(standing(...onAgenda, ...merged)).toEqual({
      revision: 'none',
      schede: { 'S-1': 'approved', 'S-2': 'dropped', 'S-3': 'approved', 'S-4': 'approved' },
    });
    expect(data).toMatchObject({
      manifest: revised,
      manifestHash: revisedHash,
      plans: [
        { manifestHash: plan.manifestHash, sessionId: 'A1' },
        { manifestHash: revisedHash, sessionId: 'A2', revision: 1 },
      ],
      revisions: [{ number: 1, outcome: 'merged' }],
    });
    expect(data.schede['S-1']?.approvals).toMatchObject([
      { version: 1, sessionId: 'A1', manifestHash: plan.manifestHash },
      { version: 2, sessionId: 'A2', manifestHash: revisedHash, revision: 1 },
    ]);
    expect(data.schede['S-2']?.approvals).toMatchObject([
      { version: 1, end: { how: 'dropped', sessionId: 'A2' } },
    ]);
    expect(data.schede['S-3']?.approvals).toHaveLength(1);
  });

  it('do not deliberate on another fingerprint', () => {
    given(...onAgenda)
      .when(recordDeliberation, { ...session, manifestHash: plan.manifestHash }, later)
      .thenRefused('other-manifest');
  });

  it('reject it, and it is open again; the plan in force and its schede are untouched', () => {
    const {
      number: _number,
      actDate: _actDate,
      ...rejected
    } = {
      ...session,
      outcome: 'rejected' as const,
      members: [{ ...session.members[0], vote: 'against' as const }],
      text: 'Le risorse non bastano',
    };
    const fact: PlanningFact = { type: 'DeliberationRecorded', data: rejected };
    given(...onAgenda)
      .when(recordDeliberation, rejected, later)
      .then(fact);
    const { data } = lifeAfter(...onAgenda, fact);
    expect(standing(...onAgenda, fact)).toMatchObject({
      revision: 'open',
      schede: { 'S-1': 'amendmentChecked', 'S-2': 'approved', 'S-4': 'checked' },
    });
    expect(data).toMatchObject({
      manifestHash: plan.manifestHash,
      plans: [{ manifestHash: plan.manifestHash }],
      sentBack: { text: 'Le risorse non bastano' },
    });
  });
});

describe('A revision is dropped', () => {
  const all: readonly PlanningFact[] = [
    { type: 'AmendmentDropped', data: { schedaId: 'S-1' } },
    { type: 'SchedaLeftOut', data: { schedaId: 'S-4', reason: 'Il finanziamento è sfumato' } },
    { type: 'RevisionDropped', data: { number: 1 } },
  ];

  it('what it amends is as approved, what it adds is left out, nothing goes', () => {
    given(...ready)
      .when(dropRevision, { reason: 'Il finanziamento è sfumato' })
      .then(...all);
    expect(standing(...ready, ...all)).toEqual({
      revision: 'none',
      schede: { 'S-1': 'approved', 'S-2': 'approved', 'S-3': 'approved', 'S-4': 'leftOut' },
    });
    expect(lifeAfter(...ready, ...all).data).toMatchObject({
      manifestHash: plan.manifestHash,
      revisions: [{ outcome: 'dropped' }],
    });
  });

  it('not while it is not answered whether a new scheda is withdrawn', () => {
    given(...ready, { type: 'SchedaWithdrawalRequested', data: { schedaId: 'S-4' } })
      .when(dropRevision, { reason: 'Il finanziamento è sfumato' })
      .thenRefused('withdrawal-pending', { code: '2024-P1-004' });
  });

  it('and the tree is as it was: nothing of it slips into the next revision', () => {
    const planted: readonly PlanningFact[] = [
      { type: 'ObjectiveAdded', data: { objectiveId: 'O9', name: 'Casa' } },
      { type: 'ProgrammeAdded', data: { programmeId: 'P9', name: 'Case', objectiveIds: [] } },
      { type: 'ProgrammeLinked', data: { programmeId: 'P1', objectiveIds: ['O9'] } },
    ];
    const once = [...inForce, ...opened(1), ...planted];
    expect(Object.keys(lifeAfter(...once).data.programmes)).toEqual(['P1', 'P9']);
    const afterwards = [
      ...once,
      { type: 'RevisionDropped', data: { number: 1 } } as const,
      ...opened(2),
    ];
    const { data } = lifeAfter(...afterwards);
    const { objectives, programmes } = lifeAfter(...inForce).data;
    expect(data).toMatchObject({ objectives, programmes });
    expect(Object.keys(data.programmes)).toEqual(['P1']);
    given(...afterwards)
      .when(verifyRevision, { leftOut: [] })
      .thenRefused('revision-changes-nothing');
  });

  it('unlike one that is merged, which brings its tree into the plan', () => {
    const planted: PlanningFact = {
      type: 'ProgrammeAdded',
      data: { programmeId: 'P9', name: 'Case', objectiveIds: [] },
    };
    const { data } = lifeAfter(
      ...ready,
      planted,
      revisionVerified,
      endorsed,
      convened('A2'),
      ...merged,
    );
    expect(Object.keys(data.programmes)).toEqual(['P1', 'P9']);
    expect(data).not.toHaveProperty('treeBefore');
  });

  it('not once the director has it', () => {
    given(...verified)
      .when(dropRevision, { reason: 'Ripensamento' })
      .thenRefused('not-now');
  });
});

describe('What was approved once', () => {
  it.each([
    ['asked for', requestWithdrawal],
    ['granted', grantWithdrawal],
    ['denied', denyWithdrawal],
  ] as const)('has no withdrawal %s: only a revision takes it out', (_how, withdrawal) => {
    for (const facts of [inForce, ready]) {
      given(...facts)
        .when(withdrawal, { schedaId: 'S-1' })
        .thenRefused('only-by-revision', { code: '2024-P1-001' });
    }
  });
});
