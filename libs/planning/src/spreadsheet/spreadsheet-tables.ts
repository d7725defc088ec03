import type { ChoiceColumn, Columns, Option } from '#spreadsheet';
import { stateOfPart } from '#workflow';
import type { AnyLife, Verb } from '../command/verb.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';
import {
  currentUnit,
  organisationLife,
  organisationOn,
  type OrganisationOn,
} from '../organisation/organisation.js';
import type { PlanningFact } from '../planning-fact.js';
import type { Reading } from '../policy.js';
import type { CoDesignState } from '../value-sets.js';
import { zoneRegister } from '../zone-register/zone-register.data.js';
import {
  coDesignColumns,
  coDesignOfRow,
  columnOfCoDesign,
  rowOfCoDesign,
} from './co-design-table.js';
import { labelOf, type Named } from './find-named.js';
import { importCoDesignSpreadsheet } from './import-co-design-spreadsheet.js';
import { importSchede } from './import-schede.js';
import { importUnits } from './import-units.js';
import {
  columnOfContent,
  exportColumns,
  rowOfScheda,
  schedaOfRow,
  schedeColumns,
  type RowOfTable,
} from './schede-table.js';
import { activeUnits, namedProgrammes, namedUnit } from './spreadsheet-names.js';
import { exportedUnitsColumns, rowOfUnit, unitsColumns } from './units-table.js';

/** A table to be written. */
export interface ExportedTable {
  readonly columns: Columns;
  readonly rows: readonly RowOfTable[];
}

/** Something that a row of a file would make, or has made. */
export interface Made {
  /** Absent where it is given only when it is made. */
  readonly code: string | null;
  readonly title: string;
}

/** A table that goes out by spreadsheet and comes in by one. */
export interface SpreadsheetTable {
  /** As it stands in addresses and in names of files. */
  readonly name: string;
  /** Name of the sheet in a workbook. */
  readonly sheet: string;
  /** Whoever may read this may have it as a file. */
  readonly reading: Reading;
  /** The verb that brings a file in. */
  readonly verb: Verb;
  /** The columns of a file to import. */
  readonly columns: Columns;
  /** The same with what can be chosen as the life stands; undefined for a life that has no such table. */
  readonly template: (
    life: Readonly<AnyLife>,
    organisation: OrganisationOn | undefined,
  ) => Columns | undefined;
  /** Everything, or the things of these ids in their order. */
  readonly exported: (
    life: Readonly<AnyLife>,
    organisation: OrganisationOn | undefined,
    ids?: readonly string[],
  ) => ExportedTable | undefined;
  /** What the verb is asked for a row. */
  readonly wished: (row: RowOfTable) => object;
  /** What stands for a field that a row must have and that cannot be used, so that the rest can be looked at. */
  readonly placeholders: object;
  /** The key of the column that a field of the wished row came from; a JSON pointer within the row. */
  readonly columnOf: (pointer: string) => string;
  /** What the facts of an import make, in the order of the rows. */
  readonly made: (facts: readonly PlanningFact[]) => readonly Made[];
}

/** Schede of a yearly programme. */
export const schedeTable: SpreadsheetTable = {
  name: 'schede',
  sheet: 'Schede',
  reading: 'schede',
  verb: importSchede,
  columns: schedeColumns,
  template(life, organisation) {
    const programme = yearlyProgramme(life);
    if (!programme) return undefined;
    return {
      ...schedeColumns,
      ...choiceOf('programme', namedProgrammes(programme.data)),
      ...choiceOf('unit', activeUnits(organisation)),
    };
  },
  exported(life, organisation, ids) {
    const programme = yearlyProgramme(life);
    if (!programme) return undefined;
    const { schede, programmes } = programme.data;
    const all = Object.values(schede).sort((one, other) => (one.code < other.code ? -1 : 1));
    const chosen = ids ? ids.flatMap((id) => schede[id] ?? []) : all;
    return {
      columns: exportColumns(chosen),
      rows: chosen.map((scheda) => {
        const { schedaId, programmeId } = scheda;
        const state = stateOfPart(life, 'scheda', schedaId);
        const [name] = life.workflow.part('scheda').meta(state);
        return rowOfScheda(scheda, {
          programme: { id: programmeId, name: programmes[programmeId]?.name ?? '' },
          unit: namedUnit(organisation, currentUnit(organisation, scheda.unitId)),
          state: name?.it ?? state,
        });
      }),
    };
  },
  wished: schedaOfRow,
  placeholders: { title: '—', programme: '—', unit: '—' },
  columnOf: (pointer) =>
    pointer.startsWith('/content/')
      ? columnOfContent(pointer.slice('/content'.length))
      : (pointer.split('/')[1] ?? ''),
  made: (facts) =>
    facts.flatMap((fact) =>
      fact.type === 'SchedaAssigned' ? [{ code: fact.data.code, title: fact.data.title }] : [],
    ),
};

