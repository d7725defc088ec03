import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, Length } from 'class-validator';
import { channelNames, deliveryStates, type ChannelName, type DeliveryState } from '#notifications';
import type { Person } from '#people';
import { Clock, deliveryLog, NoticesProjection, unreadReturns, workingCalendarOf } from '#planning';
import { CycleReader } from '../api/cycle-reader.js';
import { AfterQuery, Checked, PageQuery } from '../api/query.js';
import { ReadModelReader, type ListAnswer } from '../api/read-model-reader.js';
import { CurrentPerson } from '../http/current-person.js';
import { DeliveriesDesk, type Resent } from './deliveries-desk.js';
import { NoticeWords } from './notice-words.js';
import { SetUpChannels } from './set-up-channels.js';

class DeliveriesParameters extends PageQuery {
  @IsOptional()
  @IsIn([...deliveryStates, 'expired', 'no-channel'])
  readonly state?: DeliveryState | 'expired' | 'no-channel';

  @IsOptional()
  @IsIn(channelNames)
  readonly channel?: ChannelName;

  @IsOptional()
  @Length(1, 80)
  readonly recipientId?: string;
}

/** Whether what was told has arrived, for those who look after it: to whom, by what and how, never what it says. */
@Controller('api/v1')
export class DeliveriesController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly desk: DeliveriesDesk,
    private readonly words: NoticeWords,
    private readonly clock: Clock,
    private readonly channels: SetUpChannels,
  ) {}

  @Get('deliveries')
  async deliveries(
    @Query(new Checked(DeliveriesParameters)) query: DeliveriesParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    await this.reader.mustRead(person, 'deliveries');
    const { state, channel, recipientId } = query;
    const which = {
      ...{ zone: person.zone, nowMs: this.clock.nowMs(), setUp: this.channels.names },
      ...{ state, channel, recipientId },
    };
    return this.views.list(NoticesProjection, query, (database, page) =>
      deliveryLog(database, { ...which, ...page }),
    );
  }

  @Get('deliveries/:noticeId/:channel')
  async delivery(
    @Param('noticeId') noticeId: string,
    @Param('channel') channel: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    return this.desk.delivery(person, noticeId, channel, after);
  }

  @Post('deliveries/:noticeId/:channel/resend')
  @HttpCode(200)
  async resend(
    @Param('noticeId') noticeId: string,
    @Param('channel') channel: string,
    @CurrentPerson() person: Person,
  ): Promise<Resent> {
    return this.desk.resend(person, noticeId, channel);
  }

  /** The schede that were returned and that somebody has not looked at within three working days. */
  @Get('cycles/:cycleId/reports/unread-returns')
  async unreadReturns(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustBeAllowed(person, 'reports', cycleId);
    await this.reader.mustExist(cycleId);
    const today = this.reader.today();
    // The days of the office count, not those of the country.
    const calendar = workingCalendarOf(await this.reader.organisation(person.zone));
    const unread = await this.views.read(NoticesProjection, after, (database) =>
      unreadReturns(database, cycleId, today, calendar),
    );
    const items = unread.map((each) => ({
      ...each,
      scheda: this.words.about({ cycleId, about: { kind: 'scheda', id: each.schedaId } }),
    }));
    return { items, total: items.length };
  }
}
