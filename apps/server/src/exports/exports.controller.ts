import { Controller, Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '#people';
import { CycleReader } from '../api/cycle-reader.js';
import { Checked, InstantQuery } from '../api/query.js';
import { CurrentPerson } from '../http/current-person.js';
import { Exporter, type ListedFormat } from './exporter.js';

/** What is listed: all there is, on one page. */
interface FormatList {
  readonly items: readonly ListedFormat[];
  readonly total: number;
}

const listOf = (items: readonly ListedFormat[]): FormatList => ({ items, total: items.length });

/** The history of one cycle in the formats of others: for whoever may read the history. */
@Controller('api/v1/cycles/:cycleId/exports')
export class CycleExportsController {
  constructor(
    private readonly reader: CycleReader,
    private readonly exporter: Exporter,
  ) {}

  @Get()
  async formats(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
  ): Promise<FormatList> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    await this.reader.mustExist(cycleId);
    return listOf(this.exporter.formats({ cycleId }));
  }

  @Get(':format')
  async exported(
    @Param('cycleId') cycleId: string,
    @Param('format') name: string,
    @Query(new Checked(InstantQuery)) { at }: InstantQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const scope = { cycleId };
    const format = this.exporter.formatOf(name, scope);
    await this.reader.mustExist(cycleId);
    return this.exporter.file(format, { scope, at: instantOf(at) }, reply);
  }
}

/** Everything that happened in the zone, in the same formats: for auditors. */
@Controller('api/v1/exports')
export class ZoneExportsController {
  constructor(
    private readonly reader: CycleReader,
    private readonly exporter: Exporter,
  ) {}

  @Get()
  async formats(@CurrentPerson() person: Person): Promise<FormatList> {
    await this.reader.mustRead(person, 'audit');
    return listOf(this.exporter.formats({ zone: person.zone }));
  }

  @Get(':format')
  async exported(
    @Param('format') name: string,
    @Query(new Checked(InstantQuery)) { at }: InstantQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.reader.mustRead(person, 'audit');
    const scope = { zone: person.zone };
    const format = this.exporter.formatOf(name, scope);
    return this.exporter.file(format, { scope, at: instantOf(at) }, reply);
  }
}

/** As the log writes instants, which compares them as texts. */
const instantOf = (at: string | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();
