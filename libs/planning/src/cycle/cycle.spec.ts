import { replaceResponsiblePerson } from '../co-programming/replace-responsible-person.js';
import type { PlanningFact } from '../planning-fact.js';
import {
  assigned,
  checked,
  document,
  gatesSettled,
  given,
  inDraft,
  inKickoff,
  inPreparation,
  inVerification,
  lifeAfter,
  source,
  submitted,
  taken,
  verificationClosed,
} from '../testing.fixture.js';
import { categories } from '../value-sets.js';
import { addObjective } from './add-objective.js';
import { addProgramme } from './add-programme.js';
import { draftCycle } from './draft-cycle.js';
import { holdKickoff } from './hold-kickoff.js';
import { importTree } from './import-tree.js';
import { linkParentPlan } from './link-parent-plan.js';
import { linkProgramme } from './link-programme.js';
import { linkRegionalAct } from './link-regional-act.js';
import { openCycle } from './open-cycle.js';
import { openVerification } from './open-verification.js';
import { requestFixes } from './request-fixes.js';
import { setTargetApproval } from './set-target-approval.js';

const objective = (objectiveId: string) => ({ objectiveId, name: `Obiettivo ${objectiveId}` });
const programme = (programmeId: string, ...objectiveIds: readonly string[]) => ({
  programmeId,
  name: `Programma ${programmeId}`,
  objectiveIds,
});
const objectiveAdded = (objectiveId: string): PlanningFact => ({
  type: 'ObjectiveAdded',
  data: objective(objectiveId),
});
const programmeAdded = (programmeId: string): PlanningFact => ({
  type: 'ProgrammeAdded',
  data: programme(programmeId),
});
/** A cycle whose proposal is before the director. */
const inApproval: readonly PlanningFact[] = [
  ...inVerification(...checked('S-1')),
  verificationClosed,
];

describe('The responsible person of an open cycle', () => {
  const replaced: PlanningFact = {
    type: 'ResponsiblePersonReplaced',
    data: { from: 'coordinatore', to: 'altra' },
  };

  it('is replaced by the director, and the new one answers from then on', () => {
    for (const facts of [inKickoff, inPreparation, inVerification(...checked('S-1'))]) {
      given(...facts)
        .when(replaceResponsiblePerson, { personId: 'altra' })
        .then(replaced);
    }
    expect(lifeAfter(...inKickoff, replaced).data.responsiblePersonId).toBe('altra');
    given(...inKickoff)
      .when(replaceResponsiblePerson, { personId: 'coordinatore' })
      .thenRefused('already-responsible');
  });

  it('is nobody yet in a draft', () => {
    given(...inDraft)
      .when(replaceResponsiblePerson, { personId: 'altra' })
      .thenRefused('not-now');
  });
});

