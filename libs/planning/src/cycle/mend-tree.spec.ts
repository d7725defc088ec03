import type { DataOf, PlanningFact } from '../planning-fact.js';
import { approvedPlan } from '../revision/revision.fixture.js';
import { returnScheda } from '../scheda/return-scheda.js';
import {
  assigned,
  checked,
  document,
  given,
  inDraft,
  inKickoff,
  inPreparation,
  inVerification,
  lifeAfter,
  source,
  verificationClosed,
} from '../testing.fixture.js';
import { manifestOf } from '../approval/manifest.js';
import { addObjective } from './add-objective.js';
import { addProgramme } from './add-programme.js';
import { importTree } from './import-tree.js';
import { removeObjective } from './remove-objective.js';
import { removeProgramme } from './remove-programme.js';
import { renameObjective } from './rename-objective.js';
import { renameProgramme } from './rename-programme.js';
import { requestFixes } from './request-fixes.js';

const reason = 'Così lo chiama il PIS';
const objective = { objectiveId: 'O1', name: 'Inclusione' };
const programme = { programmeId: 'P1', name: 'Anziani', objectiveIds: [] };
/** An objective, and beside it a programme that serves none. */
const tree: readonly PlanningFact[] = [
  { type: 'ObjectiveAdded', data: { ...objective, source } },
  { type: 'ProgrammeAdded', data: { ...programme, source } },
];
const objectiveRenamed: PlanningFact = {
  type: 'ObjectiveRenamed',
  data: { objectiveId: 'O1', oldName: 'Inclusione', newName: 'Inclusione sociale' },
};
const programmeRenamed: PlanningFact = {
  type: 'ProgrammeRenamed',
  data: { programmeId: 'P1', oldName: 'Anziani', newName: 'Persone anziane' },
};
const objectiveRemoved: PlanningFact = { type: 'ObjectiveRemoved', data: { objectiveId: 'O1' } };
const programmeRemoved: PlanningFact = { type: 'ProgrammeRemoved', data: { programmeId: 'P1' } };
const opened = (scope: DataOf<'RevisionOpened'>['scope'] = []): PlanningFact => ({
  type: 'RevisionOpened',
  data: { number: 1, scope },
});
const dropped: PlanningFact = { type: 'RevisionDropped', data: { number: 1 } };

/** S-1 was left out. */
const leftOut: readonly PlanningFact[] = [
  ...inVerification(...tree, assigned('S-1')),
  { type: 'SchedaLeftOut', data: { schedaId: 'S-1', reason: 'Non è pronta' } },
];

/** Where the tree may grow it may be mended. */
const whereTreeGrows: readonly [string, readonly PlanningFact[]][] = [
  ['draft', inDraft],
  ['kickoff', inKickoff],
  ['preparation', inPreparation],
  ['verification', inVerification(...checked('S-2'))],
  ['an open revision', [...approvedPlan(...checked('S-2')).facts, opened()]],
];
const whereItStands: readonly [string, readonly PlanningFact[]][] = [
  ['in approval', [...inVerification(...tree, ...checked('S-2')), verificationClosed]],
  ['in force', approvedPlan(...tree, ...checked('S-2')).facts],
];

describe.each(whereTreeGrows)('In %s', (_where, facts) => {
  const elsewhere: PlanningFact = {
    type: 'ProgrammeAdded',
    data: { programmeId: 'P7', name: 'Minori', objectiveIds: ['O7'] },
  };
  const standing = [
    ...facts,
    { type: 'ObjectiveAdded', data: { objectiveId: 'O7', name: 'Salute' } } as const,
    elsewhere,
  ];

  it('objectives and programmes are given another name, with a reason', () => {
    given(...standing)
      .when(renameObjective, { objectiveId: 'O7', name: 'Salute per tutti', reason })
      .then({
        type: 'ObjectiveRenamed',
        data: { objectiveId: 'O7', oldName: 'Salute', newName: 'Salute per tutti' },
      });
    given(...standing)
      .when(renameProgramme, { programmeId: 'P7', name: 'Infanzia', reason })
      .then({
        type: 'ProgrammeRenamed',
        data: { programmeId: 'P7', oldName: 'Minori', newName: 'Infanzia' },
      });
  });

  it('they are taken out while nothing hangs on them', () => {
    const removed: PlanningFact = { type: 'ProgrammeRemoved', data: { programmeId: 'P7' } };
    given(...standing)
      .when(removeObjective, { objectiveId: 'O7', reason })
      .thenRefused('objective-has-programmes', { objective: 'Salute', programmes: 'P7' });
    given(...standing)
      .when(removeProgramme, { programmeId: 'P7', reason })
      .then(removed);
    given(...standing, removed)
      .when(removeObjective, { objectiveId: 'O7', reason })
      .then({ type: 'ObjectiveRemoved', data: { objectiveId: 'O7' } });
  });
});

