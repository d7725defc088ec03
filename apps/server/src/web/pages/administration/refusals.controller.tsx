import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { reads, refusalsIn, RefusalsProjection } from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { cataloguedWith } from './refusal-catalogue.js';
import { CataloguePage, RefusalsPage } from './refusals-page.js';

/** So many are looked through at once. */
const SHOWN = 50;

class RefusalsPageQuery {
  @IsOptional()
  @MaxLength(60)
  readonly codice: string = '';

  @IsOptional()
  @MaxLength(63)
  readonly persona: string = '';

  /** The `next` of the page before. */
  @IsOptional()
  @MaxLength(400)
  readonly dopo?: string;
}

class CatalogueQuery {
  @IsOptional()
  @MaxLength(200)
  readonly testo: string = '';
}

/** What is refused: as it happened in one's zone, and as it can happen at all. */
@Controller('amministrazione/rifiuti')
export class RefusalsPageController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async refusals(
    @Query(new Checked(RefusalsPageQuery)) query: RefusalsPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustRead(person, 'refusals');
    const { codice, persona, dopo: after } = query;
    const { rows, total, next } = await this.views.read(RefusalsProjection, undefined, (database) =>
      refusalsIn(database, {
        ...{ zone: person.zone, limit: SHOWN, after },
        ...(codice.trim() !== '' && { codes: [codice.trim()] }),
        ...(persona.trim() !== '' && { personId: persona.trim() }),
      }),
    );
    const frame = await this.frames.of(request, person);
    const page = (
      <RefusalsPage
        {...{ frame, rows, total, query: { codice, persona } }}
        next={next ?? undefined}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  @Get('catalogo')
  @ShowsPage()
  async catalogue(
    @Query(new Checked(CatalogueQuery)) { testo: text }: CatalogueQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const mayReadRecorded = reads(person.role, 'refusals');
    const page = (
      <CataloguePage {...{ frame, text, mayReadRecorded }} lines={cataloguedWith(text)} />
    );
    await answerPage(reply, frame.language, page);
  }
}
