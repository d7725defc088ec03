import { WorkingCalendar } from '#calendar';
import { forecastDeadlines } from './forecast-deadlines.js';
import { decision, report } from './templates.fixture.js';

const calendar = new WorkingCalendar({ municipality: 'livorno' });
const forecast = (now: string | undefined, then: string | undefined) =>
  forecastDeadlines(
    [decision, report],
    {
      now: { year: 2025, days: { approval: now } },
      then: { year: 2025, days: { approval: then } },
    },
    calendar,
    '2025-04-01',
  );

describe('A forecast', () => {
  it('says when each deadline would be due, and by how many days later', () => {
    expect(forecast('2025-05-16', '2025-05-23')).toMatchObject([
      { now: '2025-04-08', then: { key: 'decision', due: '2025-04-16' }, shiftDays: 8 },
      { now: '2026-03-02', then: { key: 'report', due: '2026-03-02' }, shiftDays: 0 },
    ]);
  });

  it('or earlier, and that it could not be met then', () => {
    expect(forecast('2025-05-16', '2025-05-01')[0]).toMatchObject({
      ...{ now: '2025-04-08', shiftDays: -14 },
      then: { due: '2025-03-25', impossible: { why: 'over', today: '2025-04-01' } },
    });
  });

  it('knows no shift where nothing was known before', () => {
    expect(forecast(undefined, '2025-05-16')[0]).not.toHaveProperty('shiftDays');
    expect(forecast('2025-05-16', undefined).map(({ then }) => then.key)).toEqual(['report']);
  });
});
