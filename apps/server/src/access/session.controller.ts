import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, AccessFile, type Passkey, type Session } from '#access';
import type { Person } from '#people';
import { CurrentPerson } from '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';
import { SecurityLog } from '../http/security-log.js';
import { Arrivals, networkOfRequest, notLetIn } from './arrivals.js';
import { CheckedBody } from './checked-body.js';
import { mustBeFresh, mustHaveSession } from './fresh-proof.js';
import {
  ChangePassword,
  NamePasskey,
  PasskeyAnswer,
  ProveAgain,
  SecondFactor,
  SwitchRole,
} from './requests.js';
import { Renewals } from './renewals.js';
import { RoleSwitch } from './role-switch.js';
import { SignOut } from './sign-out.js';
import { instant, SessionView, shown, type ShownSelf, type ShownSession } from './session-view.js';

/** A list that is whole. */
interface Listed<Row> {
  readonly items: readonly Row[];
  readonly total: number;
}

const listed = <Row>(items: readonly Row[]): Listed<Row> => ({ items, total: items.length });

/** One's own sessions: who am I here, in which role, and where else am I signed in. */
@Controller('api/v1')
export class SessionController {
  constructor(
    private readonly access: Access,
    private readonly file: AccessFile,
    private readonly leaving: SignOut,
    private readonly arrivals: Arrivals,
    private readonly renewals: Renewals,
    private readonly roles: RoleSwitch,
    private readonly view: SessionView,
    private readonly security: SecurityLog,
  ) {}

  @Get('session')
  self(@CurrentPerson() person: Person, @Req() { session }: FastifyRequest): Promise<ShownSelf> {
    return this.view.self(person, session);
  }

