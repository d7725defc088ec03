import { Readable } from 'node:stream';
import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Scope } from '#evidence';
import type { Person } from '#people';
import { cycleName, idOfStream, streamOf } from '#planning';
import { invalidRequest } from '../api/api-problems.js';
import { CycleReader } from '../api/cycle-reader.js';
import { Checked } from '../api/query.js';
import { CurrentPerson } from '../http/current-person.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceQuery } from './evidence.query.js';

/** Evidence that others can check without us: for auditors. */
@Controller('api/v1/evidence')
export class EvidenceController {
  constructor(
    private readonly reader: CycleReader,
    private readonly desk: EvidenceDesk,
  ) {}

  /** A bundle of evidence as a tar archive. */
  @Get()
  async bundle(
    @Query(new Checked(EvidenceQuery)) { cycle, at }: EvidenceQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (cycle === undefined) {
      await this.reader.mustRead(person, 'audit');
      if (at !== undefined) throw atNeedsCycle();
    } else {
      await this.reader.mustBeAllowed(person, 'audit', cycle);
      await this.reader.mustExist(cycle);
    }
    const { bytes, archive } = await this.desk.bundle(scopeOf(cycle, at), (stream) => {
      const zone = cycleName(idOfStream(stream))?.zone;
      return zone === undefined || zone === person.zone;
    });
    void reply.header('content-type', 'application/x-tar');
    void reply.header('content-length', bytes);
    const name = cycle ?? 'registro';
    void reply.header('content-disposition', `attachment; filename="${name}.tar"`);
    return new StreamableFile(Readable.from(archive, { objectMode: false }));
  }
}

function scopeOf(cycle: string | undefined, at: string | undefined): Scope {
  if (cycle === undefined) return { kind: 'log' };
  const instant = at === undefined ? {} : { at: new Date(at).toISOString() };
  return { kind: 'cycle', cycle, stream: streamOf(cycle), ...instant };
}

function atNeedsCycle(): Error {
  return invalidRequest([
    {
      field: '?at',
      it: 'vale per il fascicolo di un ciclo: indica anche cycle',
      en: 'is for the bundle of a cycle: give cycle, too',
    },
  ]);
}
