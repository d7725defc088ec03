import { assigned, hash, inPreparation, submitted } from '../testing.fixture.js';
import type { PlanningFact } from '../planning-fact.js';
import { dwellOverYears } from './dwell-over-years.js';
import { unitDwellTimes } from './dwell-times.js';
import { CYCLE, day, Seen } from './reports.fixture.js';
import { SchedaTimesProjection } from './scheda-times.projection.js';

const taken: PlanningFact = { type: 'SchedaTakenInCharge', data: { schedaId: 'S-1' } };
const returned = (reason: 'TEXT' | 'DUPLICATE'): PlanningFact => ({
  type: 'SchedaReturned',
  data: { schedaId: 'S-1', reasons: [reason], text: 'Da rivedere' },
});
const again: PlanningFact = {
  type: 'SchedaSubmitted',
  data: { schedaId: 'S-1', version: 1, contentHash: hash('S-1') },
};

describe('How long schede stood where, over the years', () => {
  const seen = new Seen(
    SchedaTimesProjection,
    day('2024-01-10', ...inPreparation, assigned('S-1')),
    day('2024-01-14', ...submitted('S-1').slice(1)),
    day('2024-01-17', taken, returned('TEXT'), again, taken, returned('DUPLICATE')),
    day('2024-01-20', again, taken, returned('TEXT')),
  );
  const asked = { on: '2024-01-31', nowMs: Date.parse('2024-01-31T12:00:00Z') };

  it('is that of the one year where there is but one', () => {
    const units = unitDwellTimes(seen.database, { ...asked, cycleId: CYCLE });
    const over = dwellOverYears(seen.database, { ...asked, cycleId: CYCLE });
    expect(over.years).toEqual([{ cycleId: CYCLE, year: 2024, units }]);
    expect(over.units).toEqual(units.map((unit) => ({ ...unit, years: 1 })));
    expect(over.units[0]).toMatchObject({ unitId: 'anziani', returns: 3 });
  });

  it('leaves out the years to come, and other units where some are named', () => {
    const earlier = CYCLE.replace('2024', '2023');
    expect(dwellOverYears(seen.database, { ...asked, cycleId: earlier })).toEqual({
      ...{ years: [], units: [] },
    });
    const others = { ...asked, cycleId: CYCLE, unitIds: ['minori'] };
    expect(dwellOverYears(seen.database, others)).toEqual({ years: [], units: [] });
  });

  it('adds up the years before it', () => {
    const { database } = seen;
    const later = CYCLE.replace('2024', '2025');
    // The same again, a year later: what the rows say is all that is asked.
    for (const table of ['scheda', 'stay', 'returned']) {
      const columns = (
        database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as unknown as {
          readonly name: string;
        }[]
      ).map(({ name }) => name);
      const values = columns.map((name) => (name === 'cycle_id' ? `'${later}'` : name)).join(', ');
      database.exec(`INSERT INTO ${table} SELECT ${values} FROM ${table}`);
    }
    const one = dwellOverYears(database, { ...asked, cycleId: CYCLE }).units[0]!;
    const over = dwellOverYears(database, { ...asked, cycleId: later });
    expect(over.years.map(({ year }) => year)).toEqual([2024, 2025]);
    expect(over.units).toHaveLength(1);
    expect(over.units[0]).toMatchObject({ years: 2, returns: 2 * one.returns });
    expect(over.units[0]!.ranking).toMatchObject([
      { reason: 'TEXT', count: 4 },
      { reason: 'DUPLICATE', count: 2 },
    ]);
    expect(
      over.units[0]!.states.map(({ state, days, stays, schede }) => [state, days, stays, schede]),
    ).toEqual(
      one.states.map(({ state, days, stays, schede }) => [state, 2 * days, 2 * stays, 2 * schede]),
    );
  });
});
