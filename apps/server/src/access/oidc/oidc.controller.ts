import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  Oidc,
  OidcRefused,
  Sessions,
  TRANSACTION_MS,
  type OidcArrival,
  type OidcDeparture,
  type OpenedSession,
  type WayIn,
} from '#access';
import { FromElsewhere } from '../../http/from-elsewhere.js';
import { formOf, TakesForm } from '../../http/form-body.js';
import { httpProblem } from '../../http/http-problems.js';
import { Public } from '../../http/public.js';
import { cookieNamed, sessionCookie, shownSecret } from '../../http/session-cookie.js';
import { Entrance } from '../entrance.js';
import { oidcProblem } from './oidc-problems.js';

/** Binds a sign-in under way to the browser that began it; `Lax`, for the provider's site sends it back to us. */
const COOKIE = '__Host-traccia-oidc';
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';
const forgotten = `${COOKIE}=; ${attributes}; Max-Age=0`;

/** Somebody who confirms a decisive act identifies themselves again in any case. */
const STEP_UP_MAX_AGE_S = 0;

/** Signing in with an identity provider: where a browser leaves, and where it comes back. */
@Controller('accesso/oidc')
export class OidcController {
  constructor(
    private readonly oidc: Oidc,
    private readonly sessions: Sessions,
    private readonly entrance: Entrance,
  ) {}

  /** The providers one may choose from. */
  @Public()
  @Get()
  waysIn(): { readonly providers: readonly WayIn[] } {
    return { providers: this.oidc.waysIn() };
  }

  /** Leaves for the provider. @param returnTo the page to see afterwards */
  @Public()
  @Get(':issuerId')
  async leave(
    @Param('issuerId') issuerId: string,
    @Query('poi') returnTo: unknown,
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    expectOurPage(headers);
    const departure = await answered(
      this.oidc.signIn.begin({ issuerId, returnTo: textOf(returnTo) }),
    );
    await reply
      .code(303)
      .header('set-cookie', cookieFor(departure))
      .header('location', departure.redirectTo)
      .send();
  }

  /** Leaves for the provider with an invitation, which belongs in no address: the answer says where to. */
  @Public()
  @Post(':issuerId/invito')
  @HttpCode(200)
  async leaveInvited(
    @Param('issuerId') issuerId: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly redirectTo: string }> {
    const { invitation, returnTo } = membersOf(body);
    const departure = await answered(
      this.oidc.signIn.begin({
        issuerId,
        returnTo: textOf(returnTo),
        invitation: textOf(invitation) ?? '',
      }),
    );
    reply.header('set-cookie', cookieFor(departure));
    return { redirectTo: departure.redirectTo };
  }

  /** Leaves for the provider to prove again, for a decisive act, who is at work. */
  @Get(':issuerId/conferma')
  async confirm(
    @Param('issuerId') issuerId: string,
    @Query('poi') returnTo: unknown,
    @Req() { headers, session }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    expectOurPage(headers);
    if (session === undefined) throw httpProblem('forbidden');
    const stepUp = { personId: session.personId, maxAgeS: STEP_UP_MAX_AGE_S };
    const departure = await answered(
      this.oidc.signIn.begin({ issuerId, returnTo: textOf(returnTo), stepUp }),
    );
    await reply
      .code(303)
      .header('set-cookie', cookieFor(departure))
      .header('location', departure.redirectTo)
      .send();
  }

  /** Comes back from the provider. Whatever comes of it, the cookie of the transaction is taken away. */
  @Public()
  @Get(':issuerId/ritorno')
  async comeBack(
    @Param('issuerId') issuerId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [, ...query] = request.url.split('?');
    const secret = cookieNamed(request.headers.cookie, COOKIE);
    // On the bare answer, so that a problem carries it as well.
    reply.raw.appendHeader('set-cookie', forgotten);
    const arrival = await answered(
      this.oidc.signIn.complete({ issuerId, query: query.join('?'), secret }),
    );
    const { secret: shown, session } = await this.#atWork(arrival, request);
    this.oidc.sessions.keep(session.id, arrival.providerSession);
    reply.raw.appendHeader('set-cookie', sessionCookie(shown));
    await reply.code(303).header('location', arrival.returnTo).send();
  }

  /** The provider says that a session there is over (OIDC Back-Channel Logout 1.0, 2.5). */
  @Public()
  @FromElsewhere()
  @TakesForm()
  @Post(':issuerId/uscita')
  @HttpCode(200)
  async signedOut(
    @Param('issuerId') issuerId: string,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly ended: number }> {
    const token = formOf(request).get('logout_token') ?? '';
    const ended = await answered(this.oidc.signOut.receive(issuerId, token));
    return { ended: ended.length };
  }

  async #atWork(arrival: OidcArrival, request: FastifyRequest): Promise<OpenedSession> {
    const shown = shownSecret(request.headers.cookie) ?? '';
    if (arrival.isStepUp) return this.#renewed(arrival, shown);
    const { headers, ip: address } = request;
    const opened = await this.entrance.enter(arrival.signedIn, {
      userAgent: headers['user-agent'],
      address,
    });
    // Whoever was signed in with this browser before is no longer.
    const before = this.sessions.identify(shown);
    if (before && this.sessions.endById(before.session.id)) {
      await this.entrance.left(before.session, 'came-in-anew');
    }
    return opened;
  }

  #renewed({ signedIn }: OidcArrival, shown: string): OpenedSession {
    const current = this.sessions.identify(shown);
    if (current === undefined) throw httpProblem('session-over');
    if (current.session.personId !== signedIn.personId) {
      throw oidcProblem(new OidcRefused('oidc-other-person'));
    }
    const renewed = this.sessions.renew(shown, signedIn);
    if (renewed === undefined) throw httpProblem('session-over');
    return renewed;
  }
}

/**
 * Where a person has a session at the provider, leaving is enough to come in: nobody else's page may make
 * them leave (ASVS 5.0 7.6.2). Browsers say whose page it was (Fetch Metadata, W3C).
 * @throws Problem request-foreign
 */
function expectOurPage(headers: FastifyRequest['headers']): void {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (site !== 'same-origin' && site !== 'none') throw httpProblem('request-foreign');
}

/** @throws Problem for what is refused */
async function answered<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof OidcRefused) throw oidcProblem(error);
    throw error;
  }
}

function cookieFor({ secret }: OidcDeparture): string {
  return `${COOKIE}=${secret}; ${attributes}; Max-Age=${TRANSACTION_MS / 1_000}`;
}

/** A parameter given twice is a list: it is taken for none. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function membersOf(body: unknown): { readonly invitation?: unknown; readonly returnTo?: unknown } {
  return typeof body === 'object' && body !== null ? body : {};
}
