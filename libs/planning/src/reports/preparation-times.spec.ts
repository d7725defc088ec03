import type { PlanningFact } from '../planning-fact.js';
import { assigned, hash, inPreparation, submitted } from '../testing.fixture.js';
import { preparationTimes } from './preparation-times.js';
import { day, Seen } from './reports.fixture.js';
import { SchedaTimesProjection } from './scheda-times.projection.js';

const checkedFacts = (schedaId: string): readonly PlanningFact[] => [
  ...submitted(schedaId).slice(1),
  { type: 'SchedaTakenInCharge', data: { schedaId } },
  { type: 'SchedaChecked', data: { schedaId, version: 1, contentHash: hash(schedaId) } },
];

const years = (seen: Seen<SchedaTimesProjection>, cycleId = 'livornese-poa-annuale-2024') =>
  preparationTimes(seen.database, cycleId);

/** Begun on 10 January; each was checked so many days later. */
const checkedAfter = (...days: readonly number[]) => [
  day('2024-01-10', ...inPreparation, ...days.map((_, index) => assigned(`S-${index + 1}`))),
  ...days.map((after, index) => day(`2024-01-${10 + after}`, ...checkedFacts(`S-${index + 1}`))),
];

describe('How long schede took in earlier years', () => {
  it('is what half of them, and four in five, did not exceed until they were checked', () => {
    const seen = new Seen(SchedaTimesProjection).seesOf(
      'livornese-poa-annuale-2023',
      ...checkedAfter(2, 4, 6, 8, 20),
    );
    expect(years(seen)).toEqual({ cycles: 1, schede: 5, medianDays: 6, mostDays: 8 });
  });

  it('rests on all earlier cycles of the zone, and says on how many', () => {
    const seen = new Seen(SchedaTimesProjection)
      .seesOf('livornese-poa-annuale-2022', ...checkedAfter(10))
      .seesOf('livornese-poa-annuale-2023', ...checkedAfter(2));
    expect(years(seen)).toEqual({ cycles: 2, schede: 2, medianDays: 2, mostDays: 10 });
  });

  it('rests neither on its own year, nor on a later one, nor on another zone', () => {
    const seen = new Seen(SchedaTimesProjection)
      .seesOf('livornese-poa-annuale-2024', ...checkedAfter(10))
      .seesOf('livornese-poa-annuale-2025', ...checkedAfter(2))
      .seesOf('pisana-poa-annuale-2023', ...checkedAfter(3));
    expect(years(seen)).toBeUndefined();
  });

  it('is not known where no scheda was checked', () => {
    const begun = day('2024-01-10', ...inPreparation, assigned('S-1'));
    expect(
      years(new Seen(SchedaTimesProjection).seesOf('livornese-poa-annuale-2023', begun)),
    ).toBeUndefined();
  });
});
