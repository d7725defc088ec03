import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTPayload,
} from 'jose';
import type { ProviderSettings } from './provider-settings.js';

/** A key pair of a provider, as published and as used. */
export interface ProviderKey {
  readonly kid: string;
  readonly publicJwk: JWK;
  readonly privateKey: CryptoKey;
}

/** In what a provider differs from an honest one. Each member changes one thing it would say. */
export interface Misdeeds {
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Changes or removes (undefined) claims of the ID token. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Makes the ID token in its own way. */
  readonly idToken?: (claims: JWTPayload, honest: string) => string | undefined | Promise<string>;
  readonly signingKey?: ProviderKey;
  /** The status of every answer. */
  readonly status?: number;
}

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

/** Slow to make, so the providers of a test file share one. */
let firstKey: Promise<ProviderKey> | undefined;

export async function newKey(): Promise<ProviderKey> {
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

/** A provider that does the code flow by the book, until it is told to misbehave. */
export class HostileProvider {
  misdeeds: Misdeeds = {};
  published: readonly ProviderKey[];
  /** The paths asked for, in order. */
  readonly asked: string[] = [];
  /** The form last sent to the token endpoint. */
  tokenRequest = new URLSearchParams();
  /** Discovery waits for it. */
  gate: Promise<unknown> = Promise.resolve();
  readonly #grants = new Map<string, Grant>();

  private constructor(
    private readonly server: Server,
    readonly key: ProviderKey,
  ) {
    this.published = [key];
  }

  static async start(): Promise<HostileProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const provider = new HostileProvider(server, await (firstKey ??= newKey()));
    server.on('request', (request, response) => {
      provider.#answer(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  settings(more: Partial<ProviderSettings> = {}): ProviderSettings {
    return {
      id: 'hostile',
      issuer: this.issuer,
      name: { it: 'Entra', en: 'Sign in' },
      clientId: 'traccia',
      clientAuthentication: { method: 'client_secret_basic', secret: 'a secret we share' },
      scopes: ['openid'],
      acrLevels: [],
      maxAgeS: 3_600,
      linkClaim: 'fiscalNumber',
      allowInsecureLoopback: true,
      timeoutMs: 5_000,
      ...more,
    };
  }

  /** What the browser of somebody who signs in here brings back. */
  visit(address: string, more: Readonly<Record<string, string>> = {}): string {
    const asked = new URL(address).searchParams;
    const code = randomUUID();
    this.#grants.set(code, {
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      redirectUri: asked.get('redirect_uri') ?? '',
    });
    const state = asked.get('state') ?? '';
    return new URLSearchParams({ code, state, iss: this.issuer, ...more }).toString();
  }

  honestClaims(nonce: string): JWTPayload {
    const now = Math.floor(Date.now() / 1_000);
    return {
      iss: this.issuer,
      sub: 'subject-1',
      aud: 'traccia',
      exp: now + 300,
      iat: now,
      auth_time: now,
      nonce,
      fiscalNumber: 'TINIT-AAABBB80A01E625X',
      ...this.misdeeds.claims,
    };
  }

  /** Signed with RS256 as the header says, by the published key unless another is named. */
  sign(
    claims: JWTPayload,
    header: Readonly<Record<string, unknown>> = {},
    key: ProviderKey = this.key,
  ): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: key.kid, ...header })
      .sign(key.privateKey);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.issuer);
    this.asked.push(pathname);
    const body = await text(request);
    const { status = 200 } = this.misdeeds;
    const send = (document: unknown, answered = status) => {
      response.writeHead(answered, { 'content-type': 'application/json' });
      response.end(JSON.stringify(document));
    };
    switch (pathname) {
      case '/.well-known/openid-configuration':
        await this.gate;
        send(this.#metadata());
        break;
      case '/jwks':
        send({ keys: this.published.map(({ publicJwk }) => publicJwk) });
        break;
      case '/token':
        this.tokenRequest = new URLSearchParams(body);
        await this.#redeem(send);
        break;
      default:
        send({}, 404);
    }
  }

  #metadata(): unknown {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/jwks`,
      end_session_endpoint: `${this.issuer}/end`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      // It says so to lead us astray: none of the last two may ever count.
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      authorization_response_iss_parameter_supported: true,
      ...this.misdeeds.metadata,
    };
  }

  async #redeem(send: (document: unknown, status?: number) => void): Promise<void> {
    const code = this.tokenRequest.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const verifier = this.tokenRequest.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const redirectUri = this.tokenRequest.get('redirect_uri');
    if (grant?.challenge !== challenge || grant.redirectUri !== redirectUri) {
      send({ error: 'invalid_grant' }, 400);
      return;
    }
    const { idToken, header, signingKey } = this.misdeeds;
    const claims = this.honestClaims(grant.nonce);
    const honest = await this.sign(claims, header, signingKey);
    const made = idToken === undefined ? honest : await idToken(claims, honest);
    send({ access_token: 'unused', token_type: 'Bearer', id_token: made });
  }
}
