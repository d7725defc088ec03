import { assigned, hash, inPreparation, submitted } from '../testing.fixture.js';
import type { PlanningFact } from '../planning-fact.js';
import { dwellTimesOf, unitDwellTimes } from './dwell-times.js';
import { CYCLE, day, referenceOf, Seen } from './reports.fixture.js';
import { SchedaTimesProjection } from './scheda-times.projection.js';

const taken = (schedaId: string): PlanningFact => ({
  type: 'SchedaTakenInCharge',
  data: { schedaId },
});
const returned = (
  schedaId: string,
  ...reasons: readonly ('TEXT' | 'NO_INDICATOR' | 'DUPLICATE')[]
): PlanningFact => ({ type: 'SchedaReturned', data: { schedaId, reasons, text: 'Da rivedere' } });
const submittedAgain = (schedaId: string): PlanningFact => ({
  type: 'SchedaSubmitted',
  data: { schedaId, version: 1, contentHash: hash(schedaId) },
});
const toMinors = (schedaId: string): PlanningFact => ({
  type: 'SchedaReassigned',
  data: {
    ...{ schedaId, fromUnitId: 'anziani', toUnitId: 'minori' },
    ...{ fromPersonId: 'responsabile', toPersonId: 'altra' },
  },
});

/** S-1 is drafted in four days, waits three, is checked for two and returned twice. */
const seen = () =>
  new Seen(
    SchedaTimesProjection,
    day('2024-01-10', ...inPreparation, assigned('S-1')),
    day('2024-01-14', ...submitted('S-1').slice(1)),
    day('2024-01-17', taken('S-1')),
    day('2024-01-19', returned('S-1', 'TEXT', 'NO_INDICATOR')),
    day('2024-01-20', submittedAgain('S-1'), taken('S-1'), returned('S-1', 'TEXT')),
  );

const DAY_MS = 86_400_000;
const asked = (on: string, unitId?: string) => ({
  ...{ cycleId: CYCLE, on, ...(unitId !== undefined && { unitIds: [unitId] }) },
  nowMs: Date.parse('2024-01-31T12:00:00Z'),
});
const statesOn = (rows: Seen<SchedaTimesProjection>, on: string) =>
  dwellTimesOf(rows.database, asked(on)).rows[0]?.states.map(({ state, days, current }) => ({
    ...{ state, days, current },
  }));

