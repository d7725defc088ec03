import { WorkingCalendar } from '#calendar';
import { poaAnnualeV1 } from '../definitions/poa-annuale.v1.js';
import { profiloDiSaluteV1 } from '../definitions/profilo-di-salute.v1.js';
import { lastUsefulDay } from './last-useful-day.js';

const calendar = new WorkingCalendar({ municipality: 'livorno' });
const useful = (approval?: string) =>
  lastUsefulDay(
    poaAnnualeV1.documents,
    { year: 2025, days: { 'target-approval': approval } },
    calendar,
  );

describe('The last useful day', () => {
  it('leaves the time for notice, sessions, report and uptake before the approval, and says so', () => {
    expect(useful('2025-05-30')).toMatchObject({
      day: '2025-03-25',
      it: '20 giorni di avviso + 10 giorni lavorativi per le sedute + 15 giorni per la relazione + 15 giorni per recepirla nel piano prima del 30 maggio 2025 (data obiettivo di approvazione); saltati 4 giorni di fine settimana, il 21 aprile e il 25 aprile.',
    });
  });

  it('still leaves all of it where a step would end on a day on which nobody works', () => {
    // 25 April is a Sunday: the sessions are over by Friday 23, and their ten days begin after 9 April.
    const { day, derivation } = useful('2027-05-25')!;
    expect(day).toBe('2027-03-19');
    expect(derivation.steps.map(({ from }) => from)).toEqual([
      ...['2027-03-20', '2027-04-09', '2027-04-25', '2027-05-10'],
    ]);
  });

  it('is a working day', () => {
    for (const approval of ['2025-05-30', '2025-06-01', '2025-06-15', '2025-07-05']) {
      expect(calendar.isWorkingDay(useful(approval)!.day)).toBe(true);
    }
  });

  it('is none while nothing is aimed at, or where nothing is decided', () => {
    expect(useful()).toBeUndefined();
    expect(
      lastUsefulDay(
        profiloDiSaluteV1.documents,
        { year: 2025, days: { 'target-approval': '2025-05-30' } },
        calendar,
      ),
    ).toBeUndefined();
  });
});
