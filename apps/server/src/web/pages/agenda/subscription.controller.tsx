import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CurrentPerson } from '../../../http/current-person.js';
import {
  CalendarSubscription,
  type FeedAddress,
  type FeedStanding,
} from '../../../notifications/calendar-subscription.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { SubscriptionPage } from './subscription-page.js';

/** One's own deadlines in one's own calendar program: a secret address, shown once. */
@Controller('scadenze/abbonamento')
export class SubscriptionController {
  constructor(
    private readonly subscription: CalendarSubscription,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async standing(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#show(person, request, reply, await this.subscription.standing(person));
  }

  /** The answer itself is the page: whoever looked again would not find the address. */
  @Post()
  @TakesPageForm()
  async issue(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#show(person, request, reply, await this.subscription.issue(person, request));
  }

  @Post('ritiro')
  @TakesPageForm()
  async revoke(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.subscription.revoke(person, request);
    await reply.code(303).header('location', '/scadenze/abbonamento').send();
  }

  async #show(
    person: Person,
    request: FastifyRequest,
    reply: FastifyReply,
    standing: FeedStanding | FeedAddress,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const page = <SubscriptionPage frame={frame} standing={standing} />;
    await answerPage(reply, frame.language, page);
  }
}
