import { assignScheda } from '../scheda/assign-scheda.js';
import { checkScheda } from '../scheda/check-scheda.js';
import { reassignScheda } from '../scheda/reassign-scheda.js';
import { returnScheda } from '../scheda/return-scheda.js';
import { takeSchedaInCharge } from '../scheda/take-scheda-in-charge.js';
import type { PlanningFact } from '../planning-fact.js';
import { assigned, checked, given, inPreparation, submitted, taken } from '../testing.fixture.js';
import {
  closed,
  headChanged,
  merged,
  opened,
  organisationAfter,
  unitAdded,
} from './organisation.fixture.js';
import { organisationOn } from './organisation.js';

const today = '2024-06-30';
const kept = (...facts: readonly PlanningFact[]) => ({
  organisation: organisationOn(organisationAfter(opened, ...facts), today)!,
});
const twoUnits = [unitAdded('anziani'), unitAdded('minori')];
const programme: PlanningFact = {
  type: 'ProgrammeAdded',
  data: { programmeId: 'P1', name: 'Anziani', objectiveIds: [] },
};
const atWork = [...inPreparation, programme];
const to = (unitId: string) => ({ unitId, personId: 'altra' });

describe.each([
  ['given', assignScheda, { schedaId: 'S-1', programmeId: 'P1', title: 'Scheda S-1' }, []],
  ['given anew', reassignScheda, { schedaId: 'S-1' }, [assigned('S-1')]],
] as const)('A scheda is %s', (_how, verb, wish, facts) => {
  const asking = (unitId: string, ...known: readonly PlanningFact[]) =>
    given(...atWork, ...facts).when(
      verb as typeof assignScheda,
      { ...wish, ...to(unitId) } as never,
      kept(...known),
    );

  it('to no unit that was merged or closed', () => {
    asking('minori', ...twoUnits, merged('minori', 'anziani')).thenRefused('unit-not-active', {
      unit: 'minori',
    });
    asking('minori', ...twoUnits, closed('minori')).thenRefused('unit-not-active');
  });

  it('to no unit that is unknown, where units are registered', () => {
    asking('disabilita', ...twoUnits).thenRefused('unit-not-found', { id: 'disabilita' });
    asking('constructor', ...twoUnits).thenRefused('unit-not-found', { id: 'constructor' });
  });
});

describe('A scheda goes to any unit', () => {
  const reassigned: PlanningFact = {
    type: 'SchedaReassigned',
    data: {
      schedaId: 'S-1',
      fromUnitId: 'anziani',
      toUnitId: 'minori',
      fromPersonId: 'responsabile',
      toPersonId: 'altra',
    },
  };
  const asking = (circumstances: object) =>
    given(...atWork, assigned('S-1')).when(
      reassignScheda,
      { schedaId: 'S-1', ...to('minori') },
      circumstances,
    );

  it('where the zone keeps no organisation, or has registered no unit yet', () => {
    asking({}).then(reassigned);
    asking(kept()).then(reassigned);
  });

  it('that is registered and active', () => {
    asking(kept(...twoUnits)).then(reassigned);
  });
});

describe('A scheda that was checked goes to another unit', () => {
  // In `given` everything was checked by the person `operatore`.
  const asking = (headPersonId: string) =>
    given(...atWork, ...checked('S-1')).when(
      reassignScheda,
      { schedaId: 'S-1', ...to('minori') },
      kept(unitAdded('anziani'), unitAdded('minori', { headPersonId })),
    ).answer;

  it('but not to one that is headed by who checked it, whomever it is given to', () => {
    expect(asking('operatore')).toMatchObject({ code: 'checker-becomes-head' });
    expect(asking('responsabile')).toMatchObject([{ type: 'SchedaReassigned' }]);
  });
});

describe.each([
  ['taken in charge', takeSchedaInCharge, submitted('S-1'), {}],
  ['returned', returnScheda, taken('S-1'), { reasons: ['TEXT'], text: 'Da chiarire' }],
  ['checked', checkScheda, taken('S-1'), {}],
] as const)('A scheda is not %s', (_how, verb, facts, wish) => {
  const asking = (circumstances: object) =>
    given(...atWork, ...facts).when(verb, { ...wish, schedaId: 'S-1' }, circumstances);

  it('by the head its unit has today, whoever it was given to', () => {
    const replaced = kept(unitAdded('anziani'), headChanged('anziani', 'nuovo', '2024-06-30'));
    asking({ ...replaced, personId: 'nuovo' }).thenRefused('own-unit-head');
    asking({ ...replaced, personId: 'responsabile' }).thenRefused('own-unit-head');
  });

  it('by the head of the unit in which its unit goes on', () => {
    const gone = kept(
      ...[unitAdded('anziani'), unitAdded('famiglie', { headPersonId: 'capo' })],
      merged('anziani', 'famiglie'),
    );
    asking({ ...gone, personId: 'capo' }).thenRefused('own-unit-head');
  });

  it('by whoever acts for an author or for the head, nor by them for somebody else', () => {
    asking({ personId: 'chi-agisce', onBehalfOf: 'operatore' }).thenRefused('own-scheda');
    asking({ personId: 'operatore', onBehalfOf: 'direttore' }).thenRefused('own-scheda');
    asking({ personId: 'chi-agisce', onBehalfOf: 'responsabile' }).thenRefused('own-unit-head');
  });
});
