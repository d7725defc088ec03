import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { roleNames } from '#people';
import { IsDay, IsDirectoryId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { unitIn } from '../organisation/organisation.js';
import type { OrganisationData } from '../organisation/organisation.data.js';
import {
  unitKinds,
  unitOwners,
  type UnitKind,
  type UnitOwner,
} from '../organisation/organisation.value-sets.js';
import { incompatibleWith } from '../organisation/roles-of-persons.js';
import { codes } from '../value-sets.js';
import { batchOf, type Groups } from './batch.js';
import { rowFault, type RowFault } from './row-fault.js';
import { LAST_ROW, MOST_ROWS, SpreadsheetCommand } from './spreadsheet-command.js';
import { titleOfUnits } from './units-table.js';

/** A row of a file of units. */
export class UnitRowRequest {
  /** As the spreadsheet numbers it. */
  @IsInt()
  @Min(1)
  @Max(LAST_ROW)
  readonly row!: number;

  @IsDirectoryId()
  readonly unitId!: string;

  @IsText(200)
  readonly name!: string;

  @IsIn(codes(unitKinds))
  readonly kind!: UnitKind;

  @IsIn(codes(unitOwners))
  readonly belongsTo!: UnitOwner;

  /** Left out where nobody heads it yet. */
  @IsOptional()
  @IsDirectoryId()
  readonly headPersonId?: string;

  /** Its first day under this name and head. */
  @IsDay()
  readonly from!: string;
}

/** Enters the units of a file in the register, all or none. */
export class ImportUnits extends SpreadsheetCommand {
  @nestedList(UnitRowRequest, MOST_ROWS)
  readonly rows!: UnitRowRequest[];
}

export const importUnits = verb<ImportUnits, OrganisationData>({
  name: 'import-units',
  command: ImportUnits,
  title: { it: 'Importa le unità da un foglio', en: 'Import units from a spreadsheet' },
  who: roles('UPc'),
  decisive: true,
  reason: 'optional',
  facts: ['UnitAdded', 'SpreadsheetImported'],
  fromFile: true,
  decide({ data }, wish, context) {
    const table = { what: 'UNITS', firstColumn: titleOfUnits('unitId') } as const;
    return batchOf(data, wish, table, context, () => unitsOfFile(data, wish.rows));
  },
});

function unitsOfFile(
  data: OrganisationData,
  rows: readonly UnitRowRequest[],
): Groups | { readonly faults: readonly RowFault[] } {
  const seen = new Map<string, number>();
  const faults = rows.flatMap(({ row, unitId: value, headPersonId, from }) => {
    const place = { row, title: titleOfUnits('unitId') };
    const before = seen.get(value);
    if (before !== undefined) {
      return rowFault('code-doubled', place, { value, other: before });
    }
    seen.set(value, row);
    if (unitIn(data, value)) return rowFault('id-taken', place, { value });
    if (headPersonId === undefined) return [];
    const other = incompatibleWith(data, { personId: headPersonId, role: 'UH', from });
    if (!other) return [];
    const { it, en } = roleNames[other.role];
    return rowFault(
      'roles-incompatible',
      { row, title: titleOfUnits('headPersonId') },
      { value: headPersonId, role: it, roleEn: en },
    );
  });
  if (faults.length > 0) return { faults };
  return {
    ids: rows.map(({ unitId }) => unitId),
    groups: rows.map(({ unitId, name, kind, belongsTo, headPersonId, from }) => [
      {
        type: 'UnitAdded',
        data: { unitId, name, kind, belongsTo, ...present({ headPersonId }), from },
      },
    ]),
  };
}
