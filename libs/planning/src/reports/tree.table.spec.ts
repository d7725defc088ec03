import type { PlanningFact } from '../planning-fact.js';
import { approvedPlan, convened, deliberated } from '../revision/revision.fixture.js';
import { assigned, hash } from '../testing.fixture.js';
import { progressOf } from './progress.js';
import { CYCLE, day, Seen } from './reports.fixture.js';
import { SchedaContentProjection } from './scheda-content.projection.js';

const tree: PlanningFact = {
  type: 'TreeImported',
  data: {
    objectives: [{ objectiveId: 'O1', name: 'Inclusione' }],
    programmes: [{ programmeId: 'P1', name: 'Cure primarie', objectiveIds: ['O1'] }],
  },
};
const versioned = { schedaId: 'S-1', version: 1, contentHash: hash('S-1') };
const plan = approvedPlan(
  ...[tree, assigned('S-1')],
  { type: 'SchedaRevised', data: { ...versioned, changes: {} } },
  { type: 'SchedaSubmitted', data: versioned },
  { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } },
  { type: 'SchedaChecked', data: versioned },
);
const opened = (number: number): PlanningFact => ({
  type: 'RevisionOpened',
  data: { number, scope: [] },
});
const dropped = (number: number): PlanningFact => ({ type: 'RevisionDropped', data: { number } });
/** A revision plants an objective and a programme, and links to it the one that is in the plan. */
const planted: readonly PlanningFact[] = [
  opened(1),
  { type: 'ObjectiveAdded', data: { objectiveId: 'O9', name: 'Casa' } },
  { type: 'ProgrammeAdded', data: { programmeId: 'P9', name: 'Case', objectiveIds: ['O9'] } },
  { type: 'ProgrammeLinked', data: { programmeId: 'P1', objectiveIds: ['O9'] } },
  assigned('S-9', { programmeId: 'P9' }),
];
const leftOut: PlanningFact = {
  type: 'SchedaLeftOut',
  data: { schedaId: 'S-9', reason: 'Il finanziamento è sfumato' },
};
const merged: readonly PlanningFact[] = [
  {
    type: 'RevisionVerified',
    data: {
      ...{ number: 1, manifest: plan.manifest, manifestHash: plan.manifestHash },
      ...{ amended: [], added: [], dropped: [] },
    },
  },
  { type: 'ProposalEndorsed', data: { manifestHash: plan.manifestHash } },
  ...[convened('A2'), deliberated('A2', plan.manifestHash)],
  { type: 'RevisionMerged', data: { number: 1, manifestHash: plan.manifestHash } },
];

/** What the progress calls the objectives and the programmes that schede hang on. */
function after(...facts: readonly PlanningFact[]) {
  const rows = new Seen(
    SchedaContentProjection,
    day('2024-01-10', ...plan.facts),
    day('2024-06-10', ...facts),
  );
  const { byObjective, byProgramme } = progressOf(rows.database, {
    cycleId: CYCLE,
    on: '2024-06-10',
  });
  return {
    objectives: byObjective.map(({ name }) => name),
    programmes: byProgramme.map(({ name }) => name),
  };
}

describe('The tree of a report', () => {
  it('is, while a revision is under way, as the revision would have it', () => {
    expect(after(...planted)).toEqual({
      objectives: ['Casa'],
      programmes: ['Cure primarie', 'Case'],
    });
  });

  const mended: readonly PlanningFact[] = [
    opened(1),
    {
      type: 'ObjectiveRenamed',
      data: { objectiveId: 'O1', oldName: 'Inclusione', newName: 'Inclusione sociale' },
    },
    {
      type: 'ProgrammeRenamed',
      data: { programmeId: 'P1', oldName: 'Cure primarie', newName: 'Cure territoriali' },
    },
  ];

  it('calls an objective and a programme by the new name', () => {
    expect(after(...mended)).toEqual({
      objectives: ['Inclusione sociale'],
      programmes: ['Cure territoriali'],
    });
  });

  it('by the old one again once the revision that renamed them is dropped', () => {
    expect(after(...mended, dropped(1))).toEqual({
      objectives: ['Inclusione'],
      programmes: ['Cure primarie'],
    });
  });

  it('has nothing any more of what was taken out', () => {
    const removed: readonly PlanningFact[] = [
      { type: 'ProgrammeLinked', data: { programmeId: 'P1', objectiveIds: [] } },
      { type: 'ObjectiveRemoved', data: { objectiveId: 'O1' } },
      ...planted.slice(1, 3),
      { type: 'ProgrammeRemoved', data: { programmeId: 'P9' } },
      assigned('S-9', { programmeId: 'P9' }),
    ];
    expect(after(opened(1), ...removed)).toEqual({
      objectives: ['Senza obiettivo'],
      programmes: ['Cure primarie', 'Senza programma'],
    });
  });

  it.each([
    ['', []],
    [', also after the next one', [opened(2), dropped(2)]],
  ])('is as it was approved once the revision is dropped%s', (_when, next) => {
    expect(after(...planted, leftOut, dropped(1), ...next)).toEqual({
      objectives: ['Inclusione', 'Senza obiettivo'],
      programmes: ['Cure primarie', 'Senza programma'],
    });
  });

  it.each([['CycleAnnulled'], ['CycleRevoked']] as const)(
    'is as it was approved when the revision falls with the plan at %s',
    (type) => {
      const undone: PlanningFact = { type, data: { act: '50/2024', ground: 'Vizio' } };
      const approved = after(undone);
      expect(approved.objectives).toEqual(['Inclusione']);
      expect(after(...planted, undone)).toEqual({
        objectives: ['Inclusione', 'Senza obiettivo'],
        programmes: ['Cure primarie', 'Senza programma'],
      });
    },
  );

  it.each([
    ['', []],
    [', also after the next one is dropped', [opened(2), dropped(2)]],
  ])('is as the revision made it once that is merged%s', (_when, next) => {
    expect(after(...planted, leftOut, ...merged, ...next)).toEqual({
      objectives: ['Casa'],
      programmes: ['Cure primarie', 'Case'],
    });
  });
});
