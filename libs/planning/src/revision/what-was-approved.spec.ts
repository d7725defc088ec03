import type { PlanningFact } from '../planning-fact.js';
import { checked, fingerprint, hash, lifeAfter } from '../testing.fixture.js';
import { revisedManifestOf } from '../approval/manifest.js';
import { planWithout } from '../ending/plan-without.js';
import {
  amended,
  approvedPlan,
  convened,
  deliberated,
  schedaApproved,
} from './revision.fixture.js';
import { differenceOf, plansInForce, versionsInForce } from './what-was-approved.js';

const plan = approvedPlan(...checked('S-1'), ...checked('S-2'), ...checked('S-3'));
const scope = [
  { schedaId: 'S-1', what: 'amend' },
  { schedaId: 'S-2', what: 'drop' },
] as const;
const ready: readonly PlanningFact[] = [
  ...plan.facts,
  { type: 'RevisionOpened', data: { number: 1, scope } },
  { type: 'SchedaReopened', data: { schedaId: 'S-1' } },
  ...amended('S-1'),
  ...checked('S-4'),
];
const manifest = revisedManifestOf(lifeAfter(...ready), scope);
const manifestHash = fingerprint(manifest);
const merged: readonly PlanningFact[] = [
  ...ready,
  {
    type: 'RevisionVerified',
    data: {
      ...{ number: 1, manifest, manifestHash },
      ...{ amended: ['S-1'], added: ['S-4'], dropped: ['S-2'] },
    },
  },
  { type: 'ProposalEndorsed', data: { manifestHash } },
  convened('A2'),
  deliberated('A2', manifestHash, { actDate: '2024-09-12' }),
  schedaApproved('S-1', 2),
  schedaApproved('S-4'),
  { type: 'SchedaDropped', data: { schedaId: 'S-2' } },
  { type: 'RevisionMerged', data: { number: 1, manifestHash } },
];
const left = planWithout(manifest, 'S-3')!;
const annulled: PlanningFact = {
  type: 'SchedaAnnulled',
  data: { schedaId: 'S-3', act: '41/2024', ground: 'Fondi', manifestHash: fingerprint(left) },
};
const undone = (type: 'CycleAnnulled' | 'CycleRevoked'): PlanningFact => ({
  type,
  data: { act: '50/2024', ground: 'Vizio' },
});
const of = (schedaId: string, on?: string, ...facts: readonly PlanningFact[]) => {
  const { data } = lifeAfter(...merged, ...facts);
  return versionsInForce(data, data.schede[schedaId]!, on);
};

describe('Every plan that was in force', () => {
  it('is read with its act, its day and what changed since the one before', () => {
    const plans = plansInForce(lifeAfter(...merged, annulled).data);
    const [one, , three, four] = [...plan.manifest.schede, manifest.schede[2]];
    expect(plans.map(({ manifestHash: hashed, on }) => [hashed, on])).toEqual([
      [plan.manifestHash, '2024-05-10'],
      [manifestHash, '2024-09-12'],
      [fingerprint(left), '2024-01-10'],
    ]);
    expect(plans[0]).toMatchObject({
      manifest: plan.manifest,
      approval: { sessionId: 'A1', organ: 'Conferenza', number: 'A1', revision: null },
      difference: null,
    });
    expect(plans[1]).toMatchObject({
      approval: { sessionId: 'A2', revision: 1 },
      annulment: null,
      difference: {
        schede: {
          added: [four],
          dropped: [plan.manifest.schede[1]],
          changed: [{ before: one, after: { ...one, version: 2, contentHash: hash('S-1.2') } }],
        },
        programmes: { added: [], dropped: [], changed: [] },
      },
    });
    expect(plans[2]).toMatchObject({
      approval: null,
      annulment: { schedaId: 'S-3', act: '41/2024' },
      difference: { schede: { added: [], dropped: [three], changed: [] } },
    });
  });

  it('says until when it was, and what took its place', () => {
    const plans = plansInForce(lifeAfter(...merged, annulled).data);
    expect(plans.map(({ until, end }) => [until, end])).toEqual([
      ['2024-09-12', 'superseded'],
      ['2024-01-10', 'superseded'],
      [null, null],
    ]);
  });

  it.each([
    ['CycleAnnulled', 'cycleAnnulled'],
    ['CycleRevoked', 'cycleRevoked'],
  ] as const)('is in force no more after %s, and stays readable', (type, end) => {
    const plans = plansInForce(lifeAfter(...merged, undone(type)).data);
    expect(plans).toMatchObject([
      { until: '2024-09-12', end: 'superseded' },
      { manifest, until: '2024-01-10', end },
    ]);
  });

  it('differs in nothing from itself', () => {
    const nothing = { added: [], dropped: [], changed: [] };
    expect(differenceOf(manifest, manifest)).toEqual({
      ...{ schede: nothing, objectives: nothing, programmes: nothing },
    });
  });

  it('is none before the approval', () => {
    expect(plansInForce(lifeAfter().data)).toEqual([]);
  });
});

