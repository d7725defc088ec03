import type { ProwebExport } from '#planning';
import { readTable, type Columns } from '#spreadsheet';
import { prowebFile } from './proweb-file.js';

const NOW_MS = Date.parse('2025-01-15T09:30:00Z');
const text = { kind: 'text' } as const;
const note = { it: 'A mano.', en: 'By hand.' };
const known = {
  ...{ schedaId: 'S-1', code: '2024-P1-001', title: '=SOMMA(A1)', programmeId: 'P1' },
  ...{ unitId: 'anziani', state: 'reported', doneText: 'Metà\ndel lavoro' },
  ...{ rePropose: false, reProposeReason: 'Finanziamento concluso' },
  status: { code: 'PARTLY_DONE', label: 'Realizzata in parte' },
} as const;
const silent = {
  ...{ schedaId: 'S-2', code: '2024-P1-002', title: 'Altra', programmeId: 'P1' },
  ...{ unitId: 'anziani', state: 'approved', status: null, doneText: null, rePropose: null },
} as const;
const prepared: ProwebExport = {
  ...{ cycleId: 'livornese-poa-annuale-2024', year: 2024, title: 'Programma 2024', note },
  manifestHash: 'a'.repeat(64),
  objectives: [{ objectiveId: 'O2', name: 'Domiciliarità' }],
  programmes: [{ programmeId: 'P1', name: 'Anziani', objectiveIds: ['O2', 'O3'] }],
  schede: [known, silent],
};

/** Columns of text under these titles, by keys that leave out what is no letter. */
const titled = (...titles: readonly string[]): Columns =>
  Object.fromEntries(
    titles.map((title) => [title.toLowerCase().replaceAll(/[^a-z]/g, ''), { title, ...text }]),
  );

const columns: Columns = {
  ...titled('code', 'title', 'programmeId', 'unitId', 'state', 'status.code', 'status.label'),
  ...titled('doneText'),
  rePropose: { title: 'rePropose', kind: 'yes-no' },
  ...titled('reProposeReason', 'schedaId'),
};

async function sheetOf(file: Uint8Array, sheet: string, columns: Columns) {
  const reading = await readTable(Buffer.from(file), { columns, sheet });
  if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults));
  return reading.table.rows.map(({ values }) => Object.values(values));
}

describe('What is entered into Proweb, as a workbook', () => {
  it('has the schede under the names of the API, with nothing where nobody said anything', async () => {
    const nothing = [undefined, undefined, undefined, undefined, undefined];
    expect(await sheetOf(prowebFile(prepared, NOW_MS), 'schede', columns)).toEqual([
      [
        ...['2024-P1-001', '=SOMMA(A1)', 'P1', 'anziani', 'reported', 'PARTLY_DONE'],
        ...['Realizzata in parte', 'Metà\ndel lavoro', false, 'Finanziamento concluso', 'S-1'],
      ],
      ['2024-P1-002', 'Altra', 'P1', 'anziani', 'approved', ...nothing, 'S-2'],
    ]);
  });

  it('has what comes before them on sheets of its own, and where it comes from', async () => {
    const file = prowebFile(prepared, NOW_MS);
    expect(await sheetOf(file, 'objectives', titled('objectiveId', 'name'))).toEqual([
      ['O2', 'Domiciliarità'],
    ]);
    expect(
      await sheetOf(file, 'programmes', titled('programmeId', 'name', 'objectiveIds')),
    ).toEqual([['P1', 'Anziani', 'O2; O3']]);
    const origin = await sheetOf(file, 'Origine', titled('Che cosa', 'Valore'));
    expect(origin).toContainEqual(['Da sapere', note.it]);
    expect(origin).toContainEqual(['Alla data', '2025-01-15 10:30 (Europe/Rome)']);
  });

  it('is empty, and says since when, of a cycle that ended before its time', async () => {
    const ended = { how: 'revoked', on: '2024-12-01' } as const;
    const nothing = { ...prepared, ended, objectives: [], programmes: [], schede: [] };
    const { manifestHash: _, ...without } = nothing;
    const file = prowebFile(without, NOW_MS);
    expect(await sheetOf(file, 'schede', columns)).toEqual([]);
    const origin = await sheetOf(file, 'Origine', titled('Che cosa', 'Valore'));
    expect(origin).toContainEqual(['Piano in vigore', 'nessuno']);
    expect(origin).toContainEqual(['Finito prima del tempo il', '2024-12-01']);
  });
});