describe.each(whereItStands)('While the plan is %s', (_where, facts) => {
  it('its tree is not mended', () => {
    given(...facts)
      .when(renameObjective, { objectiveId: 'O1', name: 'Altro', reason })
      .thenRefused('not-now');
    given(...facts)
      .when(renameProgramme, { programmeId: 'P1', name: 'Altro', reason })
      .thenRefused('not-now');
    given(...facts)
      .when(removeObjective, { objectiveId: 'O1', reason })
      .thenRefused('not-now');
  });
});

describe('An objective or programme', () => {
  it('keeps all but its name', () => {
    const { objectives, programmes } = lifeAfter(
      ...[...inDraft, ...tree, objectiveRenamed, programmeRenamed],
    ).data;
    expect(objectives).toEqual({ O1: { ...objective, name: 'Inclusione sociale', source } });
    expect(programmes).toEqual({ P1: { ...programme, name: 'Persone anziane', source } });
  });

  it('is not given the name it has', () => {
    given(...inDraft, ...tree)
      .when(renameObjective, { objectiveId: 'O1', name: 'Inclusione', reason })
      .thenRefused('nothing-changed');
    given(...inDraft, ...tree)
      .when(renameProgramme, { programmeId: 'P1', name: 'Anziani', reason })
      .thenRefused('nothing-changed');
  });

  it('is neither renamed nor taken out where it is not, or not any more', () => {
    for (const facts of [inDraft, [...inDraft, ...tree, objectiveRemoved, programmeRemoved]]) {
      const life = given(...facts);
      life
        .when(renameObjective, { objectiveId: 'O1', name: 'Altro', reason })
        .thenRefused('objective-not-found', { id: 'O1' });
      life
        .when(removeObjective, { objectiveId: 'O1', reason })
        .thenRefused('objective-not-found', { id: 'O1' });
      life
        .when(renameProgramme, { programmeId: 'P1', name: 'Altro', reason })
        .thenRefused('programme-not-found', { id: 'P1' });
      life
        .when(removeProgramme, { programmeId: 'P1', reason })
        .thenRefused('programme-not-found', { id: 'P1' });
    }
  });

  it('that was taken out leaves its id to nobody', () => {
    const without = given(...inDraft, ...tree, objectiveRemoved, programmeRemoved);
    without.when(addObjective, objective).thenRefused('id-taken', { id: 'O1' });
    without.when(addProgramme, programme).thenRefused('id-taken', { id: 'P1' });
    without
      .when(importTree, { objectives: [objective], programmes: [], source })
      .thenRefused('id-taken', { id: 'O1' });
    without
      .when(importTree, { objectives: [], programmes: [programme], source })
      .thenRefused('id-taken', { id: 'P1' });
  });
});

