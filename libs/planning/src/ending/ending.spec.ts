import { evolve } from '#workflow';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { openRevision } from '../revision/open-revision.js';
import { amended, approvedPlan } from '../revision/revision.fixture.js';
import { verifyRevision } from '../revision/verify-revision.js';
import {
  checked,
  fingerprint,
  given,
  hash,
  inDraft,
  inPreparation,
  inVerification,
  lifeAfter,
  recordedAfter,
  verificationClosed,
} from '../testing.fixture.js';
import type { DeadlineBasis } from '../value-sets.js';
import { abandonCycle } from './abandon-cycle.js';
import { annulCycle } from './annul-cycle.js';
import { annulScheda } from './annul-scheda.js';
import { resumeCycle } from './resume-cycle.js';
import { revokeCycle } from './revoke-cycle.js';
import { standingLabel } from './standing-label.js';
import { suspendCycle } from './suspend-cycle.js';

const plan = approvedPlan(...checked('S-1'), ...checked('S-2'));
const deadline = (deadlineId: string, due: string, basis: DeadlineBasis = 'OFFICE') =>
  ({
    type: 'DeadlineSet',
    data: { deadlineId, kind: 'SCHEDE_SUBMITTED', due, basis },
  }) satisfies PlanningFact;
const suspended = (more: Partial<DataOf<'CycleSuspended'>> = {}): PlanningFact => ({
  type: 'CycleSuspended',
  data: { deadlines: 'stop', ...more },
});
const reason = 'Elezioni comunali';
/** In `lifeAfter` everything happens on this day. */
const DAY = '2024-01-10';

describe('A cycle is suspended', () => {
  it.each<[string, readonly PlanningFact[]]>([
    ['in preparation', inPreparation],
    ['in verification', inVerification(...checked('S-1'))],
    ['in approval', [...inVerification(...checked('S-1')), verificationClosed]],
    ['in force', plan.facts],
  ])('%s, and is taken up where it stood', (_where, facts) => {
    given(...facts)
      .when(suspendCycle, { deadlines: 'run', reason })
      .then(suspended({ deadlines: 'run' }));
    const resumed: PlanningFact = { type: 'CycleResumed', data: { days: 0 } };
    given(...facts, suspended({ deadlines: 'run' }))
      .when(resumeCycle, { reason }, { occurredOn: DAY })
      .then(resumed);
    const { state } = lifeAfter(...facts);
    const after = lifeAfter(...facts, suspended(), resumed);
    expect(after.workflow.root.value(after.state)).toEqual(after.workflow.root.value(state));
  });

  it('and nothing else happens meanwhile', () => {
    given(...plan.facts, suspended())
      .when(openRevision, { scope: [] })
      .thenRefused('not-now');
    given(...plan.facts, suspended())
      .when(suspendCycle, { deadlines: 'run', reason })
      .thenRefused('not-now');
  });

  it('not before it is prepared', () => {
    given(...inDraft)
      .when(suspendCycle, { deadlines: 'run', reason })
      .thenRefused('not-now');
  });

  it('is remembered with its days and its reason', () => {
    const { data } = lifeAfter(...inPreparation, suspended({ act: 'Decreto 3/2024' }), {
      type: 'CycleResumed',
      data: { days: 0 },
    });
    expect(data.suspensions).toEqual([
      {
        deadlines: 'stop',
        act: 'Decreto 3/2024',
        from: DAY,
        to: DAY,
        reason: 'Motivo di prova',
      },
    ]);
  });

  it('by the director, with a reason', () => {
    for (const verb of [suspendCycle, resumeCycle]) {
      expect(verb).toMatchObject({ who: [{ role: 'DIR' }], reason: 'required' });
    }
  });
});

