import { Logger } from '@nestjs/common';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type IDToken,
} from 'openid-client';
import type { AccessFile } from '../access-file.js';
import type { SignedIn } from '../signed-in.js';
import { checkIdToken, TokenRefused } from './id-token.js';
import type { Claim, Identities } from './identities.js';
import { localPath } from './local-path.js';
import { OidcRefused } from './oidc-refused.js';
import { explained, refusalFor } from './provider-errors.js';
import type { ProviderSettings } from './provider-settings.js';
import type { Provider, Providers } from './provider.js';
import { proofsOf, Transactions, type Transaction } from './transactions.js';

/** Somebody who wants to identify themselves with a provider. */
export interface OidcRequest {
  readonly issuerId: string;
  /** Where to go afterwards; anything but a path of this site is taken for `/`. */
  readonly returnTo?: string | undefined;
  /** The code an administrator gave them, the first time. */
  readonly invitation?: string | undefined;
  /** They are at work already, and must prove again that it is them, for a decisive act. */
  readonly stepUp?: StepUp | undefined;
}

export interface StepUp {
  readonly personId: string;
  /** How long ago they may have identified themselves, in seconds; 0 asks them in any case. */
  readonly maxAgeS: number;
}

/** Somebody on their way to the provider. */
export interface OidcDeparture {
  /** The address at the provider to which the browser is sent. */
  readonly redirectTo: string;
  /** For the cookie that the browser brings back; shown nowhere else. */
  readonly secret: string;
}

/** Somebody coming back from the provider. */
export interface OidcReturn {
  readonly issuerId: string;
  /** The query of the address they came back to, with or without `?`. */
  readonly query: string;
  /** What the cookie holds. */
  readonly secret: string | undefined;
}

/** Somebody the provider has identified. */
export interface OidcArrival {
  readonly signedIn: SignedIn;
  /** A local path. */
  readonly returnTo: string;
  /** Whether a session of theirs is to be renewed; otherwise one begins. */
  readonly isStepUp: boolean;
  /** What to keep with the session, so that the provider can end it. */
  readonly providerSession: ProviderSession;
}

/** A person's session at the provider, as it may name it when it ends it. */
export interface ProviderSession {
  readonly issuerId: string;
  readonly identity: Uint8Array;
  /** The `sid` claim (OIDC Front-Channel Logout 1.0, 3). */
  readonly sid?: string;
}

/** What the code flow needs to know of its surroundings. */
export interface OidcSurroundings {
  readonly file: AccessFile;
  readonly providers: Providers;
  readonly identities: Identities;
  /** Our address for answers of this provider: one for each, so that none is taken for another's. */
  readonly redirectUri: (issuerId: string) => string;
}

/**
 * Signing in with an identity provider: the authorization code flow of OpenID Connect Core 1.0 (3.1)
 * with PKCE (RFC 7636), state, nonce, the issuer of the answer (RFC 9207) and a redirect address for
 * each provider (RFC 9700, 4.4). An attempt ends with the answer, good or bad: nothing can be tried
 * twice.
 */
export class OidcSignIn {
  readonly #logger = new Logger(OidcSignIn.name);
  readonly #transactions: Transactions;

  constructor(private readonly surroundings: OidcSurroundings) {
    this.#transactions = new Transactions(surroundings.file);
  }

