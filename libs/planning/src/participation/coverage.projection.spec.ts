import { CYCLE, Office } from '../read-models.fixture.js';
import { document } from '../testing.fixture.js';
import { categories, codes } from '../value-sets.js';
import { attributeCategories } from './attribute-categories.js';
import { cancelMeeting } from './cancel-meeting.js';
import { coverageOf, CoverageProjection, type Coverage } from './coverage.projection.js';
import { exemptCategory } from './exempt-category.js';
import { proposeCategoryExemption } from './propose-category-exemption.js';
import { recordMinutes } from './record-minutes.js';
import { rescheduleMeeting } from './reschedule-meeting.js';

const every = codes(categories);
let office: Office;

beforeEach(async () => {
  office = new Office();
  await office.prepare();
});

afterEach(async () => {
  await office.close();
});

async function coverage(): Promise<Coverage> {
  const matrix = await office.shows(CoverageProjection, (database) => coverageOf(database, CYCLE));
  if (!matrix) throw new Error('the cycle has no matrix');
  return matrix;
}
const standingOf = async (category: string) =>
  (await coverage()).categories.find((row) => row.category === category)?.standing;

describe('The matrix of participation', () => {
  it('is not there for a cycle that is not there', async () => {
    expect(
      await office.shows(CoverageProjection, (database) =>
        coverageOf(database, 'livornese-poa-annuale-2030'),
      ),
    ).toBeUndefined();
  });

  it('has a row for each category the definition requires, all open at first', async () => {
    const { categories: rows, meetings, gaps, cycleId, zone } = await coverage();
    expect({ cycleId, zone }).toEqual({ cycleId: CYCLE, zone: 'livornese' });
    expect(rows.map(({ category }) => category)).toEqual(every);
    expect(rows[0]).toEqual({
      category: 'UTENTI',
      label: 'Utenti',
      standing: 'none',
      exemption: null,
    });
    expect(meetings).toEqual([]);
    expect(gaps).toEqual(every);
  });

  it('has a column for each meeting, by day', async () => {
    await office.schedule('M1', '2024-03-20');
    await office.schedule('M2', '2024-02-20');
    const { meetings } = await coverage();
    expect(meetings.map(({ meetingId }) => meetingId)).toEqual(['M2', 'M1']);
    expect(meetings[0]).toEqual({
      meetingId: 'M2',
      title: 'Incontro M2',
      counterpart: 'COMITATO_PARTECIPAZIONE',
      date: '2024-02-20',
      heldOn: null,
      state: 'scheduled',
      stateName: { it: 'in calendario', en: 'scheduled' },
      minutesRecorded: false,
      cells: Object.fromEntries(every.map((category) => [category, 'none'])),
    });
  });

  it('follows a meeting that is moved or cancelled', async () => {
    await office.schedule('M1');
    await office.does(rescheduleMeeting, { meetingId: 'M1', to: '2024-03-01', reason: 'Neve' });
    expect((await coverage()).meetings).toMatchObject([{ date: '2024-03-01', state: 'scheduled' }]);
    await office.does(cancelMeeting, { meetingId: 'M1', reason: 'Neve' });
    expect((await coverage()).meetings).toMatchObject([{ state: 'cancelled' }]);
  });

  it('says heard when the minutes are missing, covered when they are there', async () => {
    await office.schedule('M1');
    await office.hold('M1', ['UTENTI']);
    expect((await coverage()).meetings).toMatchObject([
      { cells: { UTENTI: 'heard', VOLONTARIATO: 'none' }, heldOn: '2024-01-10' },
    ]);
    expect(await standingOf('UTENTI')).toBe('heard');
    expect((await coverage()).gaps).toContain('UTENTI');

    await office.does(recordMinutes, { meetingId: 'M1', document });
    expect((await coverage()).meetings).toMatchObject([
      { cells: { UTENTI: 'covered', VOLONTARIATO: 'none' }, minutesRecorded: true },
    ]);
    expect(await standingOf('UTENTI')).toBe('covered');
    expect((await coverage()).gaps).not.toContain('UTENTI');
  });

  it('follows the categories that are attributed to a meeting later', async () => {
    await office.schedule('M1');
    await office.hold('M1', ['VOLONTARIATO']);
    const users = {
      meetingId: 'M1',
      categories: ['UTENTI' as const],
      reason: 'Riletto il verbale',
    };
    await office.does(attributeCategories, users);
    expect((await coverage()).meetings).toMatchObject([
      { cells: { UTENTI: 'heard', VOLONTARIATO: 'none' } },
    ]);
    await office.does(recordMinutes, { meetingId: 'M1', document });
    expect(await standingOf('UTENTI')).toBe('covered');
    expect(await standingOf('VOLONTARIATO')).toBe('none');
  });

  it('says who proposed an exemption and who decided it, and why', async () => {
    await office.does(proposeCategoryExemption, { category: 'UTENTI', reason: 'Nessuna risposta' });
    const proposed = { by: 'upc', at: '2024-01-10T08:05:00.000Z', reason: 'Nessuna risposta' };
    expect((await coverage()).categories[0]).toMatchObject({
      standing: 'none',
      exemption: { proposed, decided: null },
    });
    expect((await coverage()).gaps).toContain('UTENTI');

    await office.does(exemptCategory, { category: 'UTENTI', reason: 'Invitati tre volte' });
    const decided = { by: 'dir', at: '2024-01-10T08:06:00.000Z', reason: 'Invitati tre volte' };
    expect((await coverage()).categories[0]).toMatchObject({
      standing: 'exempted',
      exemption: { proposed, decided },
    });
    expect((await coverage()).gaps).not.toContain('UTENTI');
  });

  it('has no gaps once participation is complete', async () => {
    await office.schedule('M1');
    await office.hold('M1');
    await office.does(recordMinutes, { meetingId: 'M1', document });
    expect((await coverage()).gaps).toEqual([]);
  });
});