describe('Deadlines of a suspended cycle', () => {
  const extended = (
    deadlineId: string,
    from: string,
    to: string,
    more: Partial<DataOf<'DeadlineExtended'>> = {},
  ): PlanningFact => ({ type: 'DeadlineExtended', data: { deadlineId, from, to, ...more } });
  const three = [
    deadline('D1', '2024-02-20'),
    deadline('D2', DAY),
    deadline('passed', '2024-01-09'),
    deadline('waived', '2024-03-01'),
    { type: 'DeadlineWaived', data: { deadlineId: 'waived' } } as const,
  ];

  it('get back the days they stood still, as calendar days; what had passed does not come back', () => {
    given(...inPreparation, ...three, suspended())
      .when(resumeCycle, { reason }, { occurredOn: '2024-02-09' })
      .then(
        { type: 'CycleResumed', data: { days: 30 } },
        extended('D1', '2024-02-20', '2024-03-21', { stoppedDays: 30 }),
        extended('D2', DAY, '2024-02-09', { stoppedDays: 30 }),
      );
  });

  it('also those that were extended for one unit alone', () => {
    const forUnit: PlanningFact = {
      type: 'DeadlineExtended',
      data: { deadlineId: 'D1', from: '2024-01-05', to: '2024-01-15', unitId: 'anziani' },
    };
    given(...inPreparation, deadline('D1', '2024-01-05'), forUnit, suspended())
      .when(resumeCycle, { reason }, { occurredOn: '2024-01-20' })
      .then(
        { type: 'CycleResumed', data: { days: 10 } },
        {
          type: 'DeadlineExtended',
          data: {
            ...{ deadlineId: 'D1', from: '2024-01-15', to: '2024-01-25' },
            ...{ unitId: 'anziani', stoppedDays: 10 },
          },
        },
      );
  });

  it('are not moved twice: one that was extended while the cycle stood still keeps its new day', () => {
    const act = 'DGR 80/2024';
    const passed = [...inPreparation, deadline('D1', '2024-01-09', 'LAW')];
    given(...passed)
      .when(suspendCycle, { deadlines: 'stop', reason })
      .then(suspended());
    given(...passed, suspended(), extended('D1', '2024-01-09', '2024-06-30', { act }))
      .when(resumeCycle, { reason }, { occurredOn: '2024-02-09' })
      .then({ type: 'CycleResumed', data: { days: 30 } });
    const stood = [...inPreparation, deadline('D1', '2024-02-20'), deadline('D2', '2024-02-20')];
    given(...stood, suspended(), extended('D1', '2024-02-20', '2024-06-30'))
      .when(resumeCycle, { reason }, { occurredOn: '2024-02-09' })
      .then(
        { type: 'CycleResumed', data: { days: 30 } },
        extended('D2', '2024-02-20', '2024-03-21', { stoppedDays: 30 }),
      );
  });

  it('also get back what they stood still when they were extended before, and the one of a unit first', () => {
    const before = [
      ...[...inPreparation, deadline('D1', '2024-01-15')],
      extended('D1', '2024-01-15', '2024-01-20'),
      extended('D1', '2024-01-20', '2024-01-22', { unitId: 'anziani' }),
    ];
    given(...before, suspended())
      .when(resumeCycle, { reason }, { occurredOn: '2024-01-20' })
      .then(
        { type: 'CycleResumed', data: { days: 10 } },
        extended('D1', '2024-01-22', '2024-02-01', { unitId: 'anziani', stoppedDays: 10 }),
        extended('D1', '2024-01-20', '2024-01-30', { stoppedDays: 10 }),
      );
  });

  it('were not missed while they stood still', () => {
    const stood = [...inPreparation, deadline('D1', '2024-01-15')];
    const resumed: PlanningFact = { type: 'CycleResumed', data: { days: 10 } };
    const movedLater = (before: readonly PlanningFact[], ...after: readonly PlanningFact[]) => {
      const life = lifeAfter(...before);
      for (const fact of recordedAfter(...before, ...after).slice(before.length)) {
        evolve(life, { ...fact, metadata: { ...fact.metadata, occurredOn: '2024-01-20' } });
      }
      return life.data.deadlines['D1']?.history[0];
    };
    const moved = extended('D1', '2024-01-15', '2024-01-25', { stoppedDays: 10 });
    expect(movedLater([...stood, suspended()], resumed, moved)).toMatchObject({ late: false });
    const byHand = extended('D1', '2024-01-15', '2024-02-25');
    expect(movedLater([...stood, suspended()], byHand)).toMatchObject({ late: false });
    expect(movedLater([...stood, suspended()], resumed, byHand)).toMatchObject({ late: true });
    const ranOn = [...stood, suspended({ deadlines: 'run' })];
    expect(movedLater(ranOn, byHand)).toMatchObject({ late: true });
  });

  it('of a law move on the act of the resumption, and stay where neither act is named', () => {
    // An old suspension, recorded before it had to name an act.
    const facts = [...inPreparation, deadline('D1', '2024-02-20', 'LAW'), suspended()];
    const act = 'DGR 80/2024';
    given(...facts)
      .when(resumeCycle, { reason }, { occurredOn: '2024-01-20' })
      .then({ type: 'CycleResumed', data: { days: 10 } });
    given(...facts)
      .when(resumeCycle, { reason, act }, { occurredOn: '2024-01-20' })
      .then(
        { type: 'CycleResumed', data: { days: 10, act } },
        extended('D1', '2024-02-20', '2024-03-01', { act, stoppedDays: 10 }),
      );
  });

  it('stay where they are when they ran on, or when no day went by', () => {
    given(...inPreparation, ...three, suspended({ deadlines: 'run' }))
      .when(resumeCycle, { reason }, { occurredOn: '2024-02-09' })
      .then({ type: 'CycleResumed', data: { days: 30 } });
    given(...inPreparation, ...three, suspended())
      .when(resumeCycle, { reason }, { occurredOn: DAY })
      .then({ type: 'CycleResumed', data: { days: 0 } });
  });

  it('are not resumed before they stopped', () => {
    given(...inPreparation, suspended())
      .when(resumeCycle, { reason }, { occurredOn: '2024-01-09' })
      .thenRefused('dates-reversed', { from: DAY, to: '2024-01-09' });
  });

  it.each(['LAW', 'REGIONAL_ACT'] as const)(
    'of a basis %s stop only with an act, which their extension cites',
    (basis) => {
      const facts = [...inPreparation, deadline('D1', '2024-02-20', basis)];
      given(...facts)
        .when(suspendCycle, { deadlines: 'stop', reason })
        .thenRefused('deadline-act-needed');
      given(...facts)
        .when(suspendCycle, { deadlines: 'run', reason })
        .then(suspended({ deadlines: 'run' }));
      const act = 'DGR 77/2024';
      given(...facts)
        .when(suspendCycle, { deadlines: 'stop', act, reason })
        .then(suspended({ act }));
      given(...facts, suspended({ act }))
        .when(resumeCycle, { reason }, { occurredOn: '2024-01-20' })
        .then(
          { type: 'CycleResumed', data: { days: 10 } },
          {
            type: 'DeadlineExtended',
            data: { deadlineId: 'D1', from: '2024-02-20', to: '2024-03-01', act, stoppedDays: 10 },
          },
        );
    },
  );
});