  /** Signs out. The browser forgets what it kept of us. */
  @Delete('session')
  @HttpCode(200)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly alsoAt: string | null }> {
    return { alsoAt: (await this.leaving.signOut(request, reply)) ?? null };
  }

  /** Acts in another of one's roles from now on; whoever has the old secret is out. */
  @Post('session/role')
  @HttpCode(200)
  switchRole(
    @Body(new CheckedBody(SwitchRole)) { zone, role, unitId }: SwitchRole,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownSelf> {
    return this.roles.switchTo({ zone, role, unitId }, request, reply);
  }

  @Get('sessions')
  sessions(@Req() request: FastifyRequest): Listed<ShownSession> {
    const { id, personId } = mustHaveSession(request);
    return listed(this.access.sessions.list(personId).map((each) => shown(each, id)));
  }

  /** Ends all of one's sessions but this one, after a fresh proof: who found a screen open shuts nobody out. */
  @Delete('sessions')
  @HttpCode(200)
  endOthers(@Req() request: FastifyRequest): { readonly ended: number } {
    const { id, personId } = this.#fresh(request);
    const ended = this.access.sessions.endAllOf(personId, id);
    this.#changed(request, 'sessions-ended', id);
    return { ended };
  }

  /** Ends one of one's sessions, after a fresh proof. */
  @Delete('sessions/:sessionId')
  @HttpCode(200)
  endOne(
    @Param('sessionId') sessionId: string,
    @Req() request: FastifyRequest,
  ): { readonly ended: number } {
    const { personId } = this.#fresh(request);
    const isOwn = this.access.sessions.list(personId).some(({ id }) => id === sessionId);
    if (!isOwn) throw httpProblem('not-found');
    const hasEnded = this.access.sessions.endById(sessionId);
    this.#changed(request, 'sessions-ended');
    return { ended: hasEnded ? 1 : 0 };
  }

  /** Proves once more that it is oneself, for a decisive act. */
  @Post('session/proof')
  @HttpCode(200)
  async prove(
    @Body(new CheckedBody(ProveAgain)) { password, code }: ProveAgain,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownSelf> {
    const answer = await this.renewals.byPassword({ password, code }, request, reply);
    if (answer.outcome !== 'renewed') throw notLetIn(answer);
    return answer.self;
  }

  @Post('session/proof/passkey/options')
  @HttpCode(200)
  beginProof(@Req() request: FastifyRequest): Promise<{
    readonly step: string;
    readonly options: object;
  }> {
    mustHaveSession(request);
    return this.access.localAccounts.beginPasskey();
  }

  @Post('session/proof/passkey')
  @HttpCode(200)
  async provePasskey(
    @Body(new CheckedBody(PasskeyAnswer)) { step, response }: PasskeyAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownSelf> {
    mustHaveSession(request);
    const signedIn = await this.access.localAccounts.finishPasskey(step, response);
    return this.renewals.renew(signedIn, request, reply);
  }

  /** Another password; the other sessions of its owner end. */
  @Post('session/password')
  @HttpCode(200)
  async changePassword(
    @Body(new CheckedBody(ChangePassword)) { current, next }: ChangePassword,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly changed: true }> {
    const { personId, id: sessionId } = mustHaveSession(request);
    const network = networkOfRequest(request);
    const wish = { personId, current, next, network, sessionId };
    const answer = await this.access.localAccounts.changePassword(wish);
    if (answer.outcome !== 'changed') throw notLetIn(answer);
    this.#changed(request, 'password');
    this.#changed(request, 'sessions-ended', sessionId);
    return { changed: true };
  }

  /** What proves who one is. */
  @Get('session/proofs')
  proofs(@Req() request: FastifyRequest): {
    readonly hasPassword: boolean;
    readonly hasApp: boolean;
    readonly recoveryCodesLeft: number;
    readonly passkeys: readonly object[];
  } {
    const { personId } = mustHaveSession(request);
    const { accounts, totp, recoveryCodes, passkeys } = this.access;
    return {
      hasPassword: accounts.byPerson(personId)?.hasPassword ?? false,
      hasApp: totp.has(personId),
      recoveryCodesLeft: recoveryCodes.left(personId),
      passkeys: passkeys.list(personId).map(shownPasskey),
    };
  }

  /** A new app on a telephone: what it has to learn. */
  @Post('session/app/options')
  @HttpCode(200)
  proposeApp(@Req() request: FastifyRequest): {
    readonly step: string;
    readonly uri: string;
    readonly typed: string;
  } {
    const { personId } = this.#fresh(request);
    return this.access.localAccounts.proposeApp(personId);
  }

  /** The new app in the place of the old one, once it has shown its first code. */
  @Post('session/app')
  @HttpCode(200)
  changeApp(
    @Body(new CheckedBody(SecondFactor)) { step, code }: SecondFactor,
    @Req() request: FastifyRequest,
  ): { readonly changed: true } {
    const { personId } = this.#fresh(request);
    this.access.localAccounts.changeApp(personId, step, code);
    this.#changed(request, 'app');
    return { changed: true };
  }

  /** Ten new recovery codes; the old ones are void. */
  @Post('session/recovery-codes')
  @HttpCode(200)
  newRecoveryCodes(@Req() request: FastifyRequest): { readonly recoveryCodes: readonly string[] } {
    const { personId } = this.#fresh(request);
    const recoveryCodes = this.access.localAccounts.newRecoveryCodes(personId);
    this.#changed(request, 'recovery-codes');
    return { recoveryCodes };
  }

  @Post('session/passkeys/options')
  @HttpCode(200)
  beginPasskey(@Req() request: FastifyRequest): Promise<{
    readonly step: string;
    readonly options: object;
  }> {
    const { personId } = this.#fresh(request);
    const account = this.access.accounts.byPerson(personId);
    if (account === undefined) throw httpProblem('not-found');
    return this.access.passkeys.beginRegistration(personId, account.login);
  }

  @Post('session/passkeys')
  @HttpCode(200)
  async addPasskey(
    @Body(new CheckedBody(NamePasskey)) { step, response, name }: NamePasskey,
    @Req() request: FastifyRequest,
  ): Promise<Listed<object>> {
    const { personId } = this.#fresh(request);
    const { passkeys } = this.access;
    const passkey = await passkeys.checkRegistration(personId, step, response);
    passkeys.keep(personId, passkey, name);
    this.#changed(request, 'passkey');
    return listed(passkeys.list(personId).map(shownPasskey));
  }

  @Delete('session/passkeys/:passkeyId')
  @HttpCode(200)
  removePasskey(
    @Param('passkeyId') passkeyId: string,
    @Req() request: FastifyRequest,
  ): { readonly removed: true } {
    const { personId } = this.#fresh(request);
    if (!this.access.localAccounts.removePasskey(personId, passkeyId)) {
      throw httpProblem('not-found');
    }
    this.#changed(request, 'passkey');
    return { removed: true };
  }

  #fresh(request: FastifyRequest): Session {
    return mustBeFresh(request, this.file.nowMs());
  }

  #changed(request: FastifyRequest, what: string, kept?: string): void {
    this.security.noteRequest('access-changed', request, { what, kept });
  }
}

function shownPasskey({ id, name, createdMs, lastUsedMs }: Passkey): object {
  const lastUsedAt = lastUsedMs === undefined ? null : instant(lastUsedMs);
  return { id, name, createdAt: instant(createdMs), lastUsedAt };
}
