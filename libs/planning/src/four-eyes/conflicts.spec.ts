import { evolve } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import {
  opened,
  organisationAfter,
  roleGranted,
  rolesKept,
  unitAdded,
} from '../organisation/organisation.fixture.js';
import { organisationOn } from '../organisation/organisation.js';
import type { PlanningFact } from '../planning-fact.js';
import {
  assigned,
  checked,
  inPreparation,
  inVerification,
  recordedAfter,
  lifeAfter,
  submitted,
  verificationClosed,
} from '../testing.fixture.js';
import { fourEyesConflicts, type RoleToCome } from './conflicts.js';

const cycleId = 'livornese-poa-annuale-2024';

/** A life in which one person did all of it. */
function doneBy(personId: string, facts: readonly PlanningFact[]): CycleLife {
  const life = lifeAfter();
  for (const fact of recordedAfter(...facts)) {
    const actor = { personId, role: 'RF', authMethod: 'api-token' };
    evolve(life, { ...fact, metadata: { ...fact.metadata, actor } });
  }
  return life;
}
const organisation = organisationOn(
  organisationAfter(
    ...rolesKept,
    unitAdded('anziani'),
    unitAdded('minori', { headPersonId: 'altra' }),
    roleGranted('operatore', 'UPo'),
    roleGranted('referente', 'RF', { unitId: 'anziani' }),
  ),
  '2024-06-30',
);
const conflicts = (life: CycleLife, toCome: RoleToCome, known = organisation) =>
  fourEyesConflicts(life, toCome, known).map(({ verb, subject, code }) => [verb, subject.id, code]);

describe('Whoever is to check', () => {
  const life = doneBy('autrice', [
    ...[...inPreparation, ...submitted('S-1'), ...checked('S-2')],
    assigned('S-3', { personId: 'altra', unitId: 'minori' }),
  ]);
  const asOperator = (personId: string): RoleToCome => ({ personId, roles: ['UPo'] });

  it('is shown what they wrote and is waiting, and nothing that was checked or is not written yet', () => {
    expect(conflicts(life, asOperator('autrice'))).toEqual([['check-scheda', 'S-1', 'own-scheda']]);
  });

  it('is shown what they answer for as the head', () => {
    expect(conflicts(life, asOperator('responsabile'))).toEqual([
      ['check-scheda', 'S-1', 'own-unit-head'],
    ]);
  });

  it('is shown nothing where they had no hand in it', () => {
    expect(conflicts(life, asOperator('nuova'))).toEqual([]);
  });
});

describe('Whoever is to stand in for a head', () => {
  const life = doneBy('autrice', [
    ...[...inPreparation, assigned('S-1'), ...checked('S-2')],
    assigned('S-3', { personId: 'altra', unitId: 'minori' }),
  ]);
  const forHead = (personId: string, fromPersonId = 'responsabile'): RoleToCome => ({
    ...{ personId, fromPersonId, roles: ['UH'] },
  });

  it('and checks, is shown what they could not check any more once they wrote it', () => {
    expect(fourEyesConflicts(life, forHead('operatore'), organisation)).toEqual([
      {
        ...{ cycleId, verb: 'check-scheda', subject: { kind: 'scheda', id: 'S-1' } },
        code: 'would-be-own',
        it: expect.stringContaining('per conto di responsabile') as unknown,
        en: expect.stringContaining('on behalf of responsabile') as unknown,
      },
    ]);
    expect(conflicts(life, forHead('operatore', 'altra'))).toEqual([
      ['check-scheda', 'S-3', 'would-be-own'],
    ]);
  });

  it('and does not check, is shown nothing; nor is anybody where the register keeps no roles', () => {
    expect(conflicts(life, forHead('referente'))).toEqual([]);
    const noRoles = organisationOn(organisationAfter(opened, unitAdded('anziani')), '2024-06-30');
    expect(conflicts(life, forHead('operatore'), noRoles)).toEqual([]);
  });
});

describe('Whoever is to stand in for the director', () => {
  const asDirector = (personId: string): RoleToCome => ({
    ...{ personId, fromPersonId: 'direttore', roles: ['DIR'] },
  });

  it('is shown what they prepared and the director has to decide', () => {
    const life = doneBy('coordinatore', [...inVerification(...checked('S-1')), verificationClosed]);
    expect(conflicts(life, asDirector('coordinatore'))).toEqual([
      ['endorse-proposal', cycleId, 'same-hands'],
    ]);
    expect(conflicts(life, asDirector('operatore'))).toEqual([]);
  });

  it('is not shown what is decided already, or is nothing of the director', () => {
    const proposed: PlanningFact = {
      type: 'CategoryExemptionProposed',
      data: { category: 'UTENTI' },
    };
    const exempted: PlanningFact = { type: 'CategoryExempted', data: { category: 'UTENTI' } };
    const before = [...inPreparation, proposed];
    const waiting = doneBy('coordinatore', before);
    expect(conflicts(waiting, asDirector('coordinatore'))).toEqual([
      ['exempt-category', 'UTENTI', 'same-hands'],
    ]);
    const decided = doneBy('coordinatore', [...before, exempted]);
    expect(conflicts(decided, asDirector('coordinatore'))).toEqual([]);
    expect(conflicts(waiting, { personId: 'coordinatore', roles: ['SEG'] })).toEqual([]);
  });
});
