import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CycleLife } from '#planning';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { httpProblem } from '../../../http/http-problems.js';
import { marksOf } from '../../commands/form-marks.js';
import { PageCommands } from '../../commands/page-commands.js';
import type { Frame } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { withDone } from '../action/action-address.js';
import { AttendancePage, PRESENT } from './attendance-page.js';
import { ConvocationPage } from './convocation-page.js';
import { meetingAddress } from './meeting-address.js';
import { linesIn } from './lines-in.js';
import { ParticipationReader } from './participation-reader.js';

/** Which meeting a request is about. */
interface Asked {
  readonly cycleId: string;
  readonly meetingId: string;
  readonly person: Person;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What is done about a meeting at a table, with a telephone in the hand: who is asked to come, and who came. */
@Controller('cicli/:cycleId/incontri/:meetingId')
export class MeetingFormsController {
  constructor(
    private readonly participation: ParticipationReader,
    private readonly reader: CycleReader,
    private readonly commands: PageCommands,
    private readonly frames: ZoneFrames,
  ) {}

  @Get('presenze')
  @ShowsPage()
  async attendance(
    @Param('cycleId') cycleId: string,
    @Param('meetingId') meetingId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#show('record-meeting-held', { cycleId, meetingId, person, request, reply });
  }

  @Post('presenze')
  @TakesPageForm()
  async recordAttendance(
    @Param('cycleId') cycleId: string,
    @Param('meetingId') meetingId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const lateReason = form.get('lateReason')?.trim() ?? '';
    const occurredOn = form.get('occurredOn') ?? '';
    const touched = [...form].flatMap(([name, body]) => (name.startsWith(PRESENT) ? [body] : []));
    const wish = {
      meetingId,
      attendance: [...new Set([...touched, ...linesIn(form.get('altri'))])],
      categories: form.getAll('categories'),
      contents: linesIn(form.get('contents')),
      ...(occurredOn !== '' && { occurredOn }),
      ...(lateReason !== '' && { lateReason }),
    };
    await this.#perform('record-meeting-held', wish, form, {
      cycleId,
      meetingId,
      person,
      request,
      reply,
    });
  }

  @Get('convocazione')
  @ShowsPage()
  async convocation(
    @Param('cycleId') cycleId: string,
    @Param('meetingId') meetingId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#show('convene-meeting', { cycleId, meetingId, person, request, reply });
  }

  /** Without `conferma` it only shows whom it would reach and with which words. */
  @Post('convocazione')
  @TakesPageForm()
  async convene(
    @Param('cycleId') cycleId: string,
    @Param('meetingId') meetingId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const asked = { cycleId, meetingId, person, request, reply };
    const invitees = [...new Set(linesIn(form.get('invitees')))];
    if (invitees.length === 0) {
      const { words } = await this.frames.of(request, person);
      const errors = [{ field: 'invitees', text: words.participation.invitedMissing }];
      return this.#show('convene-meeting', asked, { form, errors, status: 422 });
    }
    if (!form.has('conferma')) return this.#show('convene-meeting', asked, { form });
    const bodyIds = linesIn(form.get('bodyIds'));
    const protocol = form.get('protocol')?.trim() ?? '';
    const wish = {
      ...{ meetingId, invitees },
      ...(bodyIds.length > 0 && { bodyIds }),
      ...(protocol !== '' && { protocol }),
    };
    await this.#perform('convene-meeting', wish, form, asked);
  }

  async #perform(verb: FormVerb, wish: object, form: URLSearchParams, asked: Asked): Promise<void> {
    const { cycleId, meetingId, person, request, reply } = asked;
    const frame = await this.frames.of(request, person);
    const { commandId, revision } = marksOf(form);
    const onBehalfOf = frame.actingFor?.personId;
    const outcome = await this.commands.perform(verb, wish, {
      ...{ cycleId, person, commandId, revision, onBehalfOf },
    });
    if (outcome.kind === 'recorded') {
      const location = withDone(meetingAddress(cycleId, meetingId), verb);
      await reply.code(303).header('location', location).send();
      return;
    }
    const errors = errorsOf(outcome, frame);
    const status = outcome.kind === 'refused' ? outcome.problem.status : 422;
    return this.#show(verb, asked, { form, errors, status });
  }

  /** @throws Problem not-found for a meeting that is not there, and for whoever may not now */
  async #show(
    verb: FormVerb,
    { cycleId, meetingId, person, request, reply }: Asked,
    typed: {
      readonly form?: URLSearchParams;
      readonly errors?: readonly FieldError[];
      readonly status?: number;
    } = {},
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const shown = await this.participation.of(person, cycleId, frame.actingFor?.personId);
    const meeting = meetingIn(shown.life, meetingId);
    const action = shown
      .actions({ kind: 'meeting', id: meetingId })
      .find((each) => each.verb === verb);
    if (!meeting || !action) throw httpProblem('not-found');
    const { form = new URLSearchParams(), errors = [], status = 200 } = typed;
    const today = this.reader.today();
    const asked = { frame, shown, meeting, action, form, errors, today };
    const page =
      verb === 'convene-meeting' ? <ConvocationPage {...asked} /> : <AttendancePage {...asked} />;
    await answerPage(reply, frame.language, page, status);
  }
}

type FormVerb = 'convene-meeting' | 'record-meeting-held';

function meetingIn(life: Readonly<CycleLife>, meetingId: string) {
  const { meetings } = life.data;
  return Object.hasOwn(meetings, meetingId) ? meetings[meetingId] : undefined;
}

/** The fields of these forms are called like those of the verbs; what is of no field is told of the whole. */
function errorsOf(
  outcome: Exclude<Awaited<ReturnType<PageCommands['perform']>>, { readonly kind: 'recorded' }>,
  { language }: Frame,
): readonly FieldError[] {
  if (outcome.kind === 'refused') {
    const isLate = outcome.problem.code === 'late-reason-needed';
    return [{ field: isLate ? 'lateReason' : 'content', text: outcome.problem[language].detail }];
  }
  const fields: Readonly<Record<string, string>> = { attendance: 'altri' };
  return outcome.problems.map((problem) => {
    const name = problem.field.split('/')[1] ?? '';
    return { field: fields[name] ?? name, text: problem[language] };
  });
}