describe('A cycle ends before its time', () => {
  const act = 'Deliberazione 40/2024';
  const ground = 'Incompetenza dell’organo';

  it('annulled and revoked by an act of the organ with its ground, and the two stay apart', () => {
    const annulled: PlanningFact = { type: 'CycleAnnulled', data: { act, ground } };
    const revoked: PlanningFact = { type: 'CycleRevoked', data: { act, ground } };
    given(...plan.facts)
      .when(annulCycle, { act, ground, reason })
      .then(annulled);
    given(...plan.facts)
      .when(revokeCycle, { act, ground, reason })
      .then(revoked);
    given(...plan.facts, suspended())
      .when(revokeCycle, { act, ground, reason })
      .then(revoked);
    expect(lifeAfter(...plan.facts, annulled).data.ended).toEqual({
      ...{ how: 'annulled', act, ground, on: DAY },
    });
    expect(lifeAfter(...plan.facts, revoked).data.ended?.how).toBe('revoked');
    expect(annulCycle).toMatchObject({
      ...{ who: [{ role: 'SEG' }], reason: 'required', law: 'L. 241/1990 art. 21-nonies' },
    });
    expect(revokeCycle).toMatchObject({
      ...{ who: [{ role: 'SEG' }], reason: 'required', law: 'L. 241/1990 art. 21-quinquies' },
    });
  });

  it('abandoned by the director, before anything was approved', () => {
    const abandoned: PlanningFact = { type: 'CycleAbandoned', data: { ground: reason } };
    given(...inPreparation)
      .when(abandonCycle, { reason })
      .then(abandoned);
    expect(lifeAfter(...inDraft, abandoned).data.ended).toEqual({
      ...{ how: 'abandoned', ground: reason, on: DAY },
    });
    expect(abandonCycle).toMatchObject({ who: [{ role: 'DIR' }], reason: 'required' });
  });

  it('each at its own time', () => {
    given(...plan.facts)
      .when(abandonCycle, { reason })
      .thenRefused('not-now');
    given(...inPreparation)
      .when(annulCycle, { act, ground, reason })
      .thenRefused('not-now');
    given(...inPreparation)
      .when(revokeCycle, { act, ground, reason })
      .thenRefused('not-now');
    given(...plan.facts, { type: 'CycleRevoked', data: { act, ground } })
      .when(annulCycle, { act, ground, reason })
      .thenRefused('not-now');
  });

  it.each([['CycleAnnulled'], ['CycleRevoked']] as const)(
    'and a revision under way falls with the plan at %s: nothing it planted is left',
    (type) => {
      const { data } = lifeAfter(
        ...plan.facts,
        { type: 'RevisionOpened', data: { number: 1, scope: [] } },
        { type: 'ObjectiveAdded', data: { objectiveId: 'O9', name: 'Casa' } },
        { type, data: { act, ground } },
      );
      expect(data.objectives).not.toHaveProperty('O9');
      expect(data.treeBefore).toBeUndefined();
      expect(data.revisions).toMatchObject([{ number: 1, outcome: 'dropped' }]);
    },
  );

  it.each([
    ['CycleAnnulled', 'attuazione quando il ciclo è stato annullato (2024-01-10)'],
    ['CycleRevoked', 'attuazione quando il ciclo è stato revocato (2024-01-10)'],
  ] as const)('and says after %s that its schede stood then where they stand', (type, called) => {
    const { data } = lifeAfter(...plan.facts, { type, data: { act, ground } });
    const label = { it: 'in attuazione', en: 'being carried out' };
    expect(standingLabel(label, data).it).toContain(called);
    expect(standingLabel(label, lifeAfter(...plan.facts).data)).toEqual(label);
  });

  it('with everything it holds as it was', () => {
    const before = lifeAfter(...plan.facts).data;
    const after = lifeAfter(...plan.facts, { type: 'CycleAnnulled', data: { act, ground } }).data;
    const { ended: _ended, lastRecordedAt: _later, copies: _copies, ...rest } = after;
    const { lastRecordedAt: _earlier, copies: _before, ...all } = before;
    expect(rest).toEqual(all);
  });
});