describe('How long a scheda stood where', () => {
  it('is counted in the days on which things happened', () => {
    expect(statesOn(seen(), '2024-01-25')).toEqual([
      { state: 'assigned', days: 4, current: false },
      { state: 'drafting', days: 0, current: false },
      { state: 'submitted', days: 3, current: false },
      { state: 'checking', days: 2, current: false },
      { state: 'returned', days: 1 + 5, current: true },
    ]);
  });

  it('is as it was on the day asked for: what came later is left out', () => {
    expect(statesOn(seen(), '2024-01-16')).toEqual([
      { state: 'assigned', days: 4, current: false },
      { state: 'drafting', days: 0, current: false },
      { state: 'submitted', days: 2, current: true },
    ]);
    expect(dwellTimesOf(seen().database, asked('2024-01-09'))).toMatchObject({ total: 0 });
  });

  it('ends today, however far ahead the day is', () => {
    const [, , , , returnedFor] = statesOn(seen(), '2024-12-31') ?? [];
    expect(returnedFor).toEqual({ state: 'returned', days: 1 + 11, current: true });
  });

  it('is counted in milliseconds between the instants of record', () => {
    const [row] = dwellTimesOf(seen().database, asked('2024-01-25')).rows;
    const waited = row?.states.find(({ state }) => state === 'submitted');
    expect(waited).toMatchObject({ stays: 2 });
    expect(waited?.ms).toBeGreaterThan(3 * DAY_MS);
    expect(waited?.ms).toBeLessThan(3 * DAY_MS + 60_000);
  });

  it('never ends before it began, where a fact is recorded after one that happened later', () => {
    const rows = new Seen(
      SchedaTimesProjection,
      day('2024-01-10', ...inPreparation, assigned('S-1'), ...submitted('S-1').slice(1)),
      day('2024-01-20', taken('S-1')),
      { ...day('2024-01-15', returned('S-1', 'TEXT')), recordedOn: '2024-01-21' },
    );
    const days = dwellTimesOf(rows.database, asked('2024-01-25')).rows[0]?.states;
    expect(days?.find(({ state }) => state === 'checking')).toMatchObject({ days: 0 });
    expect(days?.find(({ state }) => state === 'returned')).toMatchObject({ days: 5 });
  });

  it('is charged to the unit it was of then', () => {
    const rows = seen().sees(day('2024-01-23', toMinors('S-1')));
    const [row] = dwellTimesOf(rows.database, asked('2024-01-25')).rows;
    expect(row).toMatchObject({ unitId: 'minori' });
    expect(
      row?.states
        .filter(({ state }) => state === 'returned')
        .map(({ unitId, days, current }) => ({ unitId, days, current })),
    ).toEqual([
      { unitId: 'anziani', days: 1 + 3, current: false },
      { unitId: 'minori', days: 2, current: true },
    ]);
  });

  it('goes on with the unit in which its own goes on', () => {
    const rows = seen().seesOf(
      'livornese-organizzazione',
      day(
        '2024-01-22',
        {
          type: 'OrganisationOpened',
          data: {
            ...{ registerId: 'livornese-organizzazione', zone: 'livornese', title: 'Unità' },
            definition: referenceOf('organizzazione'),
          },
        },
        ...(['anziani', 'adulti'] as const).map((unitId): PlanningFact => ({
          type: 'UnitAdded',
          data: {
            ...{ unitId, name: unitId, from: '2024-01-01' },
            ...{ kind: 'UNITA_FUNZIONALE', belongsTo: 'AUSL' },
          },
        })),
      ),
      day('2024-01-23', {
        type: 'UnitMerged',
        data: { unitId: 'anziani', intoUnitId: 'adulti', from: '2024-01-23', act: 'Delibera 2' },
      }),
    );
    const [row] = dwellTimesOf(rows.database, asked('2024-01-25')).rows;
    expect(row).toMatchObject({ unitId: 'adulti' });
    expect(
      row?.states
        .filter(({ state }) => state === 'returned')
        .map(({ unitId, days }) => ({ unitId, days })),
    ).toEqual([
      { unitId: 'anziani', days: 1 + 3 },
      { unitId: 'adulti', days: 2 },
    ]);
  });

  it('comes page by page, by code, and of one unit where that is asked', () => {
    const rows = seen().sees(
      day('2024-01-21', assigned('S-2', { unitId: 'minori' }), assigned('S-3')),
    );
    const first = dwellTimesOf(rows.database, { ...asked('2024-01-25'), limit: 2 });
    expect(first.rows.map(({ schedaId }) => schedaId)).toEqual(['S-1', 'S-2']);
    const after = first.next ?? undefined;
    const second = dwellTimesOf(rows.database, { ...asked('2024-01-25'), limit: 2, after });
    expect(second.rows.map(({ schedaId }) => schedaId)).toEqual(['S-3']);
    expect([first.total, second.total, second.next]).toEqual([3, 3, null]);
    expect(dwellTimesOf(rows.database, asked('2024-01-25', 'minori'))).toMatchObject({ total: 1 });
  });
});

describe('The returns', () => {
  it('are counted scheda by scheda, with each reason', () => {
    const [row] = dwellTimesOf(seen().database, asked('2024-01-25')).rows;
    expect(row).toMatchObject({
      ...{ returns: 2, reportReturns: 0, reasons: { TEXT: 2, NO_INDICATOR: 1 } },
    });
    const [earlier] = dwellTimesOf(seen().database, asked('2024-01-19')).rows;
    expect(earlier).toMatchObject({ returns: 1, reasons: { TEXT: 1, NO_INDICATOR: 1 } });
  });

  it('are ranked unit by unit, the most frequent reason first', () => {
    const rows = seen().sees(
      day(
        '2024-01-21',
        ...[assigned('S-2', { unitId: 'minori' }), ...submitted('S-2').slice(1), taken('S-2')],
        returned('S-2', 'DUPLICATE'),
      ),
    );
    expect(
      unitDwellTimes(rows.database, asked('2024-01-25')).map(({ unitId, returns, ranking }) => ({
        ...{ unitId, returns },
        ranking: ranking.map(({ reason, count }) => `${reason} ${count}`),
      })),
    ).toEqual([
      { unitId: 'anziani', returns: 2, ranking: ['TEXT 2', 'NO_INDICATOR 1'] },
      { unitId: 'minori', returns: 1, ranking: ['DUPLICATE 1'] },
    ]);
    const [only, ...others] = unitDwellTimes(rows.database, asked('2024-01-25', 'minori'));
    expect([only?.unitId, others]).toEqual(['minori', []]);
  });

  it('stay with the unit that got them, when the scheda goes on to another', () => {
    const rows = seen().sees(day('2024-01-23', toMinors('S-1')));
    const units = unitDwellTimes(rows.database, asked('2024-01-25'));
    expect(units.map(({ unitId, returns }) => ({ unitId, returns }))).toEqual([
      { unitId: 'anziani', returns: 2 },
      { unitId: 'minori', returns: 0 },
    ]);
  });
});
