import {
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { romeDay } from '#calendar';
import { caseFileSchema, factsSchema } from '#exports';
import type { Person } from '#people';
import {
  cyclesOf,
  CyclesProjection,
  reads,
  registerId,
  ZONE_REGISTER,
  zoneRegister,
  type CycleRow,
} from '#planning';
import type { TableFormat } from '#spreadsheet';
import { invalidRequest } from '../../../api/api-problems.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { tableMediaTypes } from '../../../api/spreadsheet-file.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { httpProblem } from '../../../http/http-problems.js';
import type { JobKind } from '../../../jobs/job.js';
import { Jobs, TooManyJobs } from '../../../jobs/jobs.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import type { FiveCells } from '../co-design/five-columns.js';
import { registerPdf } from '../co-design/register-pdf.js';
import { ExportsPageQuery, typedMoment } from './export-query.js';
import { ExportsPage, type ExportsFault } from './exports-page.js';
import { isJobKind, jobKinds, readingOf } from './who-may.js';
import { registerFile, registerRows } from './zone-tables.js';

const DEFINITION = 'poa-annuale';
/** More years than the register of a zone has. */
const MOST = 100;

const schemas: Readonly<Record<string, object>> = {
  'fatti.json': factsSchema,
  'fascicolo.json': caseFileSchema,
};

/** What can be taken away as a file: which, as of when, in which format. */
@Controller('esporta')
export class ExportsPageController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly jobs: Jobs,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async exports(
    @Query(new Checked(ExportsPageQuery)) query: ExportsPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustRead(person, 'schede');
    await this.#show({ query, person, request, reply });
  }

  /** Asks to have a file made, which leads on to the page of that work. */
  @Post()
  @HttpCode(303)
  @TakesPageForm()
  async make(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const cycleId = form.get('ciclo') ?? '';
    const kind = kindIn(form);
    const typed = form.get('al') ?? undefined;
    await this.reader.mustBeAllowed(person, readingOf(kind), cycleId);
    const query = { ciclo: cycleId, ...(typed !== undefined && { al: typed }) };
    const moment = await this.#moment(person, typed);
    const life = await this.reader.programme(cycleId);
    if (moment.kind === 'wrong') return this.#show({ query, person, request, reply });
    const at = moment.kind === 'now' ? this.#nowText() : moment.at;
    const schedaIds = kind === 'schede-pdf' ? Object.keys(life.data.schede) : [];
    try {
      const job = this.jobs.ask({ kind, cycleId, at, schedaIds }, person);
      await reply.code(303).header('location', `/lavori/${job.jobId}`).send();
    } catch (error) {
      if (!(error instanceof TooManyJobs)) throw error;
      const { exporting } = (await this.frames.of(request, person)).words;
      const text = error.isOwn ? exporting.full(error.most) : exporting.fullForAll;
      await this.#show({ query, person, request, reply, fault: { kind: 'queue', text } });
    }
  }

  /** The register of co-design with the columns of its document, as it was recorded by a moment. */
  @Get('coprogettazione.:ending')
  @ShowsPage()
  async register(
    @Param('ending') ending: string,
    @Query(new Checked(ExportsPageQuery)) { al }: ExportsPageQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | StreamableFile> {
    const id = registerId(person.zone, ZONE_REGISTER);
    await this.reader.mustBeAllowed(person, 'register', id);
    const moment = await this.#moment(person, al);
    if (moment.kind === 'wrong') throw momentProblem();
    const at = moment.kind === 'now' ? undefined : moment.at;
    const point = at === undefined ? undefined : { instant: at };
    const life = zoneRegister(await this.reader.life(id, point));
    if (life === undefined) throw httpProblem('not-found');
    const rows = registerRows(life);
    const atMs = at === undefined ? this.reader.nowMs() : Date.parse(at);
    const name = `${id}-${romeDay(atMs)}.${ending}`;
    reply.header('content-disposition', `attachment; filename="${name}"`);
    if (ending === 'json') {
      reply.header('content-type', 'application/json');
      return Buffer.from(jsonOf(id, atMs, rows));
    }
    if (ending === 'pdf') {
      reply.header('content-type', 'application/pdf');
      const { revision } = life;
      const whole = { total: rows.length, filters: [] };
      const pieces = registerPdf(rows, {
        registerId: id,
        zone: person.zone,
        revision,
        atMs,
        ...whole,
      });
      return new StreamableFile(Readable.from(pieces, { objectMode: false }));
    }
    if (!isTable(ending)) throw httpProblem('not-found');
    reply.header('content-type', tableMediaTypes[ending]);
    return Buffer.from(registerFile(ending, rows, atMs));
  }

  /** The schemas of our own formats (JSON Schema 2020-12). */
  @Get('schemi/:name')
  async schema(
    @Param('name') name: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.reader.mustRead(person, 'schede');
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (schema === undefined) throw httpProblem('not-found');
    reply.header('content-type', 'application/schema+json');
    return Buffer.from(`${JSON.stringify(schema, undefined, 2)}\n`);
  }

  /** What was typed; what was is for those who may read the history. @throws Problem not-allowed */
  async #moment(person: Person, typed: string | undefined) {
    const moment = typedMoment(typed, this.reader.nowMs());
    if (moment.kind !== 'now') await this.reader.mustRead(person, 'history');
    return moment;
  }

  #nowText(): string {
    return new Date(this.reader.nowMs()).toISOString();
  }

  async #show({
    query,
    person,
    request,
    reply,
    fault,
  }: {
    readonly query: { readonly ciclo?: string; readonly al?: string };
    readonly person: Person;
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly fault?: ExportsFault;
  }): Promise<void> {
    const [frame, cycles] = await Promise.all([
      this.frames.of(request, person),
      this.#cycles(person),
    ]);
    const cycle = query.ciclo ?? cycles[0]?.cycleId;
    if (cycle !== undefined && !cycles.some(({ cycleId }) => cycleId === cycle)) {
      await this.reader.mustBeAllowed(person, 'schede', cycle);
      await this.reader.programme(cycle);
    }
    const typed = reads(person.role, 'history') ? query.al : undefined;
    const moment = await this.#moment(person, query.al);
    const wrong =
      fault ??
      (moment.kind === 'wrong'
        ? ({ kind: 'moment', text: frame.words.exporting.atWrong } as const)
        : undefined);
    const { zone, role } = person;
    const page = (
      <ExportsPage
        {...{ frame, cycles, fault: wrong }}
        chosen={cycle === undefined ? undefined : { cycleId: cycle, zone, role, typed }}
        at={moment.kind === 'then' ? moment.at : undefined}
        earlier={this.jobs.own(person).filter(({ cycleId }) => cycleId === cycle)}
      />
    );
    const status = wrong === undefined ? 200 : wrong.kind === 'moment' ? 422 : 409;
    await answerPage(reply, frame.language, page, status);
  }

  async #cycles({ zone }: Person): Promise<readonly CycleRow[]> {
    const { rows } = await this.views.read(CyclesProjection, undefined, (database) =>
      cyclesOf(database, { zone, definition: DEFINITION, limit: MOST }),
    );
    return rows;
  }
}

const isTable = (ending: string): ending is TableFormat => ['xlsx', 'csv'].includes(ending);

/** @throws Problem request-invalid */
function kindIn(form: URLSearchParams): JobKind {
  const kind = form.get('formato') ?? '';
  if (isJobKind(kind)) return kind;
  const known = jobKinds.join(', ');
  throw invalidRequest([
    { field: 'formato', it: `deve essere uno di questi: ${known}`, en: `must be one of ${known}` },
  ]);
}

const momentProblem = (): Error =>
  invalidRequest([
    { field: '?al', it: 'deve essere un giorno o un momento', en: 'must be a day or a moment' },
  ]);

function jsonOf(registerId: string, atMs: number, rows: readonly FiveCells[]): string {
  const at = new Date(atMs).toISOString();
  return `${JSON.stringify({ registerId, at, total: rows.length, rows }, undefined, 2)}\n`;
}
