import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsFingerprint, IsId, IsText } from '../command/fields.js';

/** Rows at most in one batch. */
export const MOST_ROWS = 500;

/** A row of a spreadsheet is known by its number, the header being the first. */
export const LAST_ROW = 1_048_576;

/** A wish to bring in what a spreadsheet holds, as one batch; the rows are those of each table. */
export abstract class SpreadsheetCommand extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly spreadsheetImportId?: string;

  /** What the file was called where it came from. */
  @IsText(200)
  readonly fileName!: string;

  /** SHA-256 of the file. */
  @IsFingerprint()
  readonly sha256!: string;
}
