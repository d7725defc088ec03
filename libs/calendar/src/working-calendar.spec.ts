import { UnknownMunicipality, WorkingCalendar } from './working-calendar.js';

const national = new WorkingCalendar();
const livorno = new WorkingCalendar({
  municipality: 'livorno',
  closures: [{ from: '2024-08-12', to: '2024-08-16', it: 'Chiusura estiva' }],
});

describe('why nobody works on a day', () => {
  it.each([
    ['2024-04-25', 'national', 'Liberazione'],
    ['2024-04-01', 'national', 'Lunedì dell’Angelo'],
    ['2027-10-04', 'national', 'San Francesco d’Assisi'],
    ['2024-04-28', 'sunday', 'domenica'],
    ['2024-04-27', 'saturday', 'sabato'],
    ['2024-05-22', 'patron', 'Santa Giulia, patrona di Livorno'],
    ['2024-08-13', 'closure', 'Chiusura estiva'],
    ['2024-08-15', 'national', 'Assunzione'],
  ])('on %s: %s, %s', (day, kind, it) => {
    expect(livorno.why(day)).toMatchObject({ day, kind, it });
    expect(livorno.isWorkingDay(day)).toBe(false);
  });

  it.each(['2024-04-24', '2025-10-03', '2024-08-19', '2024-11-04', '2024-02-29'])(
    'but on %s somebody does',
    (day) => {
      expect(livorno.why(day)).toBeUndefined();
    },
  );

  it('knows the feast of a municipality and the closures of an office only for that office', () => {
    expect(national.isWorkingDay('2024-05-22')).toBe(true);
    expect(national.isWorkingDay('2024-08-13')).toBe(true);
  });

  it('does not guess the saint of a municipality it does not know', () => {
    expect(() => new WorkingCalendar({ municipality: 'atlantide' })).toThrow(UnknownMunicipality);
  });
});

describe('counting working days, the first day out and the last day in', () => {
  it.each([
    ['2024-04-24', 1, '2024-04-26'],
    ['2024-04-24', 3, '2024-04-30'],
    ['2024-04-24', 4, '2024-05-02'],
    ['2024-04-28', 1, '2024-04-29'],
    ['2024-04-28', 0, '2024-04-28'],
    ['2024-05-02', -1, '2024-04-30'],
    ['2024-12-31', 1, '2025-01-02'],
    ['2025-01-02', -1, '2024-12-31'],
  ])('from %s %i working days lead to %s', (from, count, to) => {
    expect(national.addWorkingDays(from, count)).toBe(to);
    expect(national.workingDaysBetween(from, to)).toBe(count);
  });
});
