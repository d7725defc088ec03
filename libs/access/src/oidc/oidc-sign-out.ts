import { createHash } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { buildEndSessionUrl } from 'openid-client';
import type { AccessFile } from '../access-file.js';
import { isUnreachable } from './bounded-fetch.js';
import { CLOCK_TOLERANCE_S, signatureAlgorithms, TokenRefused } from './id-token.js';
import type { Identities } from './identities.js';
import { OidcRefused } from './oidc-refused.js';
import { explained } from './provider-errors.js';
import type { Providers } from './provider.js';
import type { ProviderSessions } from './provider-sessions.js';

/** The event a logout token speaks of (OIDC Back-Channel Logout 1.0, 2.4). */
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** A logout token is sent at once; an old one is somebody's who kept it. */
const LONGEST_WAY_S = 5 * 60;

/** What the provider wants ended, once its word has been checked. */
interface LogoutToken {
  readonly subject?: string;
  readonly sid?: string;
  readonly hash: Uint8Array;
  readonly expiresMs: number;
}

/** What signing out needs to know of its surroundings. */
export interface SignOutSurroundings {
  readonly file: AccessFile;
  readonly providers: Providers;
  readonly identities: Identities;
  readonly sessions: ProviderSessions;
  /** Ends a session of ours by its public id, and waits until that is recorded; one that is over stays so. */
  readonly endSession: (sessionId: string) => unknown;
}

/** Signing out at the provider, and being signed out by it. */
export class OidcSignOut {
  readonly #logger = new Logger(OidcSignOut.name);
  readonly #seen: StatementSync;
  readonly #noteSeen: StatementSync;
  readonly #deleteOver: StatementSync;

  constructor(private readonly surroundings: SignOutSurroundings) {
    const { file } = surroundings;
    this.#seen = file.prepare('SELECT 1 FROM oidc_logout_token WHERE hash = ?');
    this.#noteSeen = file.prepare(
      'INSERT INTO oidc_logout_token (hash, expires_ms) VALUES (?, ?) ON CONFLICT DO NOTHING',
    );
    this.#deleteOver = file.prepare('DELETE FROM oidc_logout_token WHERE expires_ms <= ?');
  }

  /**
   * Where to send the browser of somebody whose session here has ended, so that it ends at the
   * provider as well (OIDC RP-Initiated Logout 1.0, 2). Undefined when the session did not begin with
   * a provider, or the provider has no such page or is away: signing out here never waits for it.
   * No ID token is sent along: it would put claims about the person into addresses and their logs;
   * the provider asks the person instead.
   * @param sessionId the session that has ended; afterwards nothing is known of it
   * @param afterwards the full address here to which the provider may send the browser back
   */
  async addressAt(sessionId: string, afterwards: string): Promise<string | undefined> {
    const { sessions, providers } = this.surroundings;
    const issuerId = sessions.issuerOf(sessionId);
    if (issuerId === undefined) return undefined;
    sessions.forget(sessionId);
    try {
      const configuration = await providers.get(issuerId).configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return buildEndSessionUrl(configuration, { post_logout_redirect_uri: afterwards }).href;
    } catch (error) {
      if (!(error instanceof OidcRefused)) throw error;
      this.#logger.warn(`${issuerId} was not told of a sign-out: ${explained(error)}`);
      return undefined;
    }
  }

  /**
   * Ends the sessions a provider says are over there (OIDC Back-Channel Logout 1.0, 2.5 to 2.7). A
   * token works once.
   * @returns the public ids of the sessions ended
   * @throws OidcRefused `oidc-logout-token-refused`, `oidc-provider-unknown`,
   * `oidc-provider-unavailable`, `oidc-provider-misconfigured`: no session was ended
   */
  async receive(issuerId: string, token: string): Promise<readonly string[]> {
    const { file, identities, providers, sessions, endSession } = this.surroundings;
    const { settings } = providers.get(issuerId);
    const { subject, sid, hash, expiresMs } = await this.#checked(issuerId, token);
    const ended = sessions.named({
      issuerId,
      ...(subject === undefined
        ? {}
        : { identity: await identities.subjectHash({ issuer: settings.issuer, subject }) }),
      ...(sid === undefined ? {} : { sid }),
    });
    for (const sessionId of ended) {
      await endSession(sessionId);
      sessions.forget(sessionId);
    }
    // Last: if we die before, the provider asks again and is heard.
    this.#deleteOver.run(file.nowMs());
    this.#noteSeen.run(hash, expiresMs);
    return ended;
  }

  async #checked(issuerId: string, token: string): Promise<LogoutToken> {
    try {
      const logout = await this.#read(issuerId, token);
      if (this.#seen.get(logout.hash) !== undefined) throw new TokenRefused('jti was seen before');
      return logout;
    } catch (cause) {
      if (cause instanceof OidcRefused) throw cause;
      if (isUnreachable(cause)) throw new OidcRefused('oidc-provider-unavailable', { cause });
      if (!(cause instanceof errors.JOSEError || cause instanceof TokenRefused)) throw cause;
      this.#logger.warn(`${issuerId} sent a logout token that is none: ${explained(cause)}`);
      throw new OidcRefused('oidc-logout-token-refused', { cause });
    }
  }

  async #read(issuerId: string, token: string): Promise<LogoutToken> {
    const provider = this.surroundings.providers.get(issuerId);
    const { issuer, clientId } = provider.settings;
    const { payload } = await jwtVerify(token, await provider.keys(), {
      issuer,
      audience: clientId,
      algorithms: [...signatureAlgorithms],
      typ: 'logout+jwt',
      requiredClaims: ['iat', 'exp', 'jti'],
      maxTokenAge: LONGEST_WAY_S,
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(this.surroundings.file.nowMs()),
    });
    checkLogout(payload, clientId);
    const { sub: subject, sid, jti = '', exp = 0 } = payload;
    return {
      ...(subject === undefined ? {} : { subject }),
      ...(typeof sid === 'string' ? { sid } : {}),
      hash: createHash('sha256')
        .update(JSON.stringify([issuer, jti]))
        .digest(),
      expiresMs: (exp + CLOCK_TOLERANCE_S) * 1_000,
    };
  }
}

/** OIDC Back-Channel Logout 1.0, 2.4 and 2.6, beyond what holds for every token. @throws TokenRefused */
function checkLogout(payload: JWTPayload, clientId: string): void {
  const { aud, sub, sid, events, jti } = payload;
  if ([aud].flat().some((audience) => audience !== clientId)) {
    throw new TokenRefused('aud names others');
  }
  if (typeof jti !== 'string' || jti === '') throw new TokenRefused('jti is empty');
  if ('nonce' in payload) throw new TokenRefused('nonce is there');
  const speaksOf: unknown =
    typeof events === 'object' && events !== null
      ? (events as Readonly<Record<string, unknown>>)[LOGOUT_EVENT]
      : undefined;
  if (typeof speaksOf !== 'object' || speaksOf === null) throw new TokenRefused('events');
  if (sub === undefined && sid === undefined) throw new TokenRefused('sub and sid are missing');
  if (sid !== undefined && (typeof sid !== 'string' || sid === '')) throw new TokenRefused('sid');
  if (sub === '') throw new TokenRefused('sub is empty');
}
