import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { Checked } from '../../../api/query.js';
import { SearchReader } from '../../../api/search-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { SearchPage } from './search-page.js';
import { SearchPageQuery } from './search-query.js';

/** Of each kind so many are shown at first, and so many of one that is looked at alone. */
const [FEW, MANY] = [5, 50];

/** Where that thing is: words and codes, among what whoever looks may read. */
@Controller('cerca')
export class SearchPageController {
  constructor(
    private readonly reader: SearchReader,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async search(
    @Query(new Checked(SearchPageQuery)) query: SearchPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { q: text, tipo: kind, anni } = query;
    const limit = kind === undefined ? FEW : MANY;
    const [frame, found] = await Promise.all([
      this.frames.of(request, person),
      this.reader.find(person, { ...{ text, kind, limit }, everyYear: anni === 'tutti' }),
    ]);
    const page = <SearchPage {...{ frame, query, found }} role={person.role} />;
    await answerPage(reply, frame.language, page);
  }
}
