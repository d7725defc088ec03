import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { IsIn, IsOptional, Length } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { Person } from '#people';
import {
  deliveriesOf,
  inboxOf,
  NoticesProjection,
  threadsOf,
  unreadOf,
  type NoticeRow,
  type ThreadRow,
} from '#planning';
import { AfterQuery, Checked, PageQuery } from '../api/query.js';
import { ReadModelReader, type ListAnswer } from '../api/read-model-reader.js';
import { CurrentPerson } from '../http/current-person.js';
import { NoticeWords } from './notice-words.js';
import { OwnNotices, type Noted } from './own-notices.js';
import { SetUpChannels } from './set-up-channels.js';

class InboxParameters extends PageQuery {
  @IsOptional()
  @IsIn(['unread', 'read', 'to-acknowledge'])
  readonly state?: 'unread' | 'read' | 'to-acknowledge';

  @IsOptional()
  @Length(1, 60)
  readonly ruleId?: string;

  @IsOptional()
  @Length(1, 120)
  readonly cycleId?: string;

  @IsOptional()
  @Length(1, 60)
  readonly threadId?: string;
}

/** What one is told: nobody else's inbox can be read, by whomever. */
@Controller('api/v1/notices')
export class NoticesController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly own: OwnNotices,
    private readonly words: NoticeWords,
    private readonly channels: SetUpChannels,
  ) {}

  @Get()
  async inbox(
    @Query(new Checked(InboxParameters)) query: InboxParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    const whose = await this.own.whose(person);
    const { state, ruleId, cycleId, threadId } = query;
    const list = await this.views.list(NoticesProjection, query, (database, page) =>
      inboxOf(database, { ...whose, ...page, state, ruleId, cycleId, threadId }),
    );
    return { ...list, items: (list.items as NoticeRow[]).map((each) => this.#view(each)) };
  }

  /** How many are not read, and how many wait to be acknowledged: for the bell of every page. */
  @Get('unread')
  async unread(
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<{ readonly unread: number; readonly toAcknowledge: number }> {
    const whose = await this.own.whose(person);
    return this.views.read(NoticesProjection, after, (database) => unreadOf(database, whose));
  }

  /** The inbox by what the notices are about. */
  @Get('threads')
  async threads(
    @Query(new Checked(PageQuery)) query: PageQuery,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    const whose = await this.own.whose(person);
    const list = await this.views.list(NoticesProjection, query, (database, page) =>
      threadsOf(database, { ...whose, ...page }),
    );
    const named = ({ label: _label, ...thread }: ThreadRow): object => ({
      ...thread,
      name: this.words.about(thread),
    });
    return { ...list, items: (list.items as ThreadRow[]).map(named) };
  }

  /** One notice: why one was told, and how it has gone out. @throws Problem not-found */
  @Get(':noticeId')
  async notice(
    @Param('noticeId') noticeId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const notice = await this.own.one(person, noticeId, after);
    const deliveries = await this.views.read(NoticesProjection, undefined, (database) =>
      deliveriesOf(database, noticeId, this.channels.names),
    );
    return { ...this.#view(notice), deliveries };
  }

  /** Says that it was read. @throws Problem not-found, session-needed */
  @Post(':noticeId/read')
  @HttpCode(200)
  read(
    @Param('noticeId') noticeId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Noted> {
    return this.own.read(request, person, noticeId);
  }

  /** Says that one has seen what one was asked to see. @throws Problem not-found, session-needed */
  @Post(':noticeId/acknowledge')
  @HttpCode(200)
  acknowledge(
    @Param('noticeId') noticeId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Noted> {
    return this.own.acknowledge(request, person, noticeId);
  }

  /** Lets further notices about the same thing come to the inbox alone. @throws Problem not-found, session-needed */
  @Post('threads/:threadId/mute')
  @HttpCode(200)
  mute(
    @Param('threadId') threadId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Noted> {
    return this.own.mute(request, person, threadId);
  }

  @Delete('threads/:threadId/mute')
  @HttpCode(200)
  unmute(
    @Param('threadId') threadId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Noted> {
    return this.own.unmute(request, person, threadId);
  }

  #view({ label: _label, ...notice }: NoticeRow): object {
    return {
      ...notice,
      title: this.words.title(notice),
      within: this.words.within(notice.cycleId),
      why: this.words.why(notice),
      by: this.words.by(notice) ?? null,
      link: this.words.opens(notice) ?? `/notifiche/${notice.noticeId}`,
    };
  }
}
