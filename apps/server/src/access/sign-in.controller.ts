import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, AccessRefused, Oidc, type Enrolled, type WayIn } from '#access';
import { Public } from '../http/public.js';
import { SecurityLog } from '../http/security-log.js';
import { Arrivals, networkOfRequest, notLetIn } from './arrivals.js';
import { CheckedBody } from './checked-body.js';
import { FirstAdministrator } from './first-administrator.js';
import {
  EnrolFirst,
  EnrolWithPasskey,
  EnrolWithPassword,
  OpenEmergency,
  OpenFirstInvitation,
  OpenInvitation,
  PasskeyAnswer,
  ResetPassword,
  SecondFactor,
  SignIn,
  Step,
} from './requests.js';
import { instant, type ShownSelf } from './session-view.js';

/** What an invitation shows before the account is made. Secret. */
interface ShownEnrolment {
  readonly step: string;
  readonly personId: string;
  readonly login: string;
  readonly app: { readonly uri: string; readonly typed: string };
}

/** Somebody with a new account: who they are here, and the codes to print. */
interface Welcomed {
  readonly self: ShownSelf;
  readonly recoveryCodes: readonly string[];
}

/** Signing in with an account of this installation, and coming to one. Nobody is known here yet. */
@Public()
@Controller('api/v1/sign-in')
export class SignInController {
  constructor(
    private readonly access: Access,
    private readonly oidc: Oidc,
    private readonly arrivals: Arrivals,
    private readonly first: FirstAdministrator,
    private readonly security: SecurityLog,
  ) {}

  /** The ways to sign in here. */
  @Get()
  waysIn(): {
    readonly password: true;
    readonly passkey: true;
    readonly providers: readonly WayIn[];
    /** Nobody has an account yet: whoever has the code of the console begins. */
    readonly isFirstStart: boolean;
  } {
    const isFirstStart = this.access.accounts.isEmpty();
    return { password: true, passkey: true, providers: this.oidc.waysIn(), isFirstStart };
  }

  /** The first step. Whatever is wrong, the answer is the same, and takes as long. */
  @Post()
  @HttpCode(200)
  async begin(
    @Body(new CheckedBody(SignIn)) { login, password }: SignIn,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly step: string; readonly until: string }> {
    const network = networkOfRequest(request);
    const answer = await this.access.localAccounts.begin({ login, password, network });
    if (answer.outcome !== 'second-factor') throw notLetIn(answer);
    return { step: answer.step, until: instant(answer.endsMs) };
  }

