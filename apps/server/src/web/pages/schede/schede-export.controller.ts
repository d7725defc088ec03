import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import type { TableFormat } from '#spreadsheet';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { tableMediaTypes } from '../../../api/spreadsheet-file.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { ShowsPage } from '../../shows-page.js';
import { narrowed } from './listed-scheda.js';
import { fileName, schedeFile } from './schede-export.js';
import { SchedePageQuery } from './schede-filters.js';
import { SchedeListReader } from './schede-list.js';

/** What is seen on the list of the schede, as a file: the same filters, the same order. */
@Controller('cicli/:cycleId')
export class SchedeExportController {
  constructor(
    private readonly lists: SchedeListReader,
    private readonly reader: CycleReader,
  ) {}

  @Get('schede.xlsx')
  @ShowsPage()
  async xlsx(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(SchedePageQuery)) query: SchedePageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.#file('xlsx', { cycleId, query, person, request, reply });
  }

  @Get('schede.csv')
  @ShowsPage()
  async csv(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(SchedePageQuery)) query: SchedePageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return this.#file('csv', { cycleId, query, person, request, reply });
  }

  async #file(
    format: TableFormat,
    asked: {
      readonly cycleId: string;
      readonly query: SchedePageQuery;
      readonly person: Person;
      readonly request: FastifyRequest;
      readonly reply: FastifyReply;
    },
  ): Promise<Buffer> {
    const { cycleId, query, person, request, reply } = asked;
    const list = await this.lists.of(person, cycleId);
    const { words } = frameOf(request);
    const schede = narrowed(list.schede, query);
    const seen = { list, query, schede, person, nowMs: this.reader.nowMs(), words };
    const name = fileName(format, seen);
    reply.header('content-type', tableMediaTypes[format]);
    reply.header('content-disposition', `attachment; filename="${name}"`);
    return Buffer.from(schedeFile(format, seen));
  }
}