describe('A cycle', () => {
  it('is drafted for its zone, definition and year, on the definition as it is installed', () => {
    const [drafted] = inDraft;
    given().when(draftCycle, { title: 'POA 2024' }).then(drafted!);
    expect(lifeAfter(...inDraft).workflow.reference).toMatchObject({
      id: 'poa-annuale',
      version: 1,
    });
  });

  it('is drafted once', () => {
    given(...inDraft)
      .when(draftCycle, { title: 'POA 2024' })
      .thenRefused('cycle-exists', { cycleId: 'livornese-poa-annuale-2024' });
  });

  const caseFile = {
    identifier: 'fascicolo-2024',
    ownerAdministration: 'Zona livornese',
    otherAdministrations: ['Comune'],
    subject: 'POA 2024',
  };

  it('is opened with a responsible person and a case file', () => {
    given(...inDraft)
      .when(openCycle, { caseFile, responsiblePersonId: 'coordinatore' })
      .then({ type: 'CycleOpened', data: { caseFile, responsiblePersonId: 'coordinatore' } });
  });

  it('is opened once', () => {
    given(...inKickoff)
      .when(openCycle, { caseFile, responsiblePersonId: 'coordinatore' })
      .thenRefused('not-now');
  });

  it.each(['identifier', 'ownerAdministration', 'otherAdministrations', 'subject'])(
    'is not opened without the %s of its case file',
    (field) => {
      const incomplete = { ...caseFile, [field]: undefined };
      expect(() =>
        given(...inDraft).when(openCycle, {
          caseFile: incomplete,
          responsiblePersonId: 'coordinatore',
        }),
      ).toThrow(field);
    },
  );

  it('is known by the act of the region that gives the directions, when there is one', () => {
    const act = { cite: 'DGR 1/2024', date: '2024-01-08', url: 'https://regione.example/dgr' };
    given(...inDraft)
      .when(linkRegionalAct, { ...act, source })
      .then({ type: 'RegionalActLinked', data: { ...act, source } });
    given(...inDraft)
      .when(linkRegionalAct, { cite: 'DGR 1/2024' })
      .then({ type: 'RegionalActLinked', data: { cite: 'DGR 1/2024' } });
  });

  it('may get the regional act in mid-cycle, also while it is in approval, not once it has ended', () => {
    const cite = 'DGR 1/2024';
    const affects = 'La data di approvazione';
    const linked: PlanningFact = { type: 'RegionalActLinked', data: { cite, affects } };
    given(...inVerification(assigned('S-1')))
      .when(linkRegionalAct, { cite, affects })
      .then(linked);
    given(...inApproval)
      .when(linkRegionalAct, { cite, affects })
      .then(linked);
    given(...inApproval, { type: 'CycleAbandoned', data: { ground: 'Cambia la norma' } })
      .when(linkRegionalAct, { cite, affects })
      .thenRefused('not-now');
  });

  it('is told what a regional act changes that comes under way, or in the place of another', () => {
    const cite = 'DGR 2/2024';
    const before: PlanningFact = { type: 'RegionalActLinked', data: { cite: 'DGR 1/2024' } };
    for (const facts of [inPreparation, [...inDraft, before]]) {
      given(...facts)
        .when(linkRegionalAct, { cite })
        .thenRefused('affects-needed');
    }
    given(...inDraft, before)
      .when(linkRegionalAct, { cite, affects: 'I contenuti delle schede' })
      .then({ type: 'RegionalActLinked', data: { cite, affects: 'I contenuti delle schede' } });
  });

  it('has its day of approval moved by a regional act, which it then rests on', () => {
    const cite = 'DGR 2/2024';
    const affects = 'La data di approvazione';
    const wish = { cite, affects, approvalBy: '2024-09-30' };
    given(...inPreparation, aimedAt('2024-06-30'))
      .when(linkRegionalAct, wish)
      .then(
        { type: 'RegionalActLinked', data: { cite, affects } },
        {
          type: 'TargetApprovalSet',
          data: { date: '2024-09-30', basis: cite, givenBy: 'REGIONAL_ACT' },
        },
      );
    const byTheAct = { date: '2024-09-30', basis: cite, givenBy: 'REGIONAL_ACT' } as const;
    given(...inPreparation, aimedAt('2024-09-30'))
      .when(linkRegionalAct, wish)
      .then(
        { type: 'RegionalActLinked', data: { cite, affects } },
        { type: 'TargetApprovalSet', data: byTheAct },
      );
    given(...inPreparation, { type: 'TargetApprovalSet', data: byTheAct })
      .when(linkRegionalAct, wish)
      .thenRefused('same-date', { date: '2024-09-30' });
  });

  const aimedAt = (date: string): PlanningFact => ({
    type: 'TargetApprovalSet',
    data: { date, basis: 'DGR 1/2024' },
  });

  it('has a day by which it should be approved, and on what that rests', () => {
    const target = { date: '2024-06-30', basis: 'DGR 1/2024' };
    given(...inDraft)
      .when(setTargetApproval, target)
      .then(aimedAt('2024-06-30'));
  });

  it('is not aimed at a day that is over, nor moved to one by an act', () => {
    const reversed = { from: '2024-01-10', to: '2024-01-09' };
    given(...inDraft)
      .when(setTargetApproval, { date: '2024-01-09', basis: 'DGR 1/2024' })
      .thenRefused('dates-reversed', reversed);
    given(...inDraft)
      .when(linkRegionalAct, { cite: 'DGR 1/2024', approvalBy: '2024-01-09' })
      .thenRefused('dates-reversed', reversed);
  });

  it('does not get a regional act of a day to come', () => {
    given(...inDraft)
      .when(linkRegionalAct, { cite: 'DGR 1/2024', date: '2024-07-01' })
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
  });

  it('may be aimed at another day, with a reason, and keeps the days aimed at before', () => {
    given(...inDraft, aimedAt('2024-06-30'))
      .when(setTargetApproval, { date: '2024-07-31', basis: 'DGR 1/2024', reason: 'Proroga' })
      .then(aimedAt('2024-07-31'));
    const days = ['2024-06-30', '2024-07-31', '2024-05-31'];
    expect(lifeAfter(...inDraft, ...days.map(aimedAt)).data.targetApproval).toEqual({
      date: '2024-05-31',
      basis: 'DGR 1/2024',
      earlier: ['2024-06-30', '2024-07-31'],
    });
  });

  it('is not aimed at another day without a reason', () => {
    given(...inDraft, aimedAt('2024-06-30'))
      .when(setTargetApproval, { date: '2024-07-31', basis: 'DGR 1/2024' })
      .thenRefused('reason-needed');
  });

  it('is not aimed at the day it is aimed at already', () => {
    given(...inDraft, aimedAt('2024-06-30'))
      .when(setTargetApproval, { date: '2024-06-30', basis: 'DGR 1/2024', reason: 'Proroga' })
      .thenRefused('same-date', { date: '2024-06-30' });
  });
});

