import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { deliveryLog, NoticesProjection } from '#planning';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { SetUpChannels } from '../../../notifications/set-up-channels.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { loggedStates, type LoggedState } from './logged-states.js';
import { DeliveriesPage } from './deliveries-page.js';

/** So many are looked through at once. */
const SHOWN = 50;

class DeliveriesPageQuery {
  @IsOptional()
  @IsIn(['', ...loggedStates])
  readonly stato?: LoggedState | '';

  @IsOptional()
  @Length(1, 400)
  readonly dopo?: string;
}

/** Whether what was told has arrived, for those who look after it. */
@Controller('notifiche/recapiti')
export class DeliveriesPageController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly channels: SetUpChannels,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async deliveries(
    @Query(new Checked(DeliveriesPageQuery)) { stato = '', dopo }: DeliveriesPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustRead(person, 'deliveries');
    const state = stato === '' ? undefined : stato;
    const which = {
      ...{ zone: person.zone, nowMs: this.reader.nowMs(), setUp: this.channels.names },
      ...{ state, limit: SHOWN, after: dopo },
    };
    const { rows, total, next } = await this.views.read(NoticesProjection, undefined, (database) =>
      deliveryLog(database, which),
    );
    const frame = await this.frames.of(request, person);
    const page = <DeliveriesPage {...{ frame, rows, total, state }} next={next ?? undefined} />;
    await answerPage(reply, frame.language, page);
  }
}
