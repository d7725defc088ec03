import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  actionsOf,
  rolesInWords,
  spreadsheetTables,
  type CommandEnvelope,
  type KeptImport,
} from '#planning';
import type { Person } from '#people';
import { usualLimits, type TableFormat } from '#spreadsheet';
import { Refusal } from '#workflow';
import { CycleReader } from '../../../api/cycle-reader.js';
import { commandIdIn } from '../../../api/performed.js';
import { Checked } from '../../../api/query.js';
import { refusalProblem } from '../../../api/refusal-problem.js';
import { spreadsheetFile, tableMediaTypes } from '../../../api/spreadsheet-file.js';
import { SpreadsheetImports } from '../../../api/spreadsheet-imports.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { httpProblem } from '../../../http/http-problems.js';
import { formOf } from '../../../http/form-body.js';
import { Problem } from '../../../http/problem.js';
import { readUpload, type Upload } from '../../../http/upload-body.js';
import { marksOf, newCommandId } from '../../commands/form-marks.js';
import type { Frame } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm, TakesPageUpload } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { ChooseFilePage, destinationName, nameOf } from './choose-page.js';
import { ColumnsPage } from './columns-page.js';
import { Destinations, imports, type Destination } from './destinations.js';
import { faultsFile, hasRows } from './faults-file.js';
import { importAddress, importedAddress } from './import-address.js';
import { KeptFiles, type KeptFile } from './kept-files.js';
import { OutcomePage } from './outcome-page.js';
import { TrialPage } from './trial-page.js';
import { Trials } from './trial.js';

class TrialQuery {
  @IsOptional()
  @IsIn(['errori'])
  readonly righe?: 'errori';

  /** How many rows come before the first one shown. */
  @IsOptional()
  @Transform(({ value }: { readonly value: unknown }) => Number(value))
  @IsInt()
  @Min(0)
  @Max(10_000)
  readonly da?: number;
}

/**
 * Bringing in a spreadsheet step by step: choose, match the columns, try without writing, confirm. What is imported is
 * the very file that was tried, which is kept meanwhile for whoever sent it.
 */