describe('A scheda of the plan is annulled', () => {
  const wish = { schedaId: 'S-1', act: 'Deliberazione 41/2024', ground: 'Fondi non ammissibili' };
  const left = { ...plan.manifest, schede: plan.manifest.schede.slice(1) };
  const manifestHash = fingerprint(left);
  const annulled: PlanningFact = { type: 'SchedaAnnulled', data: { ...wish, manifestHash } };

  it('and the plan in force is the one without it; what was approved stays readable', () => {
    given(...plan.facts)
      .when(annulScheda, { ...wish, reason })
      .then(annulled);
    const { data, parts } = lifeAfter(...plan.facts, annulled);
    expect(parts['scheda']).toEqual({ 'S-1': 'annulled', 'S-2': 'approved' });
    expect(data).toMatchObject({
      manifest: left,
      manifestHash,
      plans: [
        { manifestHash: plan.manifestHash },
        { manifestHash, annulled: { schedaId: 'S-1', act: wish.act, on: DAY } },
      ],
    });
    expect(data.schede['S-1']?.approvals).toMatchObject([
      { content: { description: 'S-1' }, end: { how: 'annulled', on: DAY } },
    ]);
  });

  it('also while it is being amended: it leaves the revision, and is as it was approved', () => {
    const facts: readonly PlanningFact[] = [
      ...plan.facts,
      { type: 'RevisionOpened', data: { number: 1, scope: [{ schedaId: 'S-1', what: 'amend' }] } },
      { type: 'SchedaReopened', data: { schedaId: 'S-1' } },
      ...amended('S-1'),
    ];
    given(...facts)
      .when(annulScheda, { ...wish, reason })
      .then(annulled);
    const { data } = lifeAfter(...facts, annulled);
    expect(data.revisions[0]?.scope).toEqual([]);
    expect(data.schede['S-1']).toMatchObject({ version: 1, contentHash: hash('S-1') });
    given(...facts, annulled)
      .when(verifyRevision, { leftOut: [] })
      .thenRefused('revision-changes-nothing');
  });

  it('not while a revision that holds it is before the director or the organ', () => {
    const other = { ...plan.manifest, schede: plan.manifest.schede.slice(0, 1) };
    given(
      ...plan.facts,
      { type: 'RevisionOpened', data: { number: 1, scope: [{ schedaId: 'S-2', what: 'drop' }] } },
      {
        type: 'RevisionVerified',
        data: {
          ...{ number: 1, manifest: other, manifestHash: fingerprint(other) },
          ...{ amended: [], added: [], dropped: ['S-2'] },
        },
      },
    )
      .when(annulScheda, { ...wish, reason })
      .thenRefused('revision-verified', { number: 1 });
  });

  it('not twice, not before it is approved, and not one that is not there', () => {
    given(...plan.facts, annulled)
      .when(annulScheda, { ...wish, reason })
      .thenRefused('not-now');
    given(...inVerification(...checked('S-1')))
      .when(annulScheda, { ...wish, reason })
      .thenRefused('not-now');
    given(...plan.facts)
      .when(annulScheda, { ...wish, schedaId: 'S-9', reason })
      .thenRefused('scheda-not-found', { id: 'S-9' });
  });

  it('by the secretariat, on an act of the organ with its ground', () => {
    expect(annulScheda).toMatchObject({
      ...{ who: [{ role: 'SEG' }], reason: 'required', law: 'L. 241/1990 art. 21-nonies' },
    });
  });
});
