import { organisationOn, type OrganisationOn } from '../organisation/organisation.js';
import {
  deactivated,
  granted,
  opened,
  organisationAfter,
  roleGranted,
  unitAdded,
} from '../organisation/organisation.fixture.js';
import type { PlanningFact } from '../planning-fact.js';
import { assigned, given, inPreparation, lifeAfter, submitted } from '../testing.fixture.js';
import { remindUnit } from './remind-unit.js';
import { unitsToRemind } from './units-to-remind.js';

const DUE = '2024-07-10';
const TODAY = '2024-07-09';
const set: PlanningFact = {
  type: 'DeadlineSet',
  data: { deadlineId: 'D1', kind: 'SCHEDE_SUBMITTED', due: DUE, basis: 'OFFICE' },
};
const registered = [
  ...[opened, unitAdded('anziani'), unitAdded('minori', { headPersonId: 'altra-responsabile' })],
  ...[roleGranted('referente', 'RF', { unitId: 'anziani' }), roleGranted('coordinatore', 'UPc')],
  granted({ toPersonId: 'sostituto' }),
];
const zone = (...more: readonly PlanningFact[]): OrganisationOn =>
  organisationOn(organisationAfter(...registered, ...more), TODAY)!;

const schede = [
  ...[...inPreparation, set, assigned('S-1')],
  assigned('S-2', { unitId: 'minori', personId: 'altra-responsabile' }),
];
const ask = (facts: readonly PlanningFact[], unitId: string, organisation = zone()) =>
  given(...facts).when(
    remindUnit,
    { deadlineId: 'D1', unitId, reason: 'Manca poco' },
    { today: TODAY, organisation },
  );

describe('A unit that owes something', () => {
  it('is reminded by hand: its head, who stands in for them, and who fills in; nobody else', () => {
    ask(schede, 'anziani').then({
      type: 'ReminderSent',
      data: {
        ...{ deadlineId: 'D1', due: DUE, unitId: 'anziani', byHand: true, level: 'owner' },
        reminderId: 'new-reminder',
        told: [
          { personId: 'responsabile', role: 'UH', unitId: 'anziani' },
          { personId: 'sostituto', role: 'UH', unitId: 'anziani' },
          { personId: 'referente', role: 'RF', unitId: 'anziani' },
        ],
      },
    });
  });

  it('is reminded of its own day, where it was given more time', () => {
    const later: PlanningFact = {
      type: 'DeadlineExtended',
      data: { deadlineId: 'D1', from: DUE, to: '2024-07-31', unitId: 'minori' },
    };
    const [fact] = ask([...schede, later], 'minori').answer as readonly PlanningFact[];
    expect(fact?.data).toMatchObject({ due: '2024-07-31', unitId: 'minori' });
  });

  it('is reminded no more once it has done its part, or where the deadline is not there', () => {
    const done = [...inPreparation, set, ...submitted('S-1')];
    ask(done, 'anziani').thenRefused('nobody-to-remind', { due: DUE });
    ask(schede, 'disabili').thenRefused('nobody-to-remind', { due: DUE });
    ask([...inPreparation, assigned('S-1')], 'anziani').thenRefused('deadline-not-found');
  });

  it('is not said to be reminded where nobody there would hear of it', () => {
    ask(schede, 'minori', zone(deactivated('altra-responsabile'))).thenRefused(
      'nobody-in-unit-to-remind',
      { unitId: 'minori' },
    );
  });

  it('is left alone while time stands still', () => {
    const stopped: PlanningFact = { type: 'CycleSuspended', data: { deadlines: 'stop' } };
    ask([...schede, stopped], 'anziani').thenRefused('deadline-stands-still', { due: DUE });
  });
});

describe('The units to remind', () => {
  const found = (...facts: readonly PlanningFact[]) =>
    unitsToRemind(lifeAfter(...facts), zone()).map(({ unitId, deadlineId, due }) =>
      [unitId, deadlineId, due].join(' '),
    );

  it('are those that a reminder would be recorded for, each under what comes first', () => {
    const sooner: PlanningFact = {
      type: 'DeadlineSet',
      data: { deadlineId: 'D0', kind: 'SCHEDE_SUBMITTED', due: '2024-07-01', basis: 'OFFICE' },
    };
    expect(found(...schede, sooner)).toEqual(['anziani D0 2024-07-01', 'minori D0 2024-07-01']);
    expect(found(...inPreparation, set, ...submitted('S-1'))).toEqual([]);
  });

  it('are none while time stands still', () => {
    expect(found(...schede, { type: 'CycleSuspended', data: { deadlines: 'stop' } })).toEqual([]);
  });
});
