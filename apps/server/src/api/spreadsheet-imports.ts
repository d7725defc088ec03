import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { plainToInstance } from 'class-transformer';
import {
  InvalidCommand,
  Pipeline,
  type CommandEnvelope,
  type Denied,
  type PlanningFact,
  type Recorded,
  type RowFault,
  type SpreadsheetCommand,
  type SpreadsheetTable,
} from '#planning';
import type { Refusal } from '#workflow';
import { invalidRequest } from './api-problems.js';
import { performed } from './performed.js';
import type { SpreadsheetFile } from './spreadsheet-file.js';

/** Who wishes to bring in a file, for whom, under which id, and what it is called. */
export interface FileWish {
  /** What the file is called where it comes from. */
  readonly fileName: string;
  /** Default: a new id. */
  readonly spreadsheetImportId?: string | undefined;
  readonly envelope: CommandEnvelope;
}

/** Brings in the files of the tables that come by spreadsheet, or says what would follow. */
@Injectable()
export class SpreadsheetImports {
  constructor(
    private readonly commands: CommandBus,
    private readonly pipeline: Pipeline,
  ) {}

  /**
   * Why a file of this table cannot be taken, whatever is in it: the same command without rows is refused
   * for something else than having none.
   */
  async deniedWithoutRows(table: SpreadsheetTable, wish: FileWish): Promise<Denied | undefined> {
    const answer = await this.pipeline.rehearse(table.verb, commandOf(table, wish, noFile));
    const denied = 'refusal' in answer && answer.refusal.code !== 'spreadsheet-empty';
    return denied ? answer : undefined;
  }

  /** Puts on record that somebody asked who may not, without a file. */
  async recordAttempt(table: SpreadsheetTable, wish: FileWish): Promise<void> {
    await performed(this.commands, commandOf(table, wish, noFile));
  }

  /**
   * What would follow, or everything that is wrong: in the file, in its fields and in what they say. Writes nothing.
   * @throws Problem request-invalid where a field is refused that no column has
   */
  async rehearsed(
    table: SpreadsheetTable,
    wish: FileWish,
    file: SpreadsheetFile,
  ): Promise<{ readonly facts: readonly PlanningFact[] } | Denied> {
    const { answer, problems } = file.isReadable
      ? await this.#tried(table, wish, file)
      : { answer: undefined, problems: [] };
    const denied = answer !== undefined && 'refusal' in answer ? answer : undefined;
    const inRows = denied?.refusal.code === 'spreadsheet-faulty' ? faultsIn(denied.refusal) : {};
    const refusal = file.refusal({ problems, ...inRows });
    if (refusal) return { ...denied, refusal, rule: refusal.code };
    if (answer === undefined || problems.length > 0) throw invalidRequest(problems);
    return answer;
  }

  /** Brings the file in: one batch, or nothing and everything that is wrong. */
  async performed(
    table: SpreadsheetTable,
    wish: FileWish,
    file: SpreadsheetFile,
  ): Promise<Recorded | Denied> {
    // What is faulty is never asked for: it is looked through for everything that is wrong.
    const denied = async (): Promise<Denied> => {
      const answer = await this.rehearsed(table, wish, file);
      if ('refusal' in answer) return answer;
      throw new Error('a file that was refused would now be taken');
    };
    if (file.isFaulty) return denied();
    try {
      const answer = await performed(this.commands, commandOf(table, wish, file));
      if (answer.kind === 'recorded') return answer;
      const { refusal, rule } = answer;
      if (refusal.code !== 'spreadsheet-faulty') return { refusal, rule };
      return { refusal: file.refusal(faultsIn(refusal)) ?? refusal, rule };
    } catch (error) {
      if (!(error instanceof InvalidCommand)) throw error;
      return denied();
    }
  }

  /** What the domain says to the rows; to what is left of them, where some of their fields are refused. */
  async #tried(table: SpreadsheetTable, wish: FileWish, file: SpreadsheetFile) {
    const asked = (rows: SpreadsheetFile['rows']) =>
      this.pipeline.rehearse(table.verb, commandOf(table, wish, { ...file, rows }));
    try {
      return { answer: await asked(file.rows), problems: [] };
    } catch (error) {
      if (!(error instanceof InvalidCommand)) throw error;
      const { problems } = error;
      return { answer: await asked(file.without(problems)), problems };
    }
  }
}

/** The faults that a refusal of a file tells, and how many more there are. */
export function faultsIn({ details }: Refusal) {
  // The details of this refusal are written in one place, as these.
  return details as unknown as { readonly faults: readonly RowFault[]; readonly more: number };
}

/** What stands for a file that was not read. */
const noFile = { rows: [], sha256: '0'.repeat(64) } as const;

function commandOf(
  { verb }: SpreadsheetTable,
  { fileName, spreadsheetImportId, envelope }: FileWish,
  { rows, sha256 }: Pick<SpreadsheetFile, 'rows' | 'sha256'>,
): SpreadsheetCommand {
  // The verb of a table takes a file, and the rows of its kind.
  const command = plainToInstance(verb.command, {
    ...{ fileName, sha256, rows },
    ...(spreadsheetImportId !== undefined && { spreadsheetImportId }),
  });
  command.envelope = envelope;
  return command as SpreadsheetCommand;
}