describe('A parent plan', () => {
  const plan = { planId: 'PSSIR', name: 'PSSIR 2018-2020', fromYear: 2018 };

  it('is linked', () => {
    given(...inDraft)
      .when(linkParentPlan, { ...plan, toYear: 2024, source })
      .then({
        type: 'ParentPlanLinked',
        data: { ...plan, toYear: 2024, expired: false, source },
      });
  });

  it('that has run out is linked with a note that says so', () => {
    given(...inDraft)
      .when(linkParentPlan, { ...plan, toYear: 2023, note: 'In proroga' })
      .then({
        type: 'ParentPlanLinked',
        data: { ...plan, toYear: 2023, expired: true, note: 'In proroga' },
      });
  });

  it('that has run out is not linked without one', () => {
    given(...inDraft)
      .when(linkParentPlan, { ...plan, toYear: 2023 })
      .thenRefused('expired-plan-needs-note', { plan: 'PSSIR 2018-2020', toYear: 2023 });
  });

  it('without an end is not taken to have run out', () => {
    given(...inDraft)
      .when(linkParentPlan, plan)
      .then({ type: 'ParentPlanLinked', data: { ...plan, expired: false } });
  });
});

describe('The tree', () => {
  it('grows by an objective', () => {
    given(...inDraft)
      .when(addObjective, { ...objective('O1'), source })
      .then({ type: 'ObjectiveAdded', data: { ...objective('O1'), source } });
  });

  it('grows by a programme, whose objectives may be unknown', () => {
    given(...inDraft, objectiveAdded('O1'))
      .when(addProgramme, programme('P1', 'O1'))
      .then({ type: 'ProgrammeAdded', data: programme('P1', 'O1') });
    given(...inDraft)
      .when(addProgramme, programme('P1'))
      .then(programmeAdded('P1'));
  });

  it('keeps of each what else is said of it: number, description, references; sector and unit', () => {
    const said = {
      ...objective('O1'),
      ...{ code: '1', description: 'Nessuno resta solo', pssirReferences: ['Scheda 12'] },
    };
    const more = {
      ...programme('P1', 'O1'),
      ...{ code: '1.2', description: 'A casa, finché si può' },
      ...{ sector: 'SOCIO_SANITARIO' as const, responsibleUnitId: 'anziani' },
    };
    given(...inDraft)
      .when(addObjective, said)
      .then({ type: 'ObjectiveAdded', data: said });
    given(...inDraft, objectiveAdded('O1'))
      .when(addProgramme, more)
      .then({ type: 'ProgrammeAdded', data: more });
    const tree = { objectives: [said], programmes: [more], source };
    given(...inDraft)
      .when(importTree, tree)
      .then({ type: 'TreeImported', data: tree });
    const { objectives, programmes } = lifeAfter(...inDraft, {
      type: 'TreeImported',
      data: tree,
    }).data;
    expect({ objectives, programmes }).toEqual({
      objectives: { O1: said },
      programmes: { P1: more },
    });
  });

  it('knows a sector by its code only', () => {
    expect(() =>
      given(...inDraft).when(addProgramme, { ...programme('P1'), sector: 'Sanità' as never }),
    ).toThrow('sector');
  });

  it('gives no id twice', () => {
    given(...inDraft, objectiveAdded('O1'))
      .when(addObjective, objective('O1'))
      .thenRefused('id-taken', { id: 'O1' });
    given(...inDraft, programmeAdded('P1'))
      .when(addProgramme, programme('P1'))
      .thenRefused('id-taken', { id: 'P1' });
  });

  it('has no programme under an objective that is not there', () => {
    given(...inDraft, objectiveAdded('O1'))
      .when(addProgramme, programme('P1', 'O1', 'O2'))
      .thenRefused('objective-not-found', { id: 'O2' });
  });

  it('ties a programme to its objectives once they are known', () => {
    const link = { programmeId: 'P1', objectiveIds: ['O1'] };
    given(...inDraft, objectiveAdded('O1'), programmeAdded('P1'))
      .when(linkProgramme, link)
      .then({ type: 'ProgrammeLinked', data: link });
    given(...inDraft, objectiveAdded('O1'))
      .when(linkProgramme, link)
      .thenRefused('programme-not-found', { id: 'P1' });
    given(...inDraft, programmeAdded('P1'))
      .when(linkProgramme, link)
      .thenRefused('objective-not-found', { id: 'O1' });
  });

  it('remembers the new ties of a programme and the rest of it', () => {
    const life = lifeAfter(...inDraft, objectiveAdded('O1'), programmeAdded('P1'), {
      type: 'ProgrammeLinked',
      data: { programmeId: 'P1', objectiveIds: ['O1'] },
    });
    expect(life.data.programmes).toEqual({ P1: programme('P1', 'O1') });
  });

  it('is imported as a whole, with the source it was read from', () => {
    const tree = { objectives: [objective('O1')], programmes: [programme('P1', 'O1')], source };
    given(...inDraft)
      .when(importTree, tree)
      .then({ type: 'TreeImported', data: tree });
  });

  it('is not imported without its source', () => {
    expect(() =>
      given(...inDraft).when(importTree, {
        objectives: [objective('O1')],
        programmes: [],
        source: undefined as never,
      }),
    ).toThrow('source');
  });

  it.each([
    ['an objective that is there', [objective('O1')], []],
    ['an objective that comes twice', [objective('O2'), objective('O2')], []],
    ['a programme that is there', [], [programme('P1')]],
    ['a programme that comes twice', [], [programme('P2'), programme('P2')]],
  ])('is not imported with %s', (_with, objectives, programmes) => {
    given(...inDraft, objectiveAdded('O1'), programmeAdded('P1'))
      .when(importTree, { objectives, programmes, source })
      .thenRefused('id-taken');
  });

  it('is not imported with a programme whose objective is nowhere', () => {
    given(...inDraft)
      .when(importTree, { objectives: [], programmes: [programme('P1', 'O1')], source })
      .thenRefused('objective-not-found', { id: 'O1' });
  });

  it('does not change once the cycle is in approval', () => {
    given(...inApproval)
      .when(addObjective, objective('O1'))
      .thenRefused('not-now');
    given(...inApproval)
      .when(addProgramme, programme('P1'))
      .thenRefused('not-now');
    given(...inApproval)
      .when(importTree, { objectives: [], programmes: [], source })
      .thenRefused('not-now');
  });
});

