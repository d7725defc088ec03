import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { deliveriesOf, inboxOf, NoticesProjection } from '#planning';
import type { Person } from '#people';
import { mustHaveSession } from '../../../access/fresh-proof.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { NoticeWords } from '../../../notifications/notice-words.js';
import { OwnNotices } from '../../../notifications/own-notices.js';
import { SetUpChannels } from '../../../notifications/set-up-channels.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { inboxStates, type InboxState } from './inbox-states.js';
import { InboxPage } from './inbox-page.js';
import { NoticePage } from './notice-page.js';

/** So many are looked through at once. */
const SHOWN = 30;

class InboxPageQuery {
  @IsOptional()
  @IsIn(inboxStates)
  readonly stato?: InboxState;

  /** Where the page before ended. */
  @IsOptional()
  @Length(1, 400)
  readonly dopo?: string;
}

/** What somebody was told: where the links of mails lead. */
@Controller('notifiche')
export class NoticesPageController {
  constructor(
    private readonly own: OwnNotices,
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly words: NoticeWords,
    private readonly channels: SetUpChannels,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async inbox(
    @Query(new Checked(InboxPageQuery)) { stato, dopo }: InboxPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const whose = await this.own.whose(person);
    const { rows, total, next } = await this.views.read(NoticesProjection, undefined, (database) =>
      inboxOf(database, { ...whose, state: stato, limit: SHOWN, after: dopo }),
    );
    const frame = await this.frames.of(request, person);
    const { language } = frame;
    const told = rows.map((notice) => ({
      ...{ notice, title: this.words.title(notice)[language] },
      why: this.words.why(notice)[language],
    }));
    const page = (
      <InboxPage
        {...{ frame, told, total, today: this.reader.today() }}
        state={stato}
        next={next ?? undefined}
      />
    );
    await answerPage(reply, language, page);
  }

  @Get(':noticeId')
  @ShowsPage()
  async notice(
    @Param('noticeId') noticeId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const notice = await this.own.one(person, noticeId);
    const deliveries = await this.views.read(NoticesProjection, undefined, (database) =>
      deliveriesOf(database, notice.noticeId, this.channels.names),
    );
    const frame = await this.frames.of(request, person);
    const { language } = frame;
    const shown = {
      ...{ notice, deliveries },
      title: this.words.title(notice)[language],
      within: this.words.within(notice.cycleId),
      why: this.words.why(notice)[language],
      by: this.words.by(notice),
      opens: this.words.opens(notice),
    };
    const page = <NoticePage frame={frame} shown={shown} today={this.reader.today()} />;
    await answerPage(reply, language, page);
  }

  @Post(':noticeId/letta')
  @TakesPageForm()
  async read(
    @Param('noticeId') noticeId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.own.read(request, person, noticeId);
    await backTo(reply, noticeId);
  }

  @Post(':noticeId/vista')
  @TakesPageForm()
  async acknowledge(
    @Param('noticeId') noticeId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.own.acknowledge(request, person, noticeId);
    await backTo(reply, noticeId);
  }

  /** Mutes what a notice is about, or lets it come again. */
  @Post(':noticeId/argomento')
  @TakesPageForm()
  async muteOrUnmute(
    @Param('noticeId') noticeId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    mustHaveSession(request);
    const { threadId, isMuted } = await this.own.one(person, noticeId);
    await (isMuted
      ? this.own.unmute(request, person, threadId)
      : this.own.mute(request, person, threadId));
    await backTo(reply, noticeId);
  }
}

async function backTo(reply: FastifyReply, noticeId: string): Promise<void> {
  await reply
    .code(303)
    .header('location', `/notifiche/${encodeURIComponent(noticeId)}`)
    .send();
}
