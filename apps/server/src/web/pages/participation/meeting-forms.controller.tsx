import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { verbs, type CycleLife, type RequestProblem } from '#planning';
import type { Person } from '#people';
import { AttachmentsDesk } from '../../../attachments/attachments-desk.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { httpProblem } from '../../../http/http-problems.js';
import { marksOf } from '../../commands/form-marks.js';
import { FormsWithFiles, type BroughtFile } from '../../commands/form-with-files.js';
import { PageCommands } from '../../commands/page-commands.js';
import type { Frame } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { fileErrorsIn } from '../../pieces/file-errors.js';
import { ShowsPage, TakesPageForm, TakesPageUpload } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { withDone } from '../action/action-address.js';
import { errorsAt } from '../action/form-errors.js';
import { fieldsOf, type FormField } from '../action/form-field.js';
import { MORE_ROWS, SEND_FILE } from '../action/form-inputs.js';
import { inputId } from '../action/input-id.js';
import { readFields, typedIn } from '../action/typed.js';
import { attendanceIn, AttendancePage, sameMaterialsIn } from './attendance-page.js';
import { bodyIdsIn, ConvocationPage, OTHER_BODIES } from './convocation-page.js';
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
    private readonly forms: FormsWithFiles,
    private readonly frames: ZoneFrames,
    private readonly attachments: AttachmentsDesk,
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

  /** No fact is recorded where somebody only wants one more row of documents, or sends a file. */
  @Post('presenze')
  @TakesPageUpload()
  async recordAttendance(
    @Param('cycleId') cycleId: string,
    @Param('meetingId') meetingId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = { cycleId, meetingId, person, request, reply };
    const { actingFor } = await this.frames.of(request, person);
    const { form, files } = await this.forms.read(request, {
      ...{ person, cycleId, onBehalfOf: actingFor?.personId },
    });
    const added = form.get(MORE_ROWS) ?? undefined;
    if (added !== undefined)
      return this.#show('record-meeting-held', asked, { form, added, files });
    const isAllThere = files.every(({ problem }) => problem === undefined);
    if (form.has(SEND_FILE) || !isAllThere) {
      const { language, words } = await this.frames.of(request, person);
      const errors = fileErrorsIn(files, language, words, inputId);
      const status = isAllThere ? 200 : 422;
      return this.#show('record-meeting-held', asked, { form, files, errors, status });
    }
    const lateReason = form.get('lateReason')?.trim() ?? '';
    const occurredOn = form.get('occurredOn') ?? '';
    const brought = readFields(materialFields(), typedIn(form)).wish['materials'];
    const same = sameMaterialsIn(form, (await this.reader.programme(cycleId)).data.meetings);
    const materials = [...same, ...(Array.isArray(brought) ? (brought as readonly object[]) : [])];
    const { attendance, byDelegate } = attendanceIn(form);
    const wish = {
      ...{ meetingId, attendance },
      categories: form.getAll('categories'),
      contents: linesIn(form.get('contents')),
      ...(byDelegate.length > 0 && { byDelegate }),
      ...(materials.length > 0 && { materials }),
      ...(occurredOn !== '' && { occurredOn }),
      ...(lateReason !== '' && { lateReason }),
    };
    await this.#perform('record-meeting-held', wish, form, asked, same.length);
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
    const bodyIds = bodyIdsIn(form);
    const protocol = form.get('protocol')?.trim() ?? '';
    const wish = {
      ...{ meetingId, invitees },
      ...(bodyIds.length > 0 && { bodyIds }),
      ...(protocol !== '' && { protocol }),
    };
    await this.#perform('convene-meeting', wish, form, asked);
  }

  /** @param before how many documents stand before those of the form itself in the wish */
  async #perform(
    verb: FormVerb,
    wish: object,
    form: URLSearchParams,
    asked: Asked,
    before = 0,
  ): Promise<void> {
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
    const errors = errorsOf(outcome, frame, before);
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
      /** The list that gets one more row, and what became of files. */
      readonly added?: string;
      readonly files?: readonly BroughtFile[];
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
    if (verb === 'convene-meeting') {
      const bodies = await this.participation.bodies(person);
      const page = <ConvocationPage {...asked} bodies={bodies} />;
      return answerPage(reply, frame.language, page, status);
    }
    const fields = materialFields();
    const { typed: brought } = readFields(fields, typedIn(form));
    const state = {
      ...{ frame, cycleId, added: typed.added, files: typed.files ?? [] },
      typed: brought,
      kept: await this.attachments.shownTo(person, cycleId, [...brought.values()].flat()),
      errors: errors.map((error) => ({ said: error.text, ...error })),
      around: { shown: {}, organisation: undefined, cycles: [], language: frame.language },
      ...{ given: new Map<string, string>(), about: undefined },
    };
    const page = <AttendancePage {...asked} materials={{ fields, state }} />;
    await answerPage(reply, frame.language, page, status);
  }
}

/** Of all that the verb may be told, the documents that were shown. */
const materialFields = (): readonly FormField[] =>
  verbs
    .filter(({ name }) => name === 'record-meeting-held')
    .flatMap(fieldsOf)
    .filter(({ name }) => name === 'materials');

type FormVerb = 'convene-meeting' | 'record-meeting-held';

function meetingIn(life: Readonly<CycleLife>, meetingId: string) {
  const { meetings } = life.data;
  return Object.hasOwn(meetings, meetingId) ? meetings[meetingId] : undefined;
}

/**
 * The fields of these forms are called like those of the verbs; what is of no field is told of the whole.
 * @param before how many documents were chosen and not written: those of the form are counted from there
 */
function errorsOf(
  outcome: Exclude<Awaited<ReturnType<PageCommands['perform']>>, { readonly kind: 'recorded' }>,
  frame: Frame,
  before: number,
): readonly FieldError[] {
  const { language } = frame;
  if (outcome.kind === 'refused') {
    const { code } = outcome.problem;
    const field = fieldsOfRefusals[code] ?? 'content';
    return [{ field, text: outcome.problem[language].detail }];
  }
  const isOfDocument = ({ field }: RequestProblem): boolean => field.startsWith('/materials/');
  const ofDocuments = outcome.problems.filter(isOfDocument).map((problem) => ({
    ...problem,
    field: problem.field.replace(/\d+/, (place) => String(Number(place) - before)),
  }));
  const fields: Readonly<Record<string, string>> = { attendance: 'altri', bodyIds: OTHER_BODIES };
  return [
    ...outcome.problems
      .filter((problem) => !isOfDocument(problem))
      .map((problem) => {
        const name = problem.field.split('/')[1] ?? '';
        return { field: fields[name] ?? name, text: problem[language] };
      }),
    ...errorsAt(materialFields(), ofDocuments, frame),
  ];
}

/** At which field a refusal is told. */
const fieldsOfRefusals: Readonly<Record<string, string>> = {
  'late-reason-needed': 'lateReason',
  'material-twice': inputId('materials'),
};
