import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { reads } from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { DelegationsPage } from './delegations-page.js';
import { OrganisationScenes } from './organisation-scenes.js';

/** Who acts for whom in one's zone: all of it for those who look after it, for the others what is theirs. */
@Controller('amministrazione/deleghe')
export class DelegationsPageController {
  constructor(
    private readonly scenes: OrganisationScenes,
    private readonly reader: CycleReader,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async delegations(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isOwn = !reads(person.role, 'delegations') && reads(person.role, 'own-delegations');
    await this.reader.mustRead(person, isOwn ? 'own-delegations' : 'delegations');
    const frame = await this.frames.of(request, person);
    const scene = await this.scenes.of(person, frame);
    await answerPage(reply, frame.language, <DelegationsPage {...{ frame, scene, isOwn }} />);
  }
}
