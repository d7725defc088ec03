export type {
  AmountColumn,
  CellValue,
  ChoiceColumn,
  Column,
  Columns,
  DayColumn,
  ListColumn,
  Option,
  RowValues,
  TextColumn,
  ValueOf,
  WholeNumberColumn,
  YesNoColumn,
} from './column.js';
export { moreInWords, type TableFault, type Words } from './fault.js';
export type { FaultCode } from './fault-texts.js';
export { usualLimits, type TableLimits } from './limits.js';
export { readTable, type ReadingOptions } from './read-table.js';
export type { Cell, Table, TableFormat, TableReading, TableRow } from './table.js';
export { UnwritableValue } from './unwritable-value.js';
export { writeCsvPages, writeTable, type TableToWrite } from './write-table.js';
export { writeTemplate, type TemplateToWrite } from './write-template.js';
