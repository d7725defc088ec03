import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localPath } from '#access';
import type { Person } from '#people';
import { RoleSwitch } from '../../../access/role-switch.js';
import { mustHaveSession } from '../../../access/fresh-proof.js';
import { SessionView } from '../../../access/session-view.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { httpProblem } from '../../../http/http-problems.js';
import { noOnBehalfCookie, onBehalfCookie } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { OnBehalfPage } from './on-behalf-page.js';

/** For whom somebody acts, and in which of their roles. */
@Controller('per-conto')
export class OnBehalfController {
  constructor(
    private readonly sessions: SessionView,
    private readonly frames: ZoneFrames,
    private readonly roles: RoleSwitch,
  ) {}

  @Get()
  @ShowsPage()
  async page(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    await answerPage(reply, frame.language, <OnBehalfPage frame={frame} />);
  }

  /** From now on for somebody who has delegated; what they may do for them, each verb says. */
  @Post()
  @TakesPageForm()
  async begin(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    mustHaveSession(request);
    const wanted = formOf(request).get('personId');
    const { mayActFor } = await this.sessions.self(person, request.session);
    const delegator = mayActFor.find(({ personId }) => personId === wanted);
    if (delegator === undefined) throw httpProblem('not-found');
    const cookie = onBehalfCookie(person.personId, delegator.personId);
    await reply.code(303).header('set-cookie', cookie).header('location', '/').send();
  }

  @Post('fine')
  @TakesPageForm()
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    mustHaveSession(request);
    const path = localPath(formOf(request).get('poi') ?? undefined) ?? '/';
    await reply.code(303).header('set-cookie', noOnBehalfCookie).header('location', path).send();
  }

  /** In another of their own roles; for nobody else any more. */
  @Post('ruolo')
  @TakesPageForm()
  async switchRole(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const form = formOf(request);
    const [zone, role] = [form.get('zone') ?? '', form.get('role') ?? ''];
    const unitId = form.get('unitId') ?? '';
    await this.roles.switchTo({ zone, role, ...(unitId !== '' && { unitId }) }, request, reply);
    await reply.code(303).header('set-cookie', noOnBehalfCookie).header('location', '/').send();
  }
}
