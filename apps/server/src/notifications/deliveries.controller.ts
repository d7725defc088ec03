import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, Length } from 'class-validator';
import {
  channelNames,
  deliveryStates,
  WORTH_SENDING_MS,
  type ChannelName,
  type DeliveryState,
} from '#notifications';
import type { Person } from '#people';
import {
  AgendaProjection,
  Clock,
  deadlineInAgenda,
  deliveriesOf,
  deliveryLog,
  deliveryTo,
  NoticesProjection,
  otherDayNow,
  remindedDay,
  unreadReturns,
  workingCalendarOf,
} from '#planning';
import { Refusal } from '#workflow';
import { CycleReader } from '../api/cycle-reader.js';
import { AfterQuery, Checked, PageQuery } from '../api/query.js';
import { ReadModelReader, type ListAnswer } from '../api/read-model-reader.js';
import { refusalProblem } from '../api/refusal-problem.js';
import { CurrentPerson } from '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';
import { Mailboxes } from './mailboxes.js';
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
    private readonly mailboxes: Mailboxes,
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

  /** All that happened to one delivery. @throws Problem not-found */
  @Get('deliveries/:noticeId/:channel')
  async delivery(
    @Param('noticeId') noticeId: string,
    @Param('channel') channel: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustRead(person, 'deliveries');
    const found = await this.#find(person.zone, noticeId, channel, after);
    return found.delivery;
  }

  /**
   * Lets a delivery begin anew, whatever has become of it; one that is waiting goes on waiting. A reminder of a day
   * that has moved since is not sent as if it held: whoever it is for is reminded of the other one.
   * @throws Problem not-found, reminder-of-another-day
   */
  @Post('deliveries/:noticeId/:channel/resend')
  @HttpCode(200)
  async resend(
    @Param('noticeId') noticeId: string,
    @Param('channel') channel: string,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly asked: boolean; readonly position?: number }> {
    const [it, en] = ['Rispedire un avviso', 'Send a notice again'];
    await this.reader.mustOperate(person, 'resend-notices', it, en);
    const { zone } = person;
    const found = await this.#find(zone, noticeId, channel);
    const { recipientId, state, dueMs } = found.to;
    // What nobody has attempted in time waits in vain.
    const isExpired =
      found.delivery.attempts === 0 && dueMs < this.clock.nowMs() - WORTH_SENDING_MS;
    if (state === 'waiting' && !isExpired) return { asked: false };
    await this.#mustStillHold(noticeId);
    const data = { noticeId, channel: found.delivery.channel };
    const fact = { type: 'DeliveryResendAsked', data } as const;
    const position = await this.mailboxes.record({ zone, recipientId, fact, by: person });
    return { asked: true, position };
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

  /** @throws Problem reminder-of-another-day */
  async #mustStillHold(noticeId: string): Promise<void> {
    const told = await this.views.read(NoticesProjection, undefined, (database) =>
      remindedDay(database, noticeId),
    );
    if (!told) return;
    const { cycleId, deadlineId, due } = told;
    const deadline = await this.views.read(AgendaProjection, undefined, (database) =>
      deadlineInAgenda(database, cycleId, deadlineId),
    );
    const now = deadline && otherDayNow(told, deadline);
    if (now === undefined) return;
    const refusal = new Refusal('reminder-of-another-day', { due, now });
    throw refusalProblem(refusal, { rule: refusal.code, cycleId });
  }

  async #find(zone: string, noticeId: string, channel: string, after?: number) {
    // What is no channel is by none of the deliveries.
    const name = channelNames.find((each) => each === channel);
    const found =
      name &&
      (await this.views.read(NoticesProjection, after, (database) => {
        const to = deliveryTo(database, zone, noticeId, name);
        const delivery = deliveriesOf(database, noticeId, this.channels.names).find(
          (each) => each.channel === name,
        );
        return to && delivery ? { to, delivery } : undefined;
      }));
    if (!found) throw httpProblem('not-found');
    return found;
  }
}