describe('The kickoff', () => {
  const head = (presence: 'present' | 'excused' | 'absent') => ({
    unitId: 'anziani',
    personId: 'responsabile',
    presence,
  });

  it.each(['present', 'excused'] as const)('is held with a unit head who is %s', (presence) => {
    const kickoff = {
      attendance: [head('absent'), head(presence)],
      trainingOnProweb: false,
      materials: [document, { ...document, protocol: '7/2024' }],
    };
    given(...inKickoff)
      .when(holdKickoff, kickoff)
      .then({ type: 'KickoffHeld', data: kickoff });
  });

  it.each([[[head('absent')]], [[]]])('is not held with %j', (attendance) => {
    given(...inKickoff)
      .when(holdKickoff, { attendance, trainingOnProweb: true, materials: [] })
      .thenRefused('no-unit-head-at-kickoff');
  });

  it('is not held before the cycle is opened', () => {
    given(...inDraft)
      .when(holdKickoff, { attendance: [head('present')], trainingOnProweb: true, materials: [] })
      .thenRefused('not-now');
  });
});

describe('The verification', () => {
  const [participation, coProgramming] = gatesSettled as readonly [PlanningFact, PlanningFact];
  const opened: PlanningFact = { type: 'VerificationOpened', data: {} };

  it('opens once participation is complete and co-programming decided', () => {
    given(...inPreparation, assigned('S-1'), ...gatesSettled)
      .when(openVerification, {})
      .then(opened);
  });

  it('does not open before participation is complete', () => {
    given(...inPreparation, assigned('S-1'), coProgramming)
      .when(openVerification, {})
      .thenRefused('participation-incomplete', {
        missing: Object.values(categories).join(', '),
      });
  });

  it('does not open before co-programming is decided', () => {
    given(...inPreparation, assigned('S-1'), participation)
      .when(openVerification, {})
      .thenRefused('co-programming-undecided');
  });

  it('does not open while co-programming is only activated', () => {
    const activated: PlanningFact = { type: 'CoProgrammingActivated', data: { act: 'Delibera 1' } };
    given(...inPreparation, assigned('S-1'), participation, activated)
      .when(openVerification, {})
      .thenRefused('co-programming-undecided');
  });

  it('does not open without a scheda', () => {
    given(...inPreparation, ...gatesSettled)
      .when(openVerification, {})
      .thenRefused('not-now');
  });

  it('does not open before the kickoff, whatever is missing', () => {
    given(...inKickoff)
      .when(openVerification, {})
      .thenRefused('not-now');
  });
});

