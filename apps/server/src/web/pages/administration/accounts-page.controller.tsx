import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessRefused } from '#access';
import type { Person } from '#people';
import { AccountsDesk } from '../../../access/accounts-desk.js';
import { CheckedBody } from '../../../access/checked-body.js';
import { Invite, RequestRecovery } from '../../../access/requests.js';
import { accessProblem } from '../../../http/access-problem.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { httpProblem } from '../../../http/http-problems.js';
import { Problem } from '../../../http/problem.js';
import { answerPage } from '../../page-answer.js';
import { TakesPageForm } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { CodePage } from './code-page.js';
import { personAddress } from './people-page.js';
import { PersonScenes } from './person-scenes.js';
import { wrongFields } from './wrong-fields.js';

/** What is done with the account of somebody, by the last step of the address. */
const steps = ['sospensione', 'riapertura', 'uscita', 'recupero'] as const;
type Step = (typeof steps)[number];

/**
 * The forms on the page of a person by which whoever runs the system looks after accounts. A form that comes without a
 * fresh proof goes on, as it is, to where one is given, and waits there (RFC 9110, 15.4.8: 307 keeps the method).
 */
@Controller('amministrazione')
export class AccountsPageController {
  constructor(
    private readonly desk: AccountsDesk,
    private readonly persons: PersonScenes,
    private readonly frames: ZoneFrames,
  ) {}

  /** A code, which is shown once: so the form is answered with it, and leads nowhere else. */
  @Post('persone/:personId/accesso/invito')
  @HttpCode(200)
  @TakesPageForm()
  async invite(
    @Param('personId') personId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.desk.mustAdminister(person);
    const login = (formOf(request).get('login') ?? '').trim();
    const frame = await this.frames.of(request, person);
    try {
      const wish = new CheckedBody(Invite).transform({ personId, login });
      const code = await this.desk.invite(wish, person, request);
      await this.#showCode(reply, person, { frame, personId, code });
    } catch (error) {
      if (await isSentToProof(error, reply)) return;
      const said =
        error instanceof AccessRefused
          ? accessProblem(error)[frame.language].detail
          : wrongFields(error, frame.language)[0]?.text;
      const told = { invitation: { login, error: said ?? '' }, status: 422 };
      await this.persons.show(personId, person, { request, reply }, told);
    }
  }

  @Post('persone/:personId/accesso/:step')
  @TakesPageForm()
  async change(
    @Param('personId') personId: string,
    @Param('step') asked: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.desk.mustAdminister(person);
    const step = steps.find((each) => each === asked);
    if (step === undefined) throw httpProblem('not-found');
    try {
      await this.#take(step, personId, person, request);
    } catch (error) {
      if (await isSentToProof(error, reply)) return;
      throw error;
    }
    await reply
      .code(303)
      .header('location', `${personAddress(personId)}?accesso=${step}`)
      .send();
  }

  @Post('recuperi/:id/approvazione')
  @HttpCode(200)
  @TakesPageForm()
  async approve(
    @Param('id') id: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const asked = (await this.desk.recoveries(person)).find((each) => each.id === id);
      const code = await this.desk.approveRecovery(id, person, request);
      const frame = await this.frames.of(request, person);
      await this.#showCode(reply, person, { frame, personId: asked?.personId ?? '', code });
    } catch (error) {
      if (!(await isSentToProof(error, reply))) throw error;
    }
  }

  @Post('recuperi/:id/ritiro')
  @TakesPageForm()
  async withdraw(
    @Param('id') id: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.desk.withdrawRecovery(id, person, request);
    } catch (error) {
      if (await isSentToProof(error, reply)) return;
      throw error;
    }
    await reply.code(303).header('location', '/amministrazione/persone').send();
  }

  async #take(
    step: Step,
    personId: string,
    person: Person,
    request: FastifyRequest,
  ): Promise<void> {
    if (step === 'sospensione') await this.desk.disable(personId, person, request);
    if (step === 'riapertura') await this.desk.enable(personId, person, request);
    if (step === 'uscita') await this.desk.endSessionsOf(personId, person, request);
    if (step !== 'recupero') return;
    const wish = { lost: formOf(request).get('lost') ?? '' };
    const checked = new CheckedBody(RequestRecovery).transform(wish);
    await this.desk.requestRecovery(personId, checked, person, request);
  }

  async #showCode(
    reply: FastifyReply,
    person: Person,
    {
      frame,
      personId,
      code,
    }: {
      readonly frame: Awaited<ReturnType<ZoneFrames['of']>>;
      readonly personId: string;
      readonly code: string;
    },
  ): Promise<void> {
    const name = await this.persons.nameOf(personId, person);
    const back = personAddress(personId);
    await answerPage(reply, frame.language, <CodePage {...{ frame, code, back }} person={name} />);
  }
}

/** Sends a form that needs a proof on to where one is given, where that is what an error says. */
async function isSentToProof(error: unknown, reply: FastifyReply): Promise<boolean> {
  if (!(error instanceof Problem) || error.code !== 'proof-needed') return false;
  await reply.code(307).header('location', '/conferma').send();
  return true;
}