@Controller('importa')
export class ImportController {
  constructor(
    private readonly destinations: Destinations,
    private readonly files: KeptFiles,
    private readonly trials: Trials,
    private readonly engine: SpreadsheetImports,
    private readonly reader: CycleReader,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async choose(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.#frame(person, request);
    const destinations = await this.#destinations(person, frame);
    const page = <ChooseFilePage {...{ frame, destinations }} />;
    await answerPage(reply, frame.language, page);
  }

  @Post()
  @TakesPageUpload()
  async send(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.#frame(person, request);
    const destinations = await this.#destinations(person, frame);
    const upload = await uploadIn(request);
    const chosen = upload instanceof Problem ? null : upload.form.get('dove');
    const into = destinations.find((each) => destinationName(each) === chosen && !each.why);
    const sent = upload instanceof Problem ? undefined : upload.files.find(({ size }) => size > 0);
    if (upload instanceof Problem || !into || !sent) {
      const errors = errorsOf(frame, upload, into, sent !== undefined);
      const page = (
        <ChooseFilePage {...{ frame, destinations, errors }} chosen={chosen ?? undefined} />
      );
      const status = upload instanceof Problem ? upload.status : 422;
      return answerPage(reply, frame.language, page, status);
    }
    const { table, lifeId } = into;
    const file = await spreadsheetFile(sent.bytes, table);
    const fileName = sent.fileName === '' ? frame.words.importing.nameless : sent.fileName;
    const id = this.files.keep(person, { table, lifeId, fileName, bytes: sent.size, file });
    await reply.code(303).header('location', importAddress(id)).send();
  }

  @Get('fatte/:lifeId/:importId')
  @ShowsPage()
  async outcome(
    @Param('lifeId') lifeId: string,
    @Param('importId') importId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.#frame(person, request);
    const reading = spreadsheetTables.find(({ verb }) =>
      verb.who.some(({ role }) => role === person.role),
    );
    await this.reader.mustBeAllowed(person, reading?.reading ?? 'cycle', lifeId);
    const life = await this.reader.life(lifeId);
    const imported = importsIn(life.data)[importId];
    if (imported === undefined) throw httpProblem('not-found');
    const part = { kind: 'spreadsheetImport', id: importId } as const;
    const actions = actionsOf(life, person, part, {
      organisation: await this.reader.organisation(person.zone),
      onBehalfOf: frame.actingFor?.personId,
      nowMs: this.reader.nowMs(),
    });
    const page = <OutcomePage {...{ frame, lifeId, imported, actions }} />;
    await answerPage(reply, frame.language, page);
  }

  @Get(':fileId')
  @ShowsPage()
  async columns(
    @Param('fileId') fileId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.#frame(person, request);
    const kept = this.files.of(person, fileId);
    if (!kept) return this.#gone(reply, person, frame);
    if (await this.#leadOn(reply, kept)) return;
    const trial = await this.trials.of(kept, this.#envelope(kept, person, frame));
    const called = await this.#called(kept, frame);
    await answerPage(reply, frame.language, <ColumnsPage {...{ frame, kept, trial, called }} />);
  }

  @Get(':fileId/prova')
  @ShowsPage()
  async trial(
    @Param('fileId') fileId: string,
    @Query(new Checked(TrialQuery)) { righe, da = 0 }: TrialQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.#frame(person, request);
    const kept = this.files.of(person, fileId);
    if (!kept) return this.#gone(reply, person, frame);
    if (await this.#leadOn(reply, kept)) return;
    const shown = { frame, kept, ...(await this.#tried(kept, person, frame)) };
    const page = <TrialPage {...shown} onlyWrong={righe === 'errori'} from={da} />;
    await answerPage(reply, frame.language, page);
  }

  @Get(':fileId/errori.xlsx')
  @ShowsPage()
  async faultsAsWorkbook(
    @Param('fileId') fileId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.#faults('xlsx', { fileId, person, request, reply });
  }

  @Get(':fileId/errori.csv')
  @ShowsPage()
  async faultsAsText(
    @Param('fileId') fileId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.#faults('csv', { fileId, person, request, reply });
  }

  /** Imports just what was tried: the file with the fingerprint that the form names. */
  @Post(':fileId/conferma')
  @TakesPageForm()
  async confirm(
    @Param('fileId') fileId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const frame = await this.#frame(person, request);
    const kept = this.files.of(person, fileId);
    if (!kept) return this.#gone(reply, person, frame);
    const { table, file, fileName, lifeId, spreadsheetImportId } = kept;
    const isAnother = form.get('sha256') !== file.sha256;
    if (!isAnother) {
      const commandId = commandIdIn(marksOf(form).commandId);
      const envelope = { ...this.#envelope(kept, person, frame), commandId };
      const answer = await this.engine.performed(
        table,
        { fileName, spreadsheetImportId, envelope },
        file,
      );
      // Pressed on two pages of the same file, it came in the first time.
      if (!('refusal' in answer) || (await this.#isIn(kept))) {
        const address = importedAddress(lifeId, spreadsheetImportId);
        await reply.code(303).header('location', address).send();
        return;
      }
    }
    // What has become of it since it was tried is told on the same page.
    const shown = { frame, kept, isAnother, ...(await this.#tried(kept, person, frame)) };
    const page = <TrialPage {...shown} onlyWrong={false} from={0} />;
    await answerPage(reply, frame.language, page, 409);
  }

  async #faults(
    format: TableFormat,
    asked: {
      readonly fileId: string;
      readonly person: Person;
      readonly request: FastifyRequest;
      readonly reply: FastifyReply;
    },
  ): Promise<void> {
    const { fileId, person, request, reply } = asked;
    const frame = await this.#frame(person, request);
    const kept = this.files.of(person, fileId);
    if (!kept || !hasRows(kept)) throw httpProblem('not-found');
    const { trial } = await this.#tried(kept, person, frame);
    const file = Buffer.from(faultsFile(format, kept, trial));
    await request.beforeShown?.();
    const name = `${asciiName(kept.fileName)}-errori.${format}`;
    await reply
      .header('content-type', tableMediaTypes[format])
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(file);
  }

  /** @returns whether the file came in already, and its outcome is where they are led */
  async #leadOn(reply: FastifyReply, kept: KeptFile): Promise<boolean> {
    if (!(await this.#isIn(kept))) return false;
    const address = importedAddress(kept.lifeId, kept.spreadsheetImportId);
    await reply.code(303).header('location', address).send();
    return true;
  }

  async #isIn({ lifeId, spreadsheetImportId }: KeptFile): Promise<boolean> {
    const { data } = await this.reader.life(lifeId);
    return Object.hasOwn(importsIn(data), spreadsheetImportId);
  }

  async #tried(kept: KeptFile, person: Person, frame: Frame) {
    return {
      trial: await this.trials.of(kept, this.#envelope(kept, person, frame)),
      called: await this.#called(kept, frame),
    };
  }

  /** The first step anew, for whoever comes too late: nothing was written. */
  async #gone(reply: FastifyReply, person: Person, frame: Frame): Promise<void> {
    const destinations = await this.#destinations(person, frame);
    const page = <ChooseFilePage {...{ frame, destinations }} isGone />;
    await answerPage(reply, frame.language, page, 404);
  }

  #destinations(person: Person, { actingFor }: Frame): Promise<readonly Destination[]> {
    return this.destinations.of(person, actingFor?.personId);
  }

  async #called({ table, lifeId }: KeptFile, frame: Frame): Promise<string> {
    const { data } = await this.reader.life(lifeId);
    return nameOf({ table, title: table.name === 'schede' ? data.title : undefined }, frame);
  }

  #envelope({ lifeId }: KeptFile, person: Person, { actingFor }: Frame): CommandEnvelope {
    const onBehalfOf = actingFor?.personId;
    return {
      ...{ cycleId: lifeId, person, commandId: newCommandId() },
      ...(onBehalfOf !== undefined && { onBehalfOf }),
    };
  }

  /** @throws Problem not-allowed, for whoever imports nothing */
  async #frame(person: Person, request: FastifyRequest): Promise<Frame> {
    const { personId, role } = person;
    if (imports(role)) return this.frames.of(request, person);
    const [table] = spreadsheetTables;
    const who = spreadsheetTables.flatMap(({ verb }) => verb.who.map((grant) => grant.role));
    const details = {
      ...{ ...rolesInWords(role, [...new Set(who)]), personId, day: this.reader.today() },
      ...{ verb: table?.verb.title.it ?? '', verbEn: table?.verb.title.en ?? '' },
    };
    throw refusalProblem(new Refusal('not-allowed', details), { rule: 'deny/import' });
  }
}

/** What is too big or was cut off is told beside the field; whatever else no form can mend. */
async function uploadIn(request: FastifyRequest): Promise<Upload | Problem> {
  try {
    return await readUpload(request, { fileBytes: usualLimits.fileBytes });
  } catch (error) {
    if (error instanceof Problem && error.code === 'file-too-large') return error;
    throw error;
  }
}

function errorsOf(
  { words, language }: Frame,
  upload: Upload | Problem,
  into: Destination | undefined,
  isSent: boolean,
): readonly FieldError[] {
  if (upload instanceof Problem) return [{ field: 'foglio', text: upload[language].detail }];
  return [
    ...(into ? [] : [{ field: 'dove', text: words.importing.chooseWhat }]),
    ...(isSent ? [] : [{ field: 'foglio', text: words.importing.chooseFile }]),
  ];
}

/** What came in by spreadsheets, of a life that knows of any. */
function importsIn(data: object): Readonly<Record<string, KeptImport>> {
  const { spreadsheetImports = {} } = data as {
    readonly spreadsheetImports?: Readonly<Record<string, KeptImport>>;
  };
  return spreadsheetImports;
}

/** A name that a header may hold, without the ending. */
function asciiName(name: string): string {
  const plain = name
    .replace(/\.[a-z]{1,5}$/i, '')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'foglio' : plain.slice(0, 80);
}