  @Post('second-factor')
  @HttpCode(200)
  secondFactor(
    @Body(new CheckedBody(SecondFactor)) { step, code }: SecondFactor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownSelf> {
    const network = networkOfRequest(request);
    const answer = this.access.localAccounts.secondFactor({ step, code, network });
    if (answer.outcome !== 'signed-in') throw notLetIn(answer);
    return this.arrivals.letIn(answer.signedIn, request, reply);
  }

  @Post('passkey/options')
  @HttpCode(200)
  beginPasskey(): Promise<{ readonly step: string; readonly options: object }> {
    return this.access.localAccounts.beginPasskey();
  }

  @Post('passkey')
  @HttpCode(200)
  async passkey(
    @Body(new CheckedBody(PasskeyAnswer)) { step, response }: PasskeyAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownSelf> {
    const signedIn = await this.access.localAccounts.finishPasskey(step, response);
    return this.arrivals.letIn(signedIn, request, reply);
  }

  /** Opens an invitation: what the page shows, and the app has to learn. */
  @Post('invitation')
  @HttpCode(200)
  openInvitation(@Body(new CheckedBody(OpenInvitation)) { code }: OpenInvitation): ShownEnrolment {
    return shownEnrolment(this.access.enrolment.open(code));
  }

  @Post('invitation/password')
  @HttpCode(200)
  async enrolWithPassword(
    @Body(new CheckedBody(EnrolWithPassword)) { step, password, code }: EnrolWithPassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Welcomed> {
    const enrolled = await this.access.enrolment.withPassword(step, { password, code });
    return this.#welcome(enrolled, request, reply);
  }

  @Post('invitation/passkey/options')
  @HttpCode(200)
  beginEnrolWithPasskey(
    @Body(new CheckedBody(Step)) { step }: Step,
  ): Promise<{ readonly step: string; readonly options: object }> {
    return this.access.enrolment.beginPasskey(step);
  }

  @Post('invitation/passkey')
  @HttpCode(200)
  async enrolWithPasskey(
    @Body(new CheckedBody(EnrolWithPasskey)) body: EnrolWithPasskey,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Welcomed> {
    const { step, passkeyStep, response, name } = body;
    const answer = { passkeyStep, response, name };
    const enrolled = await this.access.enrolment.withPasskey(step, answer);
    return this.#welcome(enrolled, request, reply);
  }

  /** A new password, once two administrators have agreed. */
  @Post('recovery')
  @HttpCode(200)
  async resetPassword(
    @Body(new CheckedBody(ResetPassword)) body: ResetPassword,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    const network = networkOfRequest(request);
    const answer = await this.access.recovery.resetPassword({
      code: body.code,
      password: body.password,
      secondFactor: body.secondFactor,
      network,
    });
    if (answer.outcome !== 'changed') throw notLetIn(answer);
    this.#byOwner(request, 'password-recovered', answer.personId);
    return { changed: true };
  }

  /** Opens the code that the console showed at the first start, or for a further zone. */
  @Post('first-administrator')
  @HttpCode(200)
  async openFirst(
    @Body(new CheckedBody(OpenFirstInvitation)) body: OpenFirstInvitation,
  ): Promise<ShownEnrolment> {
    const { code, personId, login } = body;
    return shownEnrolment(await this.first.open(code, { personId, login }));
  }

  /** Makes the first account, opens the register of the zone, and makes its person administrator there. */
  @Post('first-administrator/password')
  @HttpCode(200)
  async enrolFirst(
    @Body(new CheckedBody(EnrolFirst)) { step, password, code, zone }: EnrolFirst,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Welcomed> {
    const { signedIn, recoveryCodes } = await this.first.begin(zone, () =>
      this.access.enrolment.withPassword(step, { password, code, zone }),
    );
    this.#byOwner(request, 'account-made', signedIn.personId);
    return { self: await this.arrivals.letIn(signedIn, request, reply), recoveryCodes };
  }

  /** Opens the emergency access with the codes of two persons: 60 minutes, and everybody is told. */
  @Post('emergency')
  @HttpCode(200)
  emergency(
    @Body(new CheckedBody(OpenEmergency)) { codes, reason, zone }: OpenEmergency,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownSelf> {
    const { signedIn, holderIds } = this.access.emergency.open({ codes, reason });
    const opened = this.arrivals.emergency(signedIn, zone, request);
    this.security.noteRequest('emergency-opened', request, {
      ...{ personId: signedIn.personId, sessionId: opened.session.id, method: 'emergency' },
      about: holderIds.join(' '),
    });
    return this.arrivals.handOver(opened, request, reply);
  }

  async #welcome(
    { signedIn, recoveryCodes, purpose }: Enrolled,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Welcomed> {
    if (signedIn.method === 'bootstrap') {
      // The first account without a register would be nobody's; it is made by its own address.
      this.access.accounts.remove(signedIn.personId);
      throw new AccessRefused('invitation-not-valid');
    }
    const what = purpose === 'replacement' ? 'account-recovered' : 'account-made';
    this.#byOwner(request, what, signedIn.personId);
    return { self: await this.arrivals.letIn(signedIn, request, reply), recoveryCodes };
  }

  /** What the owner of an account did with a code, who is in no session yet. */
  #byOwner(request: FastifyRequest, what: string, personId: string): void {
    this.security.noteRequest('access-changed', request, { what, personId });
  }
}

function shownEnrolment(opened: {
  readonly step: string;
  readonly owner: { readonly personId: string; readonly login: string };
  readonly app: ShownEnrolment['app'];
}): ShownEnrolment {
  const { step, owner, app } = opened;
  return { step, ...owner, app: { uri: app.uri, typed: app.typed } };
}
