import type { PlanningFact } from '../planning-fact.js';
import { approvedPlan } from '../revision/revision.fixture.js';
import { checked, hash, inVerification, lifeAfter } from '../testing.fixture.js';
import { prowebExport } from './proweb-export.js';

const tree: PlanningFact = {
  type: 'TreeImported',
  data: {
    objectives: [
      { objectiveId: 'O2', name: 'Domiciliarità' },
      { objectiveId: 'O1', name: 'Prevenzione' },
    ],
    programmes: [
      { programmeId: 'P2', name: 'Minori', objectiveIds: [] },
      { programmeId: 'P1', name: 'Anziani', objectiveIds: ['O2'] },
    ],
    source: { file: 'poa-2024.md', lines: [1, 2] },
  },
};
const approved = approvedPlan(tree, ...['S-2', 'S-1', 'S-3', 'S-4'].flatMap(checked));
const plan = approved.facts;
const done = { status: 'PARTLY_DONE', doneText: 'Metà', measured: [] } as const;
const no = { rePropose: false, reProposeReason: 'Finanziamento concluso' };
const facts: readonly PlanningFact[] = [
  ...plan,
  { type: 'ProgressRecorded', data: { schedaId: 'S-2', status: 'NOT_STARTED', measured: [] } },
  { type: 'ProgressRecorded', data: { schedaId: 'S-2', status: 'UNDER_WAY', measured: [] } },
  { type: 'FinalReportStarted', data: {} },
  { type: 'SchedaReported', data: { schedaId: 'S-1', ...done, ...no } },
  { type: 'SchedaReported', data: { schedaId: 'S-3', ...done, rePropose: true } },
  { type: 'SchedaExcused', data: { schedaId: 'S-3' } },
  {
    type: 'SchedaAnnulled',
    data: {
      schedaId: 'S-4',
      act: 'Delibera 20',
      ground: 'Manca la copertura',
      manifestHash: 'f'.repeat(64),
    },
  },
];

describe('The export prepared for Proweb', () => {
  const prepared = prowebExport(lifeAfter(...facts));

  it('goes from the objectives to the programmes to the schede, each in the order of its codes', () => {
    const order = Object.keys(prepared);
    expect(order.slice(order.indexOf('objectives'))).toEqual([
      'objectives',
      'programmes',
      'schede',
    ]);
    expect(prepared.objectives.map(({ objectiveId }) => objectiveId)).toEqual(['O1', 'O2']);
    expect(prepared.programmes).toEqual([
      { programmeId: 'P1', name: 'Anziani', objectiveIds: ['O2'] },
      { programmeId: 'P2', name: 'Minori', objectiveIds: [] },
    ]);
    expect(prepared.schede.map(({ schedaId }) => schedaId)).toEqual(['S-1', 'S-2', 'S-3']);
  });

  it('says of each scheda its status, what was done and whether it goes on', () => {
    const home = { programmeId: 'P1', unitId: 'anziani' };
    expect(prepared.schede).toEqual([
      {
        ...{ schedaId: 'S-1', code: '2024-P1-001', title: 'Scheda S-1', ...home },
        state: 'reported',
        status: { code: 'PARTLY_DONE', label: 'Realizzata in parte' },
        doneText: 'Metà',
        ...no,
      },
      {
        ...{ schedaId: 'S-2', code: '2024-P1-002', title: 'Scheda S-2', ...home },
        state: 'approved',
        status: { code: 'UNDER_WAY', label: 'In corso' },
        doneText: null,
        rePropose: null,
      },
      {
        ...{ schedaId: 'S-3', code: '2024-P1-003', title: 'Scheda S-3', ...home },
        state: 'excused',
        status: null,
        doneText: null,
        rePropose: null,
      },
    ]);
  });

  it('says that the statuses are ours, and which plan it is', () => {
    expect(prepared.note.it).toContain('l’elenco di Proweb non è noto');
    expect(prepared.note.en).toContain('the list Proweb has is not known');
    expect(prowebExport(lifeAfter(...plan)).manifestHash).toBe(approved.manifestHash);
  });

  it('shows the plan that was approved while a revision writes another one', () => {
    const revised: readonly PlanningFact[] = [
      { type: 'RevisionOpened', data: { number: 1, scope: [{ schedaId: 'S-1', what: 'amend' }] } },
      { type: 'SchedaReopened', data: { schedaId: 'S-1' } },
      {
        type: 'SchedaRevised',
        data: { schedaId: 'S-1', version: 2, changes: { title: 'Altro' }, contentHash: hash('x') },
      },
      { type: 'ObjectiveAdded', data: { objectiveId: 'O9', name: 'Casa' } },
      { type: 'ProgrammeAdded', data: { programmeId: 'P9', name: 'Case', objectiveIds: ['O9'] } },
      { type: 'ProgrammeLinked', data: { programmeId: 'P2', objectiveIds: ['O9'] } },
      ...checked('S-5'),
    ];
    const before = prowebExport(lifeAfter(...plan));
    const meanwhile = prowebExport(lifeAfter(...plan, ...revised));
    expect(meanwhile).toEqual({
      ...before,
      schede: before.schede.map((scheda) =>
        scheda.schedaId === 'S-1' ? { ...scheda, state: 'amending' } : scheda,
      ),
    });
    expect(meanwhile.manifestHash).toBe(approved.manifestHash);
  });

  it.each([
    ['CycleAnnulled', 'annulled'],
    ['CycleRevoked', 'revoked'],
  ] as const)('has nothing to enter after %s, and says so', (type, how) => {
    const undone: PlanningFact = { type, data: { act: '50/2024', ground: 'Vizio' } };
    const after = prowebExport(lifeAfter(...plan, undone));
    expect(after).toMatchObject({ objectives: [], programmes: [], schede: [] });
    expect(after.ended).toEqual({ how, act: '50/2024', on: '2024-01-10' });
    expect(after.note.it).toContain('nessun piano è in vigore');
    expect(after).not.toHaveProperty('manifestHash');
  });

  it('has the tree alone while no plan is in force', () => {
    const early = prowebExport(lifeAfter(...inVerification(tree, ...checked('S-1'))));
    expect(early).not.toHaveProperty('manifestHash');
    expect([early.objectives.length, early.programmes.length, early.schede]).toEqual([2, 2, []]);
  });
});
