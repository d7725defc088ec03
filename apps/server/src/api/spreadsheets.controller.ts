import {
  Controller,
  Get,
  Headers,
  HttpCode,
  Injectable,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { IsIn, IsOptional, Length } from 'class-validator';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  coDesignTable,
  IsId,
  IsText,
  refusalTexts,
  schedeOf,
  SchedeProjection,
  schedeTable,
  unitsTable,
  type CommandEnvelope,
  type Denied,
  type RefusalCode,
  type SchedaRow,
  type SpreadsheetTable,
} from '#planning';
import type { Person } from '#people';
import {
  UnwritableValue,
  usualLimits,
  writeTable,
  writeTemplate,
  type TableFormat,
} from '#spreadsheet';
import type { Refusal } from '#workflow';
import { CurrentPerson } from '../http/current-person.js';
import { readFile, TakesFile } from '../http/file-body.js';
import { apiProblem } from './api-problems.js';
import { CycleReader, notFound } from './cycle-reader.js';
import { onBehalfOf } from './on-behalf-of.js';
import { commandIdIn, recordedAnswer, type RecordedAnswer } from './performed.js';
import { AfterQuery, Checked, type PageQuery } from './query.js';
import { ReadModelReader } from './read-model-reader.js';
import { refusalProblem } from './refusal-problem.js';
import { spreadsheetFile, tableMediaTypes, type SpreadsheetFile } from './spreadsheet-file.js';
import { faultsIn, SpreadsheetImports, type FileWish } from './spreadsheet-imports.js';

class FormatQuery extends AfterQuery {
  @IsOptional()
  @IsIn(['xlsx', 'csv'])
  readonly format: TableFormat = 'xlsx';
}

class SchedeFormatQuery extends FormatQuery {
  @IsOptional()
  @Length(1, 40)
  readonly state?: string;

  @IsOptional()
  @Length(1, 63)
  readonly unitId?: string;

  @IsOptional()
  @Length(1, 63)
  readonly programmeId?: string;

  /** A piece of the title. */
  @IsOptional()
  @Length(1, 200)
  readonly text?: string;
}

class FileQuery {
  /** What the file is called where it comes from. */
  @IsOptional()
  @IsText(200)
  readonly fileName: string = 'foglio';

  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly spreadsheetImportId?: string;
}

/** What an import would do. */
interface Rehearsal {
  readonly sha256: string;
  readonly rows: number;
  readonly wouldMake: readonly object[];
  readonly faults: readonly object[];
  /** How many more faults there are than are told. */
  readonly more: number;
}

/** What every table of spreadsheets needs from the server. */
@Injectable()
export class SpreadsheetDesk {
  constructor(
    readonly reader: CycleReader,
    readonly views: ReadModelReader,
    readonly imports: SpreadsheetImports,
  ) {}
}

/**
 * A table as a file: its template, its export, a rehearsal of an import, the import. The decorator lets the
 * tables inherit what is injected.
 */
@Injectable()
abstract class SpreadsheetController {
  protected abstract readonly table: SpreadsheetTable;

  constructor(protected readonly desk: SpreadsheetDesk) {}

