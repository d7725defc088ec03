import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { Public } from '../../../http/public.js';
import type { Frame } from '../../frame.js';
import { OpenFrames } from '../../open-frames.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { PublicInformation } from '../legal/public-information.js';
import { FeedbackBox, feedbackKinds, type Feedback, type FeedbackKind } from './feedback-box.js';
import { FeedbackPage, FeedbackTakenPage } from './feedback-page.js';
import { KeptFeedbackPage } from './kept-feedback-page.js';

/** As long as each field may be. */
const FEEDBACK_LENGTHS = { text: 4_000, page: 500, contact: 200 } as const;

/** What anybody has to say of the pages, signed in or not. */
@Controller('segnalazioni')
export class FeedbackController {
  constructor(
    private readonly box: FeedbackBox,
    private readonly information: PublicInformation,
    private readonly reader: CycleReader,
    private readonly frames: ZoneFrames,
    private readonly open: OpenFrames,
  ) {}

  @Public()
  @Get()
  @ShowsPage()
  async form(
    @Query('tipo') kind: unknown,
    @Query('pagina') about: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = typeof about === 'string' ? about.slice(0, FEEDBACK_LENGTHS.page) : '';
    const written = { kind: kindOf(kind) ?? 'errore', text: '', page, contact: '' };
    await this.#show(await this.open.of(request), reply, written, [], 200);
  }

  @Public()
  @Post()
  @TakesPageForm()
  async take(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const frame = await this.open.of(request);
    const form = formOf(request);
    const said = frame.words.feedback;
    const field = (name: string): string => (form.get(name) ?? '').trim();
    const written: Feedback = {
      kind: kindOf(field('kind')) ?? 'altro',
      ...{ text: field('text'), page: field('page'), contact: field('contact') },
    };
    const tooLong = (['text', 'page', 'contact'] as const)
      .filter((name) => written[name].length > FEEDBACK_LENGTHS[name])
      .map((name) => ({ field: name, text: said.tooLong(said[name], FEEDBACK_LENGTHS[name]) }));
    const errors = [
      ...(written.text === '' ? [{ field: 'text', text: said.empty }] : []),
      ...tooLong,
    ];
    if (errors.length > 0) return this.#show(frame, reply, written, errors, 422);
    const code = await this.box.take(written);
    if (code === undefined) {
      return this.#show(frame, reply, written, [{ field: 'text', text: said.full }], 503);
    }
    const page = <FeedbackTakenPage {...{ frame, code }} contact={this.information.contact} />;
    await answerPage(reply, frame.language, page);
  }

  /** Those that nobody was mailed. @throws Problem not-allowed */
  @Get('ricevute')
  @ShowsPage()
  async kept(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustRead(person, 'deliveries');
    const frame = await this.frames.of(request, person);
    const page = <KeptFeedbackPage frame={frame} kept={this.box.kept()} />;
    await answerPage(reply, frame.language, page);
  }

  async #show(
    frame: Frame,
    reply: FastifyReply,
    written: Feedback,
    errors: readonly FieldError[],
    status: number,
  ): Promise<void> {
    const { contact } = this.information;
    const page = <FeedbackPage {...{ frame, written, errors, contact }} />;
    await answerPage(reply, frame.language, page, status);
  }
}

function kindOf(text: unknown): FeedbackKind | undefined {
  return feedbackKinds.find((each) => each === text);
}
