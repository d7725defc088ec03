import type { CoDesignListRow } from '#planning';
import { isExpiring, narrowedRows, spanOf } from './seen-rows.js';

const row = (more: object): CoDesignListRow =>
  ({
    holder: { text: 'Comune di Livorno', bodyIds: [] },
    subjects: [],
    codes: { cup: [], cig: [], clp: [] },
    schede: [],
    ...more,
  }) as unknown as CoDesignListRow;

describe('The rows of the register that are looked for', () => {
  const all = [
    row({ period: { from: '2022', to: '2023', precision: 'year' } }),
    row({ period: { from: '2024-01', durationMonths: 6, precision: 'month' } }),
    row({ subjects: [{ text: 'Coop. L’Arnèra', role: 'PARTNER' }] }),
  ];

  it('are those whose period meets the days asked for', () => {
    expect(narrowedRows(all, { dal: '2024-01-01' })).toEqual([all[1]]);
    expect(narrowedRows(all, { al: '2023-12-31' })).toEqual([all[0]]);
    expect(narrowedRows(all, { dal: '2023-12-31', al: '2024-01-01' })).toEqual(all.slice(0, 2));
    expect(narrowedRows(all, { dal: '2024-07-01' })).toEqual([]);
  });

  it('are those that name a body, whatever its letters look like', () => {
    expect(narrowedRows(all, { ente: "l'arnera" })).toEqual([all[2]]);
    expect(narrowedRows(all, { ente: 'caritas' })).toEqual([]);
    expect(narrowedRows(all, { titolare: 'LIVORNO' })).toHaveLength(3);
  });

  it('are those with a CIG, or linked with a scheda, whole and however it is typed', () => {
    const linked = row({
      codes: { cup: [], cig: ['ZFA3D7718E'], clp: [] },
      schede: [{ cycleId: 'livornese-poa-annuale-2024', schedaId: 'S-012' }],
    });
    expect(narrowedRows([...all, linked], { cig: ' zfa3d7718e' })).toEqual([linked]);
    expect(narrowedRows([...all, linked], { cig: 'ZFA3' })).toEqual([]);
    expect(narrowedRows([...all, linked], { scheda: 's-012' })).toEqual([linked]);
    expect(narrowedRows([...all, linked], { scheda: 'S-01' })).toEqual([]);
  });

  it('know the days of a period as far as it says them', () => {
    expect(spanOf(all[1] ?? row({}))).toEqual({ from: '2024-01-01', to: '2024-06-30' });
    expect(spanOf(row({ period: { precision: 'none', text: 'da definire' } }))).toBeUndefined();
  });
});

describe('A row about to end', () => {
  it('is ongoing, and ends within the days, today included', () => {
    const ends = (state: string, endsOn: string | null) =>
      isExpiring({ state, endsOn }, '2024-03-01');
    expect(ends('ongoing', '2024-03-01')).toBe(true);
    expect(ends('ongoing', '2024-04-30')).toBe(true);
    expect(ends('ongoing', '2024-05-01')).toBe(false);
    expect(ends('ongoing', '2024-02-29')).toBe(false);
    expect(ends('concluded', '2024-03-10')).toBe(false);
    expect(ends('ongoing', null)).toBe(false);
  });
});
