import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider } from 'oidc-provider';
import { redirectUri } from './oidc-world.fixture.js';
import type { ProviderSettings } from './provider-settings.js';

/** Where the provider may send the browser after a sign-out. */
export const AFTER_SIGN_OUT = 'https://traccia.example/accesso';

/** Who sits before the browser, and how they identify themselves when asked. */
export interface Sitting {
  readonly accountId: string;
  readonly acr: string;
}

/** A signing key as oidc-provider keeps it. */
export async function signingKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
}

/** oidc-provider on an address of its own, with a person who identifies themselves when asked. */
export class RealProvider {
  sitting: Sitting = { accountId: 'account-1', acr: 'low' };
  /** How often somebody had to identify themselves. */
  logins = 0;
  /** Our public keys, as the provider finds them at the client's jwks_uri. */
  clientKeys: readonly unknown[] = [];
  /** What becomes of the logout tokens the provider sends; true when we took it. */
  onLogout: (token: string) => Promise<boolean> = () => Promise.resolve(false);
  #server: Server | undefined;

  private constructor(readonly port: number) {}

  /** One that is not there yet, on a port nobody else has. */
  static async away(): Promise<RealProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return new RealProvider(port);
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  settings(more: Partial<ProviderSettings> = {}): ProviderSettings {
    return {
      id: 'real',
      issuer: this.issuer,
      name: { it: 'Entra', en: 'Sign in' },
      clientId: 'traccia',
      clientAuthentication: { method: 'client_secret_basic', secret: 'a secret: we & share' },
      scopes: ['openid', 'profile'],
      acrLevels: ['low', 'high'],
      minimumAcr: 'low',
      stepUpAcr: 'high',
      maxAgeS: 3_600,
      linkClaim: 'fiscalNumber',
      allowInsecureLoopback: true,
      timeoutMs: 5_000,
      ...more,
    };
  }

  /** Comes up, or comes up again with other keys or another client; what it remembered is gone. */
  async start(keys: readonly JWK[], client: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.stop();
    const provider = new Provider(this.issuer, this.#configuration(keys, client));
    const answer = provider.callback();
    const server = createServer((request, response) => {
      const pending = request.url?.startsWith('/interaction/')
        ? this.#identify(provider, request, response)
        : answer(request, response);
      pending.catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  #identify(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.logins += 1;
    const { accountId, acr } = this.sitting;
    return provider.interactionFinished(request, response, { login: { accountId, acr } });
  }

  #configuration(keys: readonly JWK[], client: Readonly<Record<string, unknown>>) {
    return {
      jwks: { keys },
      clients: [
        {
          client_id: 'traccia',
          client_secret: 'a secret: we & share',
          redirect_uris: [redirectUri('real')],
          post_logout_redirect_uris: [AFTER_SIGN_OUT],
          backchannel_logout_uri: 'https://traccia.example/accesso/oidc/real/uscita',
          backchannel_logout_session_required: true,
          ...client,
        },
      ],
      acrValues: ['low', 'high'],
      claims: { acr: null, sid: null, auth_time: null, iss: null, openid: ['sub', 'fiscalNumber'] },
      features: {
        devInteractions: { enabled: false },
        claimsParameter: { enabled: true },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          // The page that asks: the form is all a browser needs.
          logoutSource: (context: { body: unknown }, form: string) => {
            context.body = form.replace('</form>', '<input name="logout" value="yes"/></form>');
          },
        },
      },
      pkce: { required: () => true },
      cookies: { keys: ['only for tests'] },
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_: unknown, accountId: string) => ({
        accountId,
        claims: () => ({ sub: accountId, fiscalNumber: `TINIT-${accountId}` }),
      }),
      // Everybody who identifies themselves agrees that we know it.
      loadExistingGrant: async (context: {
        readonly oidc: {
          readonly provider: Provider;
          readonly session: { readonly accountId: string };
        };
      }) => {
        const { provider, session } = context.oidc;
        const grant = new provider.Grant({ accountId: session.accountId, clientId: 'traccia' });
        grant.addOIDCScope('openid profile');
        grant.addOIDCClaims(['fiscalNumber', 'acr', 'auth_time']);
        await grant.save();
        return grant;
      },
      // What the provider would send over the network, to us.
      fetch: async (_: string, { body }: { readonly body?: URLSearchParams }) => {
        if (body === undefined) return Response.json({ keys: this.clientKeys });
        const taken = await this.onLogout(body.get('logout_token') ?? '');
        return new Response(null, { status: taken ? 204 : 400 });
      },
    };
  }
}

/** A browser: keeps cookies and follows redirects, until one leads away from the provider. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  /** @returns where it was sent in the end, and the page it saw if it was sent nowhere */
  async open(address: string, form?: Readonly<Record<string, string>>): Promise<string> {
    const { origin } = new URL(address);
    let at = address;
    let body = form === undefined ? undefined : new URLSearchParams(form);
    for (let hops = 0; hops < 20; hops += 1) {
      const response = await fetch(at, {
        redirect: 'manual',
        headers: {
          cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        ...(body === undefined ? {} : { method: 'POST', body }),
      });
      body = undefined;
      for (const each of response.headers.getSetCookie()) this.#keep(each);
      const location = response.headers.get('location');
      if (location === null) return response.text();
      at = new URL(location, at).href;
      if (!at.startsWith(origin)) return at;
    }
    throw new Error('Sent round in circles');
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(name.length + 1);
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
