import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CurrentPerson } from '../../../http/current-person.js';
import { httpProblem } from '../../../http/http-problems.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { OrganisationScenes } from './organisation-scenes.js';
import { SchedeHeld } from './schede-held.js';
import { UnitPage } from './unit-page.js';
import { UnitsPage } from './units-page.js';

/** The units of one's zone. What is done with them is done by the verbs of the register. */
@Controller('amministrazione/unita')
export class UnitsPageController {
  constructor(
    private readonly scenes: OrganisationScenes,
    private readonly schede: SchedeHeld,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async units(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const scene = await this.scenes.of(person, frame);
    await answerPage(reply, frame.language, <UnitsPage frame={frame} scene={scene} />);
  }

  /** @throws Problem not-found */
  @Get(':unitId')
  @ShowsPage()
  async unit(
    @Param('unitId') unitId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const scene = await this.scenes.of(person, frame);
    const units = scene.view?.units ?? {};
    const unit = Object.hasOwn(units, unitId) ? units[unitId] : undefined;
    if (unit === undefined) throw httpProblem('not-found');
    const schede = await this.schede.byUnit(person, unitId);
    await answerPage(reply, frame.language, <UnitPage {...{ frame, scene, unit, schede }} />);
  }
}