describe('A programme is not taken out', () => {
  it('while a scheda is in it, whatever its name', () => {
    given(...inPreparation, ...tree, programmeRenamed, assigned('S-1'))
      .when(removeProgramme, { programmeId: 'P1', reason })
      .thenRefused('programme-has-schede', {
        programme: 'Persone anziane',
        schede: '2024-P1-001',
      });
  });

  it('unless the schede were moved, withdrawn or left out', () => {
    const moved: PlanningFact = {
      type: 'SchedaMoved',
      data: { schedaId: 'S-1', fromProgrammeId: 'P1', toProgrammeId: 'P2' },
    };
    const withdrawn: readonly PlanningFact[] = [
      { type: 'SchedaWithdrawalRequested', data: { schedaId: 'S-1' } },
      { type: 'SchedaWithdrawn', data: { schedaId: 'S-1' } },
    ];
    for (const facts of [
      [...inPreparation, ...tree, assigned('S-1'), moved],
      [...inPreparation, ...tree, assigned('S-1'), ...withdrawn],
      leftOut,
    ]) {
      given(...facts)
        .when(removeProgramme, { programmeId: 'P1', reason })
        .then(programmeRemoved);
    }
  });

  it('while a contribution has ended in it', () => {
    const received: PlanningFact = {
      type: 'ContributionReceived',
      data: { contributionId: 'C1', body: 'Consulta', document },
    };
    const answered: PlanningFact = {
      type: 'ContributionAnswered',
      data: { contributionId: 'C1', answer: 'ACCEPTED', text: 'Accolto' },
    };
    const placed: PlanningFact = {
      type: 'ContributionPlaced',
      data: { contributionId: 'C1', programmeId: 'P1', text: 'Premessa' },
    };
    given(...inPreparation, ...tree, received, answered, placed)
      .when(removeProgramme, { programmeId: 'P1', reason })
      .thenRefused('programme-has-contributions', {
        programme: 'Anziani',
        contributions: 'C1',
      });
  });
});

describe('What was left out', () => {
  const wish = { reasons: ['TEXT'], text: 'Riprendila' } as const;

  it('is not taken up again once its programme has gone', () => {
    given(...leftOut, programmeRemoved)
      .when(returnScheda, { schedaId: 'S-1', ...wish, reasons: [...wish.reasons] })
      .thenRefused('programme-not-found', { id: 'P1' });
    given(...leftOut, programmeRemoved)
      .when(requestFixes, { schedaIds: ['S-1'], ...wish, reasons: [...wish.reasons] })
      .thenRefused('programme-not-found', { id: 'P1' });
  });

  it('is while it is there', () => {
    given(...leftOut)
      .when(returnScheda, { schedaId: 'S-1', ...wish, reasons: [...wish.reasons] })
      .then({ type: 'SchedaReturned', data: { schedaId: 'S-1', ...wish } });
  });
});

describe('Mended in a revision', () => {
  const plan = approvedPlan(...[...tree, ...checked('S-1')], {
    type: 'ProgrammeAdded',
    data: { programmeId: 'P8', name: 'Vuoto', objectiveIds: [] },
  });
  const emptied: PlanningFact = { type: 'ProgrammeRemoved', data: { programmeId: 'P8' } };
  const mended = [
    ...[...plan.facts, opened(), objectiveRenamed, programmeRenamed],
    ...[objectiveRemoved, emptied],
  ];

  it('the tree is another one, and the plan in force stays as it was approved', () => {
    const life = lifeAfter(...mended);
    expect(life.data.programmes['P1']?.name).toBe('Persone anziane');
    expect(life.data.plans.at(-1)?.manifest).toEqual(plan.manifest);
    expect(manifestOf(life)).toMatchObject({
      objectives: [],
      programmes: [{ programmeId: 'P1', name: 'Persone anziane' }],
    });
  });

  it('it is again as it was once the revision is dropped', () => {
    const { objectives, programmes } = lifeAfter(...plan.facts).data;
    expect(lifeAfter(...mended, dropped).data).toMatchObject({ objectives, programmes });
  });

  it.each([
    ['drops', opened([{ schedaId: 'S-1', what: 'drop' }])],
    ['leaves alone', opened()],
  ])('a programme is kept whose scheda in force it %s', (_does, revision) => {
    given(...plan.facts, revision)
      .when(removeProgramme, { programmeId: 'P1', reason })
      .thenRefused('programme-has-schede', { programme: 'Anziani', schede: '2024-P1-001' });
  });
});
