import { addOfficeClosure } from './add-office-closure.js';
import { workingCalendarOf } from './office-calendar.js';
import { organisationOn } from './organisation.js';
import {
  closureAdded,
  givenOrganisation,
  opened,
  organisationAfter,
} from './organisation.fixture.js';
import { setOfficeSeat } from './set-office-seat.js';
import type { PlanningFact } from '../planning-fact.js';
import { withdrawOfficeClosure } from './withdraw-office-closure.js';

const seat: PlanningFact = { type: 'OfficeSeatSet', data: { municipality: 'livorno' } };
const withdrawn: PlanningFact = { type: 'OfficeClosureWithdrawn', data: { closureId: 'estate' } };
const estate = {
  ...{ closureId: 'estate', from: '2024-08-12', to: '2024-08-23', why: 'Chiusura estiva' },
};
const calendarAfter = (...facts: readonly PlanningFact[]) =>
  workingCalendarOf(organisationOn(organisationAfter(opened, ...facts), '2024-06-30'));

describe('The seat of the office', () => {
  it.each(['UPc', 'ADM'] as const)('is said by %s, and its patron saint is kept', (as) => {
    givenOrganisation(opened).when(setOfficeSeat, { municipality: 'livorno' }, { as }).then(seat);
    expect(calendarAfter(seat).why('2024-05-22')).toMatchObject({ kind: 'patron' });
    expect(calendarAfter().isWorkingDay('2024-05-22')).toBe(true);
  });

  it('can be one whose saint nobody knows', () => {
    givenOrganisation(opened, seat)
      .when(setOfficeSeat, { act: 'Delibera 3' })
      .then({ type: 'OfficeSeatSet', data: { act: 'Delibera 3' } });
    expect(
      calendarAfter(seat, { type: 'OfficeSeatSet', data: {} }).isWorkingDay('2024-05-22'),
    ).toBe(true);
  });

  it('is not said again', () => {
    givenOrganisation(opened, seat)
      .when(setOfficeSeat, { municipality: 'livorno' })
      .thenRefused('nothing-changed');
    givenOrganisation(opened).when(setOfficeSeat, {}).thenRefused('nothing-changed');
  });

  it('is no municipality that the calendar does not have', () => {
    expect(() =>
      givenOrganisation(opened).when(setOfficeSeat, { municipality: 'atlantide' }),
    ).toThrow(/municipality/);
  });
});

describe('A closure of the office', () => {
  it.each(['UPc', 'ADM'] as const)(
    'is added by %s: nobody works from its first day to its last',
    (as) => {
      givenOrganisation(opened).when(addOfficeClosure, estate, { as }).then(closureAdded());
      const calendar = calendarAfter(seat, closureAdded());
      expect(calendar.why('2024-08-12')).toMatchObject({ kind: 'closure', it: 'Chiusura estiva' });
      expect(calendar.isWorkingDay('2024-08-23')).toBe(false);
      expect(calendar.onOrAfter('2024-08-23')).toBe('2024-08-26');
      expect(calendar.why('2024-05-22')).toMatchObject({ kind: 'patron' });
    },
  );

  it('gets a new id when none is given, and not the one of another', () => {
    const { closureId: _id, ...anonymous } = estate;
    givenOrganisation(opened)
      .when(addOfficeClosure, anonymous)
      .then(closureAdded({ closureId: 'new-closure' }));
    givenOrganisation(opened, closureAdded(), withdrawn)
      .when(addOfficeClosure, estate)
      .thenRefused('id-taken', { id: 'estate' });
  });

  it('does not end before it begins, nor last for more than a year', () => {
    givenOrganisation(opened)
      .when(addOfficeClosure, { ...estate, to: '2024-08-11' })
      .thenRefused('dates-reversed', { from: '2024-08-12', to: '2024-08-11' });
    givenOrganisation(opened)
      .when(addOfficeClosure, { ...estate, to: '2034-08-23' })
      .thenRefused('closure-too-long');
    givenOrganisation(opened)
      .when(addOfficeClosure, { ...estate, to: '2024-08-12' })
      .then(closureAdded({ to: '2024-08-12' }));
  });

  it('is withdrawn with a reason, once, and the office is open then', () => {
    givenOrganisation(opened, closureAdded())
      .when(withdrawOfficeClosure, { closureId: 'estate' })
      .then(withdrawn);
    givenOrganisation(opened, closureAdded(), withdrawn)
      .when(withdrawOfficeClosure, { closureId: 'estate' })
      .thenRefused('nothing-changed');
    givenOrganisation(opened)
      .when(withdrawOfficeClosure, { closureId: 'constructor-1' })
      .thenRefused('closure-not-found', { id: 'constructor-1' });
    expect(calendarAfter(closureAdded(), withdrawn).isWorkingDay('2024-08-12')).toBe(true);
    expect(organisationAfter(opened, closureAdded(), withdrawn).data.officeClosures).toMatchObject({
      estate: { withdrawn: { by: 'operatore', on: '2024-01-10' } },
    });
  });

  it('makes the same calendar whoever was entered first', () => {
    const other = closureAdded({ closureId: 'natale', from: '2024-12-27', to: '2024-12-31' });
    expect(calendarAfter(closureAdded(), other).version).toBe(
      calendarAfter(other, closureAdded()).version,
    );
    expect(calendarAfter(closureAdded()).version).not.toBe(calendarAfter(other).version);
  });
});

describe('A zone without a register', () => {
  it('works when the whole country does', () => {
    expect(workingCalendarOf(undefined).why('2024-08-15')).toMatchObject({ kind: 'national' });
    expect(workingCalendarOf(undefined).isWorkingDay('2024-05-22')).toBe(true);
  });
});
