import { romeDay, romeTime } from '#calendar';
import {
  nameOf,
  valueSets,
  type OrganisationOn,
  type SchedeCounts,
  type ZoneRegisterLife,
} from '#planning';
import { stateOfPart } from '#workflow';
import { writeTable, type Columns, type RowValues, type TableFormat } from '#spreadsheet';
import { fiveCells, fiveColumns, type FiveCells } from '../co-design/five-columns.js';

const text = { kind: 'text' } as const;

/** The rows of the register as it is, in the order of their ids. Those taken back are not in it. */
export function registerRows(life: Readonly<ZoneRegisterLife>): readonly FiveCells[] {
  const states: Readonly<Record<string, string>> = valueSets.coDesignStates;
  return Object.values(life.data.coDesignRows)
    .toSorted((one, other) => (one.coDesignRowId < other.coDesignRowId ? -1 : 1))
    .map((row) => {
      const state = stateOfPart(life, 'coDesignRow', row.coDesignRowId);
      return fiveCells(row, states[state] ?? state);
    });
}

/** The register as a table. @param atMs since 1970, UTC: the moment it is of */
export function registerFile(
  format: TableFormat,
  rows: readonly FiveCells[],
  atMs: number,
): Uint8Array {
  const notes = {
    name: 'Origine',
    titles: ['Che cosa', 'Valore'],
    rows: [
      ['Alla data', `${romeDay(atMs)} ${romeTime(atMs)} (Europe/Rome)`],
      ['Righe', String(rows.length)],
    ],
  };
  const sheet = 'Co-progettazione';
  return writeTable(format, { columns: fiveColumns, rows: [...rows], sheet, notes });
}

/** How many schede are in each state, unit by unit, as a table. */
export function progressFile(
  format: TableFormat,
  { byState, byUnit, total }: SchedeCounts,
  {
    organisation,
    nowMs,
  }: { readonly organisation: OrganisationOn | undefined; readonly nowMs: number },
): Uint8Array {
  const columns: Columns = {
    unit: { title: 'Unità', ...text },
    ...Object.fromEntries(
      byState.map(({ state, stateName }) => [state, { title: stateName.it, kind: 'whole-number' }]),
    ),
    total: { title: 'Totale', kind: 'whole-number' },
  };
  const rows = byUnit.map((unit): RowValues<Columns> => ({
    unit: (organisation && nameOf(organisation, unit.unitId)) ?? unit.unitId,
    ...Object.fromEntries(byState.map(({ state }) => [state, unit.byState[state] ?? 0])),
    total: unit.total,
  }));
  const all: RowValues<Columns> = {
    unit: 'Totale',
    ...Object.fromEntries(byState.map(({ state, count }) => [state, count])),
    total,
  };
  const notes = {
    name: 'Origine',
    titles: ['Che cosa', 'Valore'],
    rows: [['Alla data', `${romeDay(nowMs)} ${romeTime(nowMs)} (Europe/Rome)`]],
  };
  return writeTable(format, { columns, rows: [...rows, all], sheet: 'Avanzamento', notes });
}
