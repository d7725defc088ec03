import { inForce, planHash } from '../monitoring/in-force.fixture.js';
import type { PlanningFact } from '../planning-fact.js';
import { checked, inVerification, lifeAfter } from '../testing.fixture.js';
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
const [drafted, ...rest] = inForce(['S-2', 'S-1', 'S-3', 'S-4']);
const plan = [drafted!, tree, ...rest];
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
    expect(prowebExport(lifeAfter(...plan)).manifestHash).toBe(
      planHash('S-2', 'S-1', 'S-3', 'S-4'),
    );
  });

  it('has the tree alone while no plan is in force', () => {
    const early = prowebExport(lifeAfter(...inVerification(tree, ...checked('S-1'))));
    expect(early).not.toHaveProperty('manifestHash');
    expect([early.objectives.length, early.programmes.length, early.schede]).toEqual([2, 2, []]);
  });
});
