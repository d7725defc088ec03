import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { IsIn, IsOptional, Length } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { idOf, type MailboxFact } from '#notifications';
import type { Person } from '#people';
import {
  Clock,
  deliveriesOf,
  inboxOf,
  noticeOf,
  NoticesProjection,
  threadsOf,
  unreadOf,
  type NoticeRow,
  type ThreadRow,
} from '#planning';
import { mustHaveSession } from '../access/fresh-proof.js';
import { CycleReader } from '../api/cycle-reader.js';
import { AfterQuery, Checked, PageQuery } from '../api/query.js';
import { ReadModelReader, type ListAnswer } from '../api/read-model-reader.js';
import { CurrentPerson } from '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';
import { Mailboxes } from './mailboxes.js';
import { NoticeWords } from './notice-words.js';
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

/** That something was recorded, and where: what `?after=` waits for. */
interface Noted {
  readonly position: number;
}

/** What one is told: nobody else's inbox can be read, by whomever. */
@Controller('api/v1/notices')
export class NoticesController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly mailboxes: Mailboxes,
    private readonly words: NoticeWords,
    private readonly clock: Clock,
    private readonly channels: SetUpChannels,
  ) {}

  @Get()
  async inbox(
    @Query(new Checked(InboxParameters)) query: InboxParameters,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    const whose = await this.#whose(person);
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
    const whose = await this.#whose(person);
    return this.views.read(NoticesProjection, after, (database) => unreadOf(database, whose));
  }

  /** The inbox by what the notices are about. */
  @Get('threads')
  async threads(
    @Query(new Checked(PageQuery)) query: PageQuery,
    @CurrentPerson() person: Person,
  ): Promise<ListAnswer> {
    const whose = await this.#whose(person);
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
    const notice = await this.#mine(noticeId, person, after);
    const deliveries = await this.views.read(NoticesProjection, undefined, (database) =>
      deliveriesOf(database, noticeId, this.channels.names),
    );
    return { ...this.#view(notice), deliveries };
  }

  /** Says that it was read. @throws Problem not-found, session-needed */
  @Post(':noticeId/read')
  @HttpCode(200)
  async read(
    @Param('noticeId') noticeId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Noted> {
    mustHaveSession(request);
    const { readAt, cause } = await this.#mine(noticeId, person);
    if (readAt !== null) return { position: cause.position };
    return this.#note(person, { type: 'NoticeRead', data: { noticeId } }, idOf('read', noticeId));
  }

  /**
   * Says that one has seen what one was asked to see.
   * @throws Problem not-found, session-needed: a program sees nothing in the place of a person
   */
  @Post(':noticeId/acknowledge')
  @HttpCode(200)
  async acknowledge(
    @Param('noticeId') noticeId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Noted> {
    mustHaveSession(request);
    const { acknowledgedAt, cause } = await this.#mine(noticeId, person);
    if (acknowledgedAt !== null) return { position: cause.position };
    const fact = { type: 'NoticeAcknowledged', data: { noticeId } } as const;
    return this.#note(person, fact, idOf('acknowledged', noticeId));
  }

  /** Lets further notices about the same thing come to the inbox alone. @throws Problem not-found, session-needed */
  @Post('threads/:threadId/mute')
  @HttpCode(200)
  async mute(
    @Param('threadId') threadId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Noted> {
    mustHaveSession(request);
    await this.#mustHaveThread(threadId, person);
    return this.#note(person, { type: 'ThreadMuted', data: { threadId } });
  }

  @Delete('threads/:threadId/mute')
  @HttpCode(200)
  async unmute(
    @Param('threadId') threadId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
  ): Promise<Noted> {
    mustHaveSession(request);
    await this.#mustHaveThread(threadId, person);
    return this.#note(person, { type: 'ThreadUnmuted', data: { threadId } });
  }

  /** Whose inbox, and now; whoever holds a role has one. @throws Problem not-allowed, role-not-held */
  async #whose(person: Person) {
    await this.reader.mustRead(person, 'worklist');
    const { zone, personId: recipientId } = person;
    return { zone, recipientId, nowMs: this.clock.nowMs() };
  }

  async #mine(noticeId: string, person: Person, after?: number): Promise<NoticeRow> {
    const whose = await this.#whose(person);
    const notice = await this.views.read(NoticesProjection, after, (database) =>
      noticeOf(database, noticeId, whose),
    );
    if (!notice) throw httpProblem('not-found');
    return notice;
  }

  async #mustHaveThread(threadId: string, person: Person): Promise<void> {
    const whose = await this.#whose(person);
    const { total } = await this.views.read(NoticesProjection, undefined, (database) =>
      inboxOf(database, { ...whose, threadId, limit: 1 }),
    );
    if (total === 0) throw httpProblem('not-found');
  }

  async #note(person: Person, fact: MailboxFact, eventId?: string): Promise<Noted> {
    const { zone, personId: recipientId } = person;
    const entry = {
      zone,
      recipientId,
      fact,
      by: person,
      ...(eventId !== undefined && { eventId }),
    };
    return { position: await this.mailboxes.record(entry) };
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