/** Rows of co-design of the register of a zone. */
export const coDesignTable: SpreadsheetTable = {
  name: 'co-design',
  sheet: 'Co-progettazione',
  reading: 'register',
  verb: importCoDesignSpreadsheet,
  columns: coDesignColumns,
  template: (life) => (zoneRegister(life) ? coDesignColumns : undefined),
  exported(life, _organisation, ids) {
    const rows = zoneRegister(life)?.data.coDesignRows;
    if (!rows) return undefined;
    const chosen = ids ? ids.flatMap((id) => rows[id] ?? []) : Object.values(rows);
    return {
      columns: coDesignColumns,
      // The states of the machine are the codes of the value set.
      rows: chosen.map((row) =>
        rowOfCoDesign(row, stateOfPart(life, 'coDesignRow', row.coDesignRowId) as CoDesignState),
      ),
    };
  },
  wished: coDesignOfRow,
  placeholders: { holder: { text: '—' }, activity: '—', subjects: [], state: 'planned' },
  columnOf: columnOfCoDesign,
  made: (facts) =>
    facts.flatMap((fact) => {
      if (fact.type !== 'CoDesignRowAdded') return [];
      return [{ code: fact.data.coDesignRowId, title: fact.data.activity }];
    }),
};

/** Units of the organisation of a zone. */
export const unitsTable: SpreadsheetTable = {
  name: 'units',
  sheet: 'Unità',
  reading: 'organisation',
  verb: importUnits,
  columns: unitsColumns,
  template: (life) => (organisationLife(life) ? unitsColumns : undefined),
  exported(life, on) {
    const units = organisationLife(life)?.data.units;
    const organisation = on && organisationOn(life, on.day);
    if (!units || !organisation) return undefined;
    const machine = life.workflow.part('unit');
    return {
      columns: exportedUnitsColumns,
      rows: Object.values(units).map((unit) => {
        const state = stateOfPart(life, 'unit', unit.unitId);
        return rowOfUnit(unit, organisation, machine.meta(state)[0]?.it ?? state);
      }),
    };
  },
  wished: (row) => row,
  placeholders: {
    ...{ unitId: 'senza-identificativo', name: '—', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
    from: '1900-01-01',
  },
  columnOf: (pointer) => pointer.split('/')[1] ?? '',
  made: (facts) =>
    facts.flatMap((fact) =>
      fact.type === 'UnitAdded' ? [{ code: fact.data.unitId, title: fact.data.name }] : [],
    ),
};

/** Every table that goes out and comes in by spreadsheet. */
export const spreadsheetTables: readonly SpreadsheetTable[] = [
  schedeTable,
  coDesignTable,
  unitsTable,
];

/** A column with a list to choose from; as it is where there is nothing to choose, or two would read alike. */
function choiceOf(key: string, named: readonly Named[]): Columns {
  const column = schedeColumns[key];
  const options = named.map((each): Option => ({ code: each.id, label: labelOf(each) }));
  const alike = new Set(options.map(({ code }) => code.toLowerCase())).size < options.length;
  if (!column || options.length === 0 || alike) return {};
  const { title, required, note, example } = column;
  const choice: ChoiceColumn = {
    ...{ kind: 'choice', title, options },
    ...(required !== undefined && { required }),
    ...(note !== undefined && { note }),
    ...(example !== undefined && { example }),
  };
  return { [key]: choice };
}