describe('Fixes', () => {
  const fixes = { reasons: ['NO_INDICATOR' as const], text: 'Manca un indicatore' };
  const requested = (...schedaIds: readonly string[]): PlanningFact => ({
    type: 'FixesRequested',
    data: { schedaIds, text: fixes.text },
  });
  const returned = (schedaId: string): PlanningFact => ({
    type: 'SchedaReturned',
    data: { schedaId, ...fixes },
  });

  it('take the cycle back to preparation for the listed schede, and leave the others checked', () => {
    const before = inVerification(...checked('S-1'), ...checked('S-2'));
    given(...before)
      .when(requestFixes, { schedaIds: ['S-2'], ...fixes })
      .then(requested('S-2'), returned('S-2'));
    const { workflow, state, parts, data } = lifeAfter(
      ...before,
      requested('S-2'),
      returned('S-2'),
    );
    expect(workflow.root.phase(state)).toBe('preparation');
    expect(parts['scheda']).toEqual({ 'S-1': 'checked', 'S-2': 'returned' });
    expect(data.schede['S-2']).toMatchObject({ returns: 1, lastReturn: fixes });
  });

  it('leave participation and co-programming settled: the verification opens again', () => {
    given(...inVerification(...checked('S-1')), requested('S-1'), returned('S-1'))
      .when(openVerification, {})
      .then({ type: 'VerificationOpened', data: {} });
  });

  it('may bring back a scheda that was left out', () => {
    const leftOut: PlanningFact = {
      type: 'SchedaLeftOut',
      data: { schedaId: 'S-1', reason: 'Non pronta' },
    };
    given(...inVerification(programmeAdded('P1'), assigned('S-1')), leftOut)
      .when(requestFixes, { schedaIds: ['S-1'], ...fixes })
      .then(requested('S-1'), returned('S-1'));
  });

  it.each([
    ['assegnata', 'assigned', [assigned('S-1')]],
    ['trasmessa', 'submitted', submitted('S-1')],
    ['in verifica', 'being checked', taken('S-1')],
  ])('are not asked of a scheda that is %s (%s)', (state, stateEn, scheda) => {
    given(...inVerification(...checked('S-2'), ...scheda))
      .when(requestFixes, { schedaIds: ['S-2', 'S-1'], ...fixes })
      .thenRefused('scheda-not-fixable', { code: '2024-P1-001', state, stateEn });
  });

  it('are not asked of a scheda that is not there', () => {
    given(...inVerification(...checked('S-1')))
      .when(requestFixes, { schedaIds: ['S-9'], ...fixes })
      .thenRefused('scheda-not-found', { id: 'S-9' });
  });

  it('for the reason “other” say what it is', () => {
    given(...inVerification(...checked('S-1')))
      .when(requestFixes, { schedaIds: ['S-1'], reasons: ['TEXT', 'OTHER'], text: 'Boh' })
      .thenRefused('other-needs-text');
  });

  it('are not asked in preparation, where a scheda is returned by itself', () => {
    given(...inPreparation, ...checked('S-1'))
      .when(requestFixes, { schedaIds: ['S-1'], ...fixes })
      .thenRefused('not-now');
  });
});
