import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Person } from '#people';
import { planPdf } from '#plan-document';
import { prowebExport, schedeCounts, SchedeProjection } from '#planning';
import type { TableFormat } from '#spreadsheet';
import { invalidRequest } from '../../../api/api-problems.js';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { tableMediaTypes } from '../../../api/spreadsheet-file.js';
import { documentFonts } from '../../../documents/document-fonts.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { JobWork, NoPlanThen } from '../../../jobs/job-work.js';
import { ShowsPage } from '../../shows-page.js';
import { ExportsPageQuery, typedMoment } from './export-query.js';
import { prowebFile } from './proweb-file.js';
import { progressFile } from './zone-tables.js';

/** Files of a cycle that are short enough to be made while they are sent. */
@Controller('cicli/:cycleId')
export class CycleFilesController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly work: JobWork,
  ) {}

  @Get('avanzamento.xlsx')
  @ShowsPage()
  async xlsx(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.#progress('xlsx', cycleId, person, reply);
  }

  @Get('avanzamento.csv')
  @ShowsPage()
  async csv(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.#progress('csv', cycleId, person, reply);
  }

  /** What is entered into Proweb by hand; as JSON the API has it. */
  @Get('proweb.xlsx')
  @ShowsPage()
  async proweb(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.reader.mustBeAllowed(person, 'proweb-export', cycleId);
    const prepared = prowebExport(await this.reader.programme(cycleId));
    const name = `${cycleId}-proweb-${this.reader.today()}.xlsx`;
    reply.header('content-type', tableMediaTypes.xlsx);
    reply.header('content-disposition', `attachment; filename="${name}"`);
    return Buffer.from(prowebFile(prepared, this.reader.nowMs()));
  }

  /** One scheda as PDF, as it is or, for whoever reads the history, was. */
  @Get('schede/:schedaId/pdf')
  @ShowsPage()
  async scheda(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(ExportsPageQuery)) { al }: ExportsPageQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    await this.reader.mustExist(cycleId);
    const nowMs = this.reader.nowMs();
    const moment = typedMoment(al, nowMs);
    if (moment.kind !== 'now') await this.reader.mustRead(person, 'history');
    if (moment.kind === 'wrong') {
      throw invalidRequest([
        { field: '?al', it: 'deve essere un giorno o un momento', en: 'must be a day or a moment' },
      ]);
    }
    const at = moment.kind === 'now' ? new Date(nowMs).toISOString() : moment.at;
    try {
      const document = await this.work.scheda(cycleId, schedaId, at);
      reply.header('content-type', 'application/pdf');
      reply.header('content-disposition', `attachment; filename="${cycleId}-${schedaId}.pdf"`);
      const pieces = planPdf(document, documentFonts());
      return new StreamableFile(Readable.from(pieces, { objectMode: false }));
    } catch (error) {
      if (!(error instanceof NoPlanThen)) throw error;
      throw notFound('scheda-not-found', { id: schedaId });
    }
  }

  async #progress(
    format: TableFormat,
    cycleId: string,
    person: Person,
    reply: FastifyReply,
  ): Promise<Buffer> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    await this.reader.mustExist(cycleId);
    const [counts, organisation] = await Promise.all([
      this.views.read(SchedeProjection, undefined, (database) => schedeCounts(database, cycleId)),
      this.reader.organisation(person.zone),
    ]);
    const name = `${cycleId}-avanzamento-${this.reader.today()}.${format}`;
    reply.header('content-type', tableMediaTypes[format]);
    reply.header('content-disposition', `attachment; filename="${name}"`);
    const nowMs = this.reader.nowMs();
    return Buffer.from(progressFile(format, counts, { organisation, nowMs }));
  }
}