  /** A file to fill in, with what can be chosen as things stand. */
  @Get('template')
  async template(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(FormatQuery)) { format }: FormatQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { life, organisation } = await this.read(cycleId, person);
    const columns = this.table.template(life, organisation);
    if (!columns) throw notFound('cycle-not-found', { cycleId });
    const { name, sheet } = this.table;
    describe(reply, format, `modello-${name}`);
    return Buffer.from(writeTemplate(format, { columns, sheet }));
  }

  /** What is wrong with a file, or what it would make. Nothing is written. */
  @Post('dry-run')
  @HttpCode(200)
  @TakesFile()
  async rehearse(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(FileQuery)) query: FileQuery,
    @Headers('on-behalf-of') delegator: string | undefined,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Rehearsal> {
    const commandId = randomUUID();
    const wish = wishOf(query, { cycleId, person, commandId, ...onBehalfOf(delegator) });
    const denied = await this.desk.imports.deniedWithoutRows(this.table, wish);
    if (denied) throw problemOf(denied, cycleId);
    const file = await this.#fileIn(request);
    const answer = await this.desk.imports.rehearsed(this.table, wish, file);
    const { sha256, rows } = file;
    if ('refusal' in answer) {
      if (answer.refusal.code !== 'spreadsheet-faulty') throw problemOf(answer, cycleId);
      return { sha256, rows: rows.length, wouldMake: [], ...faultsIn(answer.refusal) };
    }
    const made = this.table.made(answer.facts);
    const wouldMake = made.map((each, index) => ({ row: rows[index]?.row, ...each }));
    return { sha256, rows: rows.length, wouldMake, faults: [], more: 0 };
  }

  /** Brings a file in: one batch, or nothing and what is wrong. */
  @Post('import')
  @HttpCode(200)
  @TakesFile()
  async import(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(FileQuery)) query: FileQuery,
    @Headers('idempotency-key') key: string | undefined,
    @Headers('on-behalf-of') delegator: string | undefined,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedAnswer> {
    const commandId = commandIdIn(key);
    const wish = wishOf(query, { cycleId, person, commandId, ...onBehalfOf(delegator) });
    const denied = await this.desk.imports.deniedWithoutRows(this.table, wish);
    if (denied && kindOf(denied.refusal) === 'authority') {
      // Whoever may not is told before a byte of the file is read, and the attempt is recorded.
      await this.desk.imports.recordAttempt(this.table, wish);
      throw problemOf(denied, cycleId);
    }
    const file = await this.#fileIn(request);
    const answer = await this.desk.imports.performed(this.table, wish, file);
    if ('refusal' in answer) throw problemOf(answer, cycleId);
    reply.header('etag', `"${answer.revision}"`);
    return recordedAnswer(this.table.verb, answer);
  }

  /** Everything there is, as a file; or the things of these ids in their order. */
  protected async file(
    { cycleId, format, ids }: { cycleId: string; format: TableFormat; ids?: readonly string[] },
    person: Person,
    reply: FastifyReply,
  ): Promise<Buffer> {
    const { life, organisation } = await this.read(cycleId, person);
    const exported = this.table.exported(life, organisation, ids);
    if (!exported) throw notFound('cycle-not-found', { cycleId });
    const { name, sheet } = this.table;
    try {
      const bytes = writeTable(format, { ...exported, sheet });
      describe(reply, format, `${name}-${cycleId}`);
      return Buffer.from(bytes);
    } catch (error) {
      if (!(error instanceof UnwritableValue)) throw error;
      const column = exported.columns[error.key]?.title ?? error.key;
      throw apiProblem('export-does-not-fit', { row: error.item + 2, column }, error);
    }
  }

  protected async read(cycleId: string, person: Person) {
    const { reader } = this.desk;
    await reader.mustBeAllowed(person, this.table.reading, cycleId);
    const life = await reader.life(cycleId);
    return { life, organisation: await reader.organisation(life.data.zone) };
  }

  async #fileIn(request: FastifyRequest): Promise<SpreadsheetFile> {
    return spreadsheetFile(await readFile(request, usualLimits.fileBytes), this.table);
  }
}

const wishOf = (
  { fileName, spreadsheetImportId }: FileQuery,
  envelope: CommandEnvelope,
): FileWish => ({ fileName, spreadsheetImportId, envelope });

const kindOf = ({ code }: Refusal): string => refusalTexts[code as RefusalCode].kind;

const problemOf = ({ refusal, rule }: Denied, cycleId: string): Error =>
  refusalProblem(refusal, { rule, cycleId });

/** Says what the file is and what it may be called; ids of cycles are letters, digits and hyphens. */
function describe(reply: FastifyReply, format: TableFormat, name: string): void {
  reply.header('content-type', tableMediaTypes[format]);
  reply.header('content-disposition', `attachment; filename="${name}.${format}"`);
}

/** The schede of a yearly programme as a file, with the filters of their list. */
@Controller('api/v1/cycles/:cycleId/spreadsheets/schede')
export class SchedeSpreadsheet extends SpreadsheetController {
  protected readonly table = schedeTable;

  @Get()
  async exported(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(SchedeFormatQuery)) query: SchedeFormatQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.read(cycleId, person);
    const { format, after, state, unitId, programmeId, text: title } = query;
    const today = this.desk.reader.today();
    const ids: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const asked: PageQuery = {
        limit: 200,
        ...(after !== undefined && { after }),
        ...(cursor !== '' && { cursor }),
      };
      const { items, next } = await this.desk.views.list(
        SchedeProjection,
        asked,
        (database, request) =>
          schedeOf(database, { ...request, cycleId, today, state, unitId, programmeId, title }),
      );
      ids.push(...(items as readonly SchedaRow[]).map(({ schedaId }) => schedaId));
      cursor = next;
    }
    return this.file({ cycleId, format, ids }, person, reply);
  }
}

/** The table of a register as a file. */
abstract class RegisterSpreadsheet extends SpreadsheetController {
  @Get()
  async exported(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(FormatQuery)) { format }: FormatQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.file({ cycleId, format }, person, reply);
  }
}

/** The rows of co-design of the register of a zone as a file. */
@Controller('api/v1/registers/:cycleId/spreadsheets/co-design')
export class CoDesignSpreadsheet extends RegisterSpreadsheet {
  protected readonly table = coDesignTable;
}

/** The units of the organisation of a zone as a file. */
@Controller('api/v1/registers/:cycleId/spreadsheets/units')
export class UnitsSpreadsheet extends RegisterSpreadsheet {
  protected readonly table = unitsTable;
}
