import {
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { mustHaveSession } from '../../../access/fresh-proof.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { AskedByPage, isAskedByPage } from '../../../http/asked-by-page.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { httpProblem } from '../../../http/http-problems.js';
import type { Job } from '../../../jobs/job.js';
import { Jobs, TooManyJobs } from '../../../jobs/jobs.js';
import { LivePages } from '../../live/live-pages.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { JobPage } from './job-page.js';
import { JobsPage } from './jobs-page.js';
import { readingOf } from './who-may.js';

/** What somebody had asked for, how far it is, and what came of it. Of others there is nothing here. */
@Controller()
export class JobsController {
  constructor(
    private readonly jobs: Jobs,
    private readonly reader: CycleReader,
    private readonly frames: ZoneFrames,
    private readonly live: LivePages,
  ) {}

  @Get('lavori')
  @ShowsPage()
  async list(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const own = this.jobs.own(person);
    const others =
      person.role === 'ADM'
        ? this.jobs.all(person.zone).filter(({ personId }) => personId !== person.personId)
        : undefined;
    const page = <JobsPage frame={frame} own={own} others={others} />;
    await answerPage(reply, frame.language, page);
    for (const job of own) this.jobs.see(job);
  }

  @Get('lavori/:jobId')
  @ShowsPage()
  async job(
    @Param('jobId') jobId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const job = this.#own(jobId, person);
    await this.#show(job, { person, request, reply });
    // A page that goes on by itself may lie behind others.
    if (!isAskedByPage(request)) this.jobs.see(job);
  }

  /** What an open page of a job listens to. */
  @Get('lavori/:jobId/novita')
  @AskedByPage()
  async news(
    @Param('jobId') jobId: string,
    @CurrentPerson() person: Person,
    @Query('visto') shown: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.#own(jobId, person);
    const changes = this.jobs.watched(jobId);
    try {
      await this.live.tell(request, reply, {
        ...{ person, changes, shown: typeof shown === 'string' ? shown : undefined },
        seen: () => Promise.resolve(seenOf(this.#own(jobId, person))),
      });
    } finally {
      this.jobs.forget(jobId, changes);
    }
  }

  @Post('lavori/:jobId/annulla')
  @HttpCode(303)
  @TakesPageForm()
  async cancel(
    @Param('jobId') jobId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    mustHaveSession(request);
    // One that has come to its end meanwhile says so itself.
    this.jobs.cancel(this.#own(jobId, person));
    await reply.code(303).header('location', `/lavori/${jobId}`).send();
  }

  /** Begins one again that failed or was cancelled, for whoever may still read what it is of. */
  @Post('lavori/:jobId/ripresa')
  @HttpCode(303)
  @TakesPageForm()
  async resume(
    @Param('jobId') jobId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    mustHaveSession(request);
    const job = this.#own(jobId, person);
    await this.reader.mustBeAllowed(person, readingOf(job.kind), job.cycleId);
    try {
      this.jobs.resume(job, person);
    } catch (error) {
      if (!(error instanceof TooManyJobs)) throw error;
      await this.#show(job, { person, request, reply, full: error });
      return;
    }
    await reply.code(303).header('location', `/lavori/${jobId}`).send();
  }

  /** The file, for whoever asked for it and may still read what it is of. @throws Problem not-found, not-allowed */
  @Get('cicli/:cycleId/lavori/:jobId/file')
  @ShowsPage()
  async file(
    @Param('cycleId') cycleId: string,
    @Param('jobId') jobId: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const job = this.#own(jobId, person);
    await this.reader.mustBeAllowed(person, readingOf(job.kind), job.cycleId);
    const { file } = job;
    if (cycleId !== job.cycleId || file === undefined || !this.jobs.isThere(job)) {
      throw httpProblem('not-found');
    }
    this.jobs.see(job);
    reply.header('content-type', file.mediaType);
    reply.header('content-length', file.bytes);
    reply.header('content-disposition', `attachment; filename="${file.name}"`);
    return new StreamableFile(this.jobs.open(job));
  }

  async #show(
    job: Job,
    {
      person,
      request,
      reply,
      full,
    }: {
      readonly person: Person;
      readonly request: FastifyRequest;
      readonly reply: FastifyReply;
      readonly full?: TooManyJobs;
    },
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const { exporting } = frame.words;
    const refused = full && (full.isOwn ? exporting.full(full.most) : exporting.fullForAll);
    const page = (
      <JobPage
        {...{ frame, job, refused, seen: seenOf(job), nowMs: this.reader.nowMs() }}
        before={this.jobs.before(job.jobId)}
        days={this.jobs.days}
      />
    );
    await answerPage(reply, frame.language, page, full ? 409 : 200);
  }

  /** @throws Problem not-found, which also hides the jobs of others */
  #own(jobId: string, person: Person): Job {
    const job = this.jobs.of(jobId, person);
    if (job === undefined) throw httpProblem('not-found');
    return job;
  }
}

/** What is seen of a job, as a text that changes with it. */
function seenOf({ state, share, step, begun }: Job): string {
  const number = step !== undefined && 'number' in step ? step.number : 0;
  return `${state}-${begun}-${Math.round(share * 1_000)}-${number}`;
}
