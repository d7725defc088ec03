import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localPath } from '#access';
import type { Person } from '#people';
import { SessionView } from '../../../access/session-view.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { AttachmentsDesk } from '../../../attachments/attachments-desk.js';
import type { Problem } from '../../../http/problem.js';
import { marksOf } from '../../commands/form-marks.js';
import { FormsWithFiles, type BroughtFile } from '../../commands/form-with-files.js';
import { PageCommands } from '../../commands/page-commands.js';
import { frameOf } from '../../frame.js';
import { fileErrorsIn } from '../../pieces/file-errors.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageUpload } from '../../shows-page.js';
import { actionAddress, withDone } from './action-address.js';
import { ActionPage } from './action-page.js';
import { ActionScenes, type ActionScene } from './action-scenes.js';
import { ChoosePage } from './choose-page.js';
import { errorsAt, type FormError } from './form-errors.js';
import { inputId } from './input-id.js';
import { MORE_ROWS, SEND_FILE } from './form-inputs.js';
import { readFields, typedIn, type Typed } from './typed.js';

/** What is shown besides the form as it was typed. */
interface Told {
  readonly typed: Typed;
  readonly returnTo: string;
  readonly errors?: readonly FormError[];
  readonly refused?: Problem;
  readonly expected?: Problem | undefined;
  readonly added?: string | undefined;
  readonly files?: readonly BroughtFile[];
}

/** The form of every verb of the domain, of a cycle or of a register. */
@Controller('cicli/:cycleId/azioni/:verb')
export class ActionPageController {
  constructor(
    private readonly scenes: ActionScenes,
    private readonly commands: PageCommands,
    private readonly forms: FormsWithFiles,
    private readonly sessions: SessionView,
    private readonly attachments: AttachmentsDesk,
  ) {}

  @Get()
  @ShowsPage()
  async form(
    @Param('cycleId') cycleId: string,
    @Param('verb') name: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    const typed = typedIn(query);
    const schedaId = query.get('schedaId') ?? undefined;
    if (name === 'revise-scheda' && schedaId !== undefined) {
      const part = { kind: 'scheda', id: schedaId } as const;
      const address = actionAddress(cycleId, name, { part });
      await reply.code(303).header('location', address).send();
      return;
    }
    const scene = await this.scenes.of(name, cycleId, person, request, typed);
    const returnTo = returnPath(query, scene);
    if (scene.isAboutNothing) return this.#choose(reply, scene, returnTo);
    const { typed: kept, wish } = readFields(scene.fields, typed);
    const expected = await this.scenes.refusalNow(scene, wish);
    return this.#show(reply, scene, { typed: kept, returnTo, expected });
  }

  /** No fact is recorded where somebody only wants one more row in a list, or sends a file. */
  @Post()
  @TakesPageUpload()
  async perform(
    @Param('cycleId') cycleId: string,
    @Param('verb') name: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const onBehalfOf = frameOf(request, await this.sessions.self(person, request.session)).actingFor
      ?.personId;
    const { form, files } = await this.forms.read(request, { person, cycleId, onBehalfOf });
    const scene = await this.scenes.of(name, cycleId, person, request, typedIn(form));
    const { wish, typed } = readFields(scene.fields, typedIn(form));
    const returnTo = returnPath(form, scene);
    const added = form.get(MORE_ROWS) ?? undefined;
    if (added !== undefined) return this.#show(reply, scene, { typed, returnTo, added, files });
    const isAllThere = files.every(({ problem }) => problem === undefined);
    if (form.has(SEND_FILE) || !isAllThere) {
      const errors = fileErrorsIn(files, scene.frame.language, scene.frame.words, inputId);
      return this.#show(reply, scene, { typed, returnTo, errors, files }, isAllThere ? 200 : 422);
    }
    const { commandId, revision } = marksOf(form);
    const outcome = await this.commands.perform(name, wish, {
      ...{ cycleId, person, commandId, revision, onBehalfOf },
    });
    if (outcome.kind === 'recorded') {
      await reply.code(303).header('location', withDone(returnTo, name)).send();
      return;
    }
    if (outcome.kind === 'refused') {
      const refused = outcome.problem;
      return this.#show(reply, scene, { typed, returnTo, refused }, refused.status);
    }
    const errors = errorsAt(scene.fields, outcome.problems, scene.frame);
    return this.#show(reply, scene, { typed, returnTo, errors }, 422);
  }

  async #show(reply: FastifyReply, scene: ActionScene, told: Told, status = 200): Promise<void> {
    const { frame, person, verb, cycleId, crumbs, fields, around, given, action, revision } = scene;
    const { typed, returnTo, errors = [], refused, expected, added, files = [] } = told;
    const about = verb.about === undefined ? undefined : `${verb.about}Id`;
    const kept = await this.attachments.shownTo(person, cycleId, [...typed.values()].flat());
    const state = { frame, cycleId, typed, errors, around, given, about, added, files, kept };
    const shown = {
      isBeginning: scene.life.revision < 0,
      ...{ verb, cycleId, crumbs, fields, state, returnTo, refused, expected, revision },
      // A form that was sent is shown again with what was typed, whatever was said of it.
      action: refused ? { ...action, possible: true } : action,
    };
    return answerPage(reply, frame.language, <ActionPage frame={frame} shown={shown} />, status);
  }

  #choose(reply: FastifyReply, scene: ActionScene, returnTo: string): Promise<void> {
    const { frame, verb, crumbs } = scene;
    const choices = this.scenes.choicesFor(scene, returnTo);
    const page = <ChoosePage {...{ frame, verb, crumbs, choices, returnTo }} />;
    return answerPage(reply, frame.language, page);
  }
}

/** The page to come back to: one of this site, or where the thing is shown that the verb is about. */
function returnPath(asked: URLSearchParams, { home }: ActionScene): string {
  return localPath(asked.get('poi') ?? undefined) ?? home;
}