describe('Every approved version of a scheda', () => {
  const first = { from: '2024-05-10', version: 1, content: { description: 'S-1' } };

  it('stays readable, with the act, the plan and the days it was in force', () => {
    expect(of('S-1')).toMatchObject([
      {
        ...first,
        ...{ until: '2024-09-12', end: 'superseded', manifestHash: plan.manifestHash },
        approval: { sessionId: 'A1', revision: null, on: '2024-05-10' },
      },
      {
        ...{ from: '2024-09-12', until: null, end: null, version: 2, manifestHash },
        content: { description: 'v2' },
        approval: { sessionId: 'A2', revision: 1, on: '2024-09-12' },
      },
    ]);
    expect(of('S-2')).toMatchObject([{ until: '2024-09-12', end: 'dropped' }]);
    expect(of('S-3', undefined, annulled)).toMatchObject([
      { until: '2024-01-10', end: 'annulled' },
    ]);
  });

  it.each([
    ['2024-05-09', []],
    ['2024-05-10', [1]],
    ['2024-09-11', [1]],
    ['2024-09-12', [2]],
    ['2099-01-01', [2]],
  ])('is found by the day: on %s %j', (on, versions) => {
    expect(of('S-1', on).map(({ version }) => version)).toEqual(versions);
  });

  it.each([
    ['CycleAnnulled', 'cycleAnnulled'],
    ['CycleRevoked', 'cycleRevoked'],
  ] as const)('is in the plan no more from the day of %s', (type, end) => {
    const { data } = lifeAfter(...plan.facts, undone(type));
    data.ended = { ...data.ended!, on: '2024-10-01' };
    const on = (day?: string) => versionsInForce(data, data.schede['S-1']!, day);
    expect(on()).toMatchObject([{ ...first, until: '2024-10-01', end }]);
    expect(on('2024-09-30')).toHaveLength(1);
    expect(on('2024-10-01')).toEqual([]);
    expect(on('2099-01-01')).toEqual([]);
  });

  it('keeps its own end in a cycle that is annulled later', () => {
    expect(of('S-2', undefined, undone('CycleAnnulled'))).toMatchObject([{ end: 'dropped' }]);
    expect(of('S-3', undefined, annulled, undone('CycleAnnulled'))).toMatchObject([
      { end: 'annulled' },
    ]);
  });

  it('follows a corrected date of its act', () => {
    const factRevision = merged.findLastIndex(({ type }) => type === 'DeliberationRecorded');
    const correction: PlanningFact = {
      type: 'RecordCorrected',
      data: {
        ...{ eventId: 'event', factType: 'DeliberationRecorded', factRevision },
        ...{ subjectId: 'A2', field: '/actDate', old: '2024-09-12', new: '2024-09-13' },
      },
    };
    expect(of('S-1', '2024-09-12', correction).map(({ version }) => version)).toEqual([1]);
  });

  it('is none of a scheda that was never approved', () => {
    const { data } = lifeAfter(...ready);
    expect(versionsInForce(data, data.schede['S-4']!)).toEqual([]);
  });
});
