import { romeDay, romeTime } from '#calendar';
import type { ExportedScheda, ProwebExport } from '#planning';
import { writeTable, type Columns, type RowValues } from '#spreadsheet';

const text = { kind: 'text' } as const;

/** The fields of a scheda under the names they have in the answer of the API, what is in another after a dot. */
const columns = {
  code: { title: 'code', ...text },
  title: { title: 'title', ...text },
  programmeId: { title: 'programmeId', ...text },
  unitId: { title: 'unitId', ...text },
  state: { title: 'state', ...text },
  statusCode: { title: 'status.code', ...text },
  statusLabel: { title: 'status.label', ...text },
  doneText: { title: 'doneText', ...text },
  rePropose: { title: 'rePropose', kind: 'yes-no' },
  reProposeReason: { title: 'reProposeReason', ...text },
  schedaId: { title: 'schedaId', ...text },
} as const satisfies Columns;

/** What nobody has said yet is an empty cell. */
function rowOf({
  status,
  doneText,
  rePropose,
  reProposeReason,
  ...scheda
}: ExportedScheda): RowValues<typeof columns> {
  return {
    ...scheda,
    ...(status && { statusCode: status.code, statusLabel: status.label }),
    ...(doneText !== null && { doneText }),
    ...(rePropose !== null && { rePropose }),
    ...(reProposeReason !== undefined && { reProposeReason }),
  };
}

/**
 * What is entered into Proweb as a workbook: the schede on the first sheet, then the objectives and programmes that have to be
 * there before them, and last where all of it comes from.
 * @param nowMs since 1970, UTC
 */
export function prowebFile(prepared: ProwebExport, nowMs: number): Uint8Array {
  const { cycleId, title, year, manifestHash, ended, note } = prepared;
  const objectives = {
    ...{ name: 'objectives', titles: ['objectiveId', 'name'] },
    rows: prepared.objectives.map(({ objectiveId, name }) => [objectiveId, name]),
  };
  const programmes = {
    ...{ name: 'programmes', titles: ['programmeId', 'name', 'objectiveIds'] },
    rows: prepared.programmes.map(({ programmeId, name, objectiveIds }) => [
      ...[programmeId, name, objectiveIds.join('; ')],
    ]),
  };
  const origin = {
    ...{ name: 'Origine', titles: ['Che cosa', 'Valore'] },
    rows: [
      ['Da sapere', note.it],
      ['Ordine di inserimento', 'objectives, poi programmes, poi schede'],
      ['Ciclo', `${title} (${cycleId})`],
      ['Anno', String(year)],
      ['Piano in vigore', manifestHash ?? 'nessuno'],
      ...(ended ? [['Finito prima del tempo il', ended.on]] : []),
      ['Alla data', `${romeDay(nowMs)} ${romeTime(nowMs)} (Europe/Rome)`],
    ],
  };
  const rows = prepared.schede.map(rowOf);
  const notes = [objectives, programmes, origin];
  return writeTable('xlsx', { columns, rows, sheet: 'schede', notes });
}
