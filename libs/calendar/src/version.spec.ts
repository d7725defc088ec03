import { EDITION } from './version.js';
import { WorkingCalendar } from './working-calendar.js';

const summer = { from: '2024-08-12', to: '2024-08-16', it: 'Chiusura estiva' };
const winter = { from: '2024-12-27', to: '2024-12-31', it: 'Chiusura invernale' };

describe('The version of a calendar', () => {
  /** Whoever changes a row of the tables raises EDITION, and writes here what the tables are called now. */
  it('is that of the tables', () => {
    expect(new WorkingCalendar().version).toBe('2026.1-f3d9644cb9ea');
    expect(EDITION).toBe('2026.1');
  });

  it('is the same for the same office, in whatever order its closures are told', () => {
    const one = new WorkingCalendar({ municipality: 'livorno', closures: [summer, winter] });
    const same = new WorkingCalendar({ municipality: 'livorno', closures: [winter, summer] });
    expect(one.version).toBe(same.version);
  });

  it.each([
    [{ municipality: 'collesalvetti', closures: [summer] }],
    [{ municipality: 'livorno', closures: [] }],
    [{ municipality: 'livorno', closures: [{ ...summer, to: '2024-08-17' }] }],
    [{ municipality: 'livorno', closures: [{ ...summer, it: 'Lavori' }] }],
    [{ closures: [summer] }],
  ])('is another for another office', (office) => {
    const one = new WorkingCalendar({ municipality: 'livorno', closures: [summer] });
    expect(new WorkingCalendar(office).version).not.toBe(one.version);
  });
});