  /**
   * Where to send the browser, and the secret it must bring back.
   * @throws OidcRefused `oidc-provider-unknown`, `oidc-provider-unavailable`,
   * `oidc-provider-misconfigured`, `oidc-invitation-invalid`
   */
  async begin(request: OidcRequest): Promise<OidcDeparture> {
    const { issuerId, returnTo, invitation, stepUp } = request;
    const provider = this.surroundings.providers.get(issuerId);
    const invited =
      invitation === undefined ? undefined : this.surroundings.identities.invitationOf(invitation);
    const { settings } = provider;
    const configuration = await provider.configuration();
    const maxAgeS = stepUp?.maxAgeS ?? settings.maxAgeS;
    const secret = this.#transactions.begin({
      issuerId,
      returnTo: localPath(returnTo) ?? '/',
      maxAgeS,
      ...(stepUp === undefined ? {} : { stepUpOf: stepUp.personId }),
      ...(invited === undefined ? {} : { invitation: invited }),
    });
    const { state, nonce, codeVerifier } = proofsOf(secret);
    const acceptable = acceptableLevels(settings, stepUp !== undefined);
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.surroundings.redirectUri(issuerId),
      scope: settings.scopes.join(' '),
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      // Always: without it a provider need not say when the person identified themselves (3.1.2.1).
      max_age: String(maxAgeS),
      ...(acceptable.length === 0 ? {} : { acr_values: acceptable.join(' ') }),
      ...claimsParameter(settings, configuration.serverMetadata().claims_parameter_supported),
    });
    return { redirectTo: url.href, secret };
  }

  /**
   * Who came back. Whatever is wrong, the transaction is over and nothing else was written.
   * @throws OidcRefused
   */
  async complete({ issuerId, query, secret }: OidcReturn): Promise<OidcArrival> {
    const provider = this.surroundings.providers.get(issuerId);
    const transaction = secret === undefined ? undefined : this.#transactions.take(secret);
    if (transaction === undefined || secret === undefined) {
      throw new OidcRefused('oidc-sign-in-expired');
    }
    try {
      // Who began with one provider cannot end with another: mix-up (RFC 9700, 4.4).
      if (transaction.issuerId !== issuerId) throw new TokenRefused('another provider answered');
      const { claims, token } = await this.#redeem(provider, transaction, secret, query);
      return await this.#arrival(provider.settings, transaction, claims, token);
    } catch (error) {
      const refusal = refusalFor(error);
      this.#logger.warn(`${issuerId} ${refusal.code}: ${explained(refusal.cause)}`);
      throw refusal;
    }
  }

  async #redeem(
    provider: Provider,
    { maxAgeS }: Transaction,
    secret: string,
    query: string,
  ): Promise<{ readonly claims: IDToken; readonly token: string }> {
    const { state, nonce, codeVerifier } = proofsOf(secret);
    const answered = new URL(this.surroundings.redirectUri(provider.settings.id));
    answered.search = query;
    const tokens = await authorizationCodeGrant(await provider.configuration(), answered, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      maxAge: maxAgeS,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined) {
      throw new TokenRefused('id_token is missing');
    }
    return { claims, token: tokens.id_token };
  }

  async #arrival(
    settings: ProviderSettings,
    { stepUpOf, invitation, returnTo }: Transaction,
    claims: IDToken,
    token: string,
  ): Promise<OidcArrival> {
    const { identities, file } = this.surroundings;
    const { id: issuerId, issuer, clientId } = settings;
    const authenticatedAtMs = checkIdToken(token, claims, { clientId, nowMs: file.nowMs() });
    const isStepUp = stepUpOf !== undefined;
    if (!isAcceptable(claims, acceptableLevels(settings, isStepUp))) {
      throw new OidcRefused('oidc-assurance-too-low');
    }
    const who = { issuer, subject: claims.sub };
    // Whoever confirms a decisive act is known already: nobody is linked on the way.
    const known = isStepUp
      ? await identities.find(who)
      : await identities.recognise(who, { invitation, claim: linkClaim(settings, claims) });
    if (known === undefined || (isStepUp && known.personId !== stepUpOf)) {
      throw new OidcRefused('oidc-other-person');
    }
    const sid = claims['sid'];
    return {
      signedIn: {
        ...{ personId: known.personId, method: 'oidc', authenticatedAtMs },
        // Who comes in below the level of a confirmation has confirmed nothing yet.
        ...(!isAcceptable(claims, acceptableLevels(settings, true)) && { isWeakProof: true }),
      },
      returnTo,
      isStepUp,
      providerSession: {
        issuerId,
        identity: known.hash,
        ...(typeof sid === 'string' ? { sid } : {}),
      },
    };
  }
}

/** The levels of assurance that will do, weakest first; none where the provider has no levels. */
function acceptableLevels(
  { acrLevels, minimumAcr, stepUpAcr }: ProviderSettings,
  isStepUp: boolean,
): readonly string[] {
  const floors = [minimumAcr, isStepUp ? stepUpAcr : undefined].filter(
    (level) => level !== undefined,
  );
  if (floors.length === 0) return [];
  return acrLevels.slice(Math.max(...floors.map((level) => acrLevels.indexOf(level))));
}

function isAcceptable({ acr }: IDToken, levels: readonly string[]): boolean {
  return levels.length === 0 || levels.some((level) => level === acr);
}

/** Asks for the claim that links, where the provider takes such a request (OIDC Core 1.0, 5.5). */
function claimsParameter(
  { linkClaim: name }: ProviderSettings,
  isSupported: boolean | undefined,
): { readonly claims?: string } {
  if (name === undefined || isSupported !== true) return {};
  return { claims: JSON.stringify({ id_token: { [name]: { essential: true } } }) };
}

function linkClaim({ linkClaim: name }: ProviderSettings, claims: IDToken): Claim | undefined {
  const value = name === undefined ? undefined : claims[name];
  return name === undefined || typeof value !== 'string' ? undefined : { name, value };
}
