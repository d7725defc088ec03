import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { operations } from '#planning';
import { ViewsDesk } from '../../../api/views-desk.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { DeliveriesDesk } from '../../../notifications/deliveries-desk.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { it } from '../../words/it.js';
import { DetailPage, ResendPage, RetryPage } from './detail-page.js';
import { ServiceDetails } from './service-detail.js';
import { serviceLights } from './service-lights.js';

/** How each part of the service is, for whoever keeps it in order. */
@Controller('stato')
export class StatusDetailController {
  constructor(
    private readonly details: ServiceDetails,
    private readonly views: ViewsDesk,
    private readonly deliveries: DeliveriesDesk,
    private readonly frames: ZoneFrames,
  ) {}

  @Get('dettaglio')
  @ShowsPage()
  async detail(
    @Query() query: Readonly<Record<string, unknown>>,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const detail = await this.details.of(person);
    const frame = await this.frames.of(request, person);
    const [applied, parked] = [query['applicati'], query['rimasti']].map(countIn);
    const { retried: saidOf, resent, notResent } = frame.words.status;
    const isResent = query['rispedito'];
    const retried =
      applied !== undefined && parked !== undefined
        ? saidOf(applied, parked)
        : isResent === 'si'
          ? resent
          : isResent === 'no'
            ? notResent
            : undefined;
    const page = (
      <DetailPage
        {...{ frame, detail, retried }}
        lights={serviceLights(detail, frame)}
        mayRetry={operations['retry-views'].includes(person.role)}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  /** The same for programs: each part with its light, and what is known of it in Italian. */
  @Get('dettaglio.json')
  async forPrograms(@CurrentPerson() person: Person): Promise<object> {
    const detail = await this.details.of(person);
    const { version, atMs } = detail;
    return {
      ...{ version, at: new Date(atMs).toISOString() },
      parts: serviceLights(detail, { words: it, language: 'it' }),
    };
  }

  @Get('recapiti/:noticeId/:channel')
  @ShowsPage()
  async delivery(
    @Param('noticeId') noticeId: string,
    @Param('channel') channel: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const delivery = await this.deliveries.delivery(person, noticeId, channel);
    await this.deliveries.mustResend(person);
    const frame = await this.frames.of(request, person);
    const address = `/stato/recapiti/${encodeURIComponent(noticeId)}/${delivery.channel}`;
    await answerPage(reply, frame.language, <ResendPage {...{ frame, address, delivery }} />);
  }

  @Post('recapiti/:noticeId/:channel')
  @TakesPageForm()
  async resend(
    @Param('noticeId') noticeId: string,
    @Param('channel') channel: string,
    @CurrentPerson() person: Person,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { asked } = await this.deliveries.resend(person, noticeId, channel);
    const address = `/stato/dettaglio?rispedito=${asked ? 'si' : 'no'}`;
    await reply.code(303).header('location', address).send();
  }

  @Get('viste/ripresa')
  @ShowsPage()
  async confirm(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const parked = await this.views.toRetry(person);
    const frame = await this.frames.of(request, person);
    await answerPage(reply, frame.language, <RetryPage frame={frame} parked={parked} />);
  }

  @Post('viste/ripresa')
  @TakesPageForm()
  async retry(@CurrentPerson() person: Person, @Res() reply: FastifyReply): Promise<void> {
    const views = await this.views.retry(person);
    const applied = views.reduce((sum, view) => sum + view.applied, 0);
    const parked = views.reduce((sum, view) => sum + view.parked, 0);
    const address = `/stato/dettaglio?applicati=${applied}&rimasti=${parked}`;
    await reply.code(303).header('location', address).send();
  }
}

function countIn(text: unknown): number | undefined {
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
