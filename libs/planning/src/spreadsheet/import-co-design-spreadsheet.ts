import { IsInt, Max, Min } from 'class-validator';
import { Refusal } from '#workflow';
import { renewalOf } from '../co-design/co-design.data.js';
import { addRows } from '../co-design/co-design.decisions.js';
import { CoDesignRowRequest } from '../co-design/co-design.requests.js';
import { leadsBack, linkedRows } from '../co-design/leads-back.js';
import { takenBackWith, type ComingFile } from '../co-design/taken-back-row.js';
import { nestedList } from '../command/requests.js';
import { roles, verb, type DecisionContext } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { faultOf } from '../zone-register/period.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { batchOf, type Groups } from './batch.js';
import { columnOfCoDesign, titleOfCoDesign } from './co-design-table.js';
import { rowFault, type RowFault } from './row-fault.js';
import type { RowFaultCode } from './row-fault-texts.js';
import { LAST_ROW, MOST_ROWS, SpreadsheetCommand } from './spreadsheet-command.js';

/** A row of a file of the register of co-design. */
export class CoDesignRowOfFile extends CoDesignRowRequest {
  /** As the spreadsheet numbers it. */
  @IsInt()
  @Min(1)
  @Max(LAST_ROW)
  readonly row!: number;
}

/** Brings in a file of rows of co-design, all or none. They may point to each other in any order. */
export class ImportCoDesignSpreadsheet extends SpreadsheetCommand {
  @nestedList(CoDesignRowOfFile, MOST_ROWS)
  readonly rows!: CoDesignRowOfFile[];
}

export const importCoDesignSpreadsheet = verb<ImportCoDesignSpreadsheet, ZoneRegisterData>({
  name: 'import-co-design-spreadsheet',
  command: ImportCoDesignSpreadsheet,
  title: {
    it: 'Importa il prospetto di co-progettazione da un foglio',
    en: 'Import rows of co-design from a spreadsheet',
  },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoDesignRowAdded', 'QuestionRaised', 'SpreadsheetImported'],
  fromFile: true,
  decide({ data }, wish, context) {
    const table = { what: 'CO_DESIGN', firstColumn: titleOfCoDesign('coDesignRowId') } as const;
    return batchOf(data, wish, table, context, () => rowsOfFile(data, wish, context));
  },
});

function rowsOfFile(
  data: ZoneRegisterData,
  { rows, fileName, sha256 }: ImportCoDesignSpreadsheet,
  context: Pick<DecisionContext, 'newId'>,
): Groups | { readonly faults: readonly RowFault[] } {
  const faults = [
    ...faultsOfIds(data, rows, { fileName, sha256 }),
    ...faultsOfLinks(data, rows),
    ...faultsOfPeriods(rows),
  ];
  if (faults.length > 0) return { faults };
  const added = addRows(
    data,
    rows.map(({ row, source, ...request }) => ({
      ...request,
      source: source ?? { file: fileName, lines: [row, row] },
    })),
    context,
    { fileName, sha256 },
  );
  // Whatever it refuses was looked for above, row by row.
  if (added instanceof Refusal) throw new Error(`a row was refused as a whole: ${added.code}`);
  return inGroups(added);
}

/** Each row with the questions about it, in the order of the file. */
function inGroups(facts: readonly PlanningFact[]): Groups {
  const ids = facts.flatMap((fact) =>
    fact.type === 'CoDesignRowAdded' ? [fact.data.coDesignRowId] : [],
  );
  const groups = ids.map((id) =>
    facts.filter((fact) => fact.type === 'CoDesignRowAdded' && fact.data.coDesignRowId === id),
  );
  const questions = facts.filter(({ type }) => type !== 'CoDesignRowAdded');
  return { groups: [...groups, ...(questions.length > 0 ? [questions] : [])], ids };
}

/** A fault of a field of a row; `value` is what stands in its cell. */
const fault = (
  code: RowFaultCode,
  row: number,
  pointer: string,
  value: string,
  details: Readonly<Record<string, string | number>> = {},
): RowFault =>
  rowFault(code, { row, title: titleOfCoDesign(columnOfCoDesign(pointer)) }, { value, ...details });

/** Every id is new, or comes back with its file, and stands in one row. */
function faultsOfIds(
  data: ZoneRegisterData,
  rows: readonly CoDesignRowOfFile[],
  file: ComingFile,
): readonly RowFault[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ row, coDesignRowId: id }) => {
    if (id === undefined) return [];
    const other = seen.get(id);
    if (other !== undefined) return fault('code-doubled', row, '/coDesignRowId', id, { other });
    seen.set(id, row);
    if (data.coDesignRows[id]) return fault('id-taken', row, '/coDesignRowId', id);
    const takenBack = takenBackWith(data, id, file);
    if (!takenBack) return [];
    const { fileName } = takenBack;
    return fault('id-of-taken-back', row, '/coDesignRowId', id, { fileName });
  });
}

/** What a row adds to or renews is another row, and is renewed once. */
function faultsOfLinks(
  data: ZoneRegisterData,
  rows: readonly CoDesignRowOfFile[],
): readonly RowFault[] {
  const { coDesignRows } = data;
  const inFile = new Set(rows.map(({ coDesignRowId }) => coDesignRowId));
  const renewed = new Set<string>();
  const linked = linkedRows(
    data,
    rows.flatMap((row) => (row.coDesignRowId ? [[row.coDesignRowId, row] as const] : [])),
  );
  return rows.flatMap(({ row, coDesignRowId, addendumTo, renews }) => {
    const faults: RowFault[] = [];
    for (const field of ['addendumTo', 'renews'] as const) {
      const id = { addendumTo, renews }[field];
      if (id === undefined) continue;
      if (id === coDesignRowId) faults.push(fault('row-itself', row, `/${field}`, id));
      else if (!coDesignRows[id] && !inFile.has(id)) {
        faults.push(fault('row-unknown', row, `/${field}`, id));
      } else if (coDesignRowId !== undefined && leadsBack(linked, coDesignRowId, field)) {
        faults.push(fault('row-circle', row, `/${field}`, id, { own: coDesignRowId }));
      }
    }
    if (renews === undefined) return faults;
    if (renewed.has(renews) || renewalOf(data, renews)) {
      faults.push(fault('row-renewed', row, '/renews', renews));
    }
    renewed.add(renews);
    return faults;
  });
}

function faultsOfPeriods(rows: readonly CoDesignRowOfFile[]): readonly RowFault[] {
  return rows.flatMap(({ row, period }) => {
    const refusal = faultOf(period);
    if (!period || !refusal) return [];
    const { from = '', to = '' } = period;
    if (refusal.code === 'dates-reversed') {
      return fault('dates-reversed', row, '/period/to', to, { from });
    }
    const atEnd = refusal.details['point'] === to;
    return fault(
      'period-unreadable',
      row,
      atEnd ? '/period/to' : '/period/from',
      atEnd ? to : from,
    );
  });
}
