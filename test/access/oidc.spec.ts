import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Logger, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { JWK } from 'jose';
import {
  AccessFile,
  Oidc,
  Sessions,
  type RequestOrigin,
  type Session,
  type SignedIn,
} from '#access';
import type { SessionEnd } from '#access-log';
import { PeopleModule } from '#people';
import { AccessModule } from '../../apps/server/src/access/access.module.js';
import { Entrance } from '../../apps/server/src/access/entrance.js';
import { OidcModule } from '../../apps/server/src/access/oidc/oidc.module.js';
import { AuthenticationGuard } from '../../apps/server/src/http/authentication.guard.js';
import { RequestCounts } from '../../apps/server/src/http/request-counts.js';
import { RouteRuleGuard } from '../../apps/server/src/http/route-rule.guard.js';
import { oidcRouteRules } from '../../apps/server/src/http/route-rules.js';
import { createFastifyAdapter } from '../../apps/server/src/http/fastify.js';
import { ProblemFilter } from '../../apps/server/src/http/problem.filter.js';
import {
  Browser,
  RealProvider,
  signingKey,
} from '../../libs/access/src/oidc/real-provider.fixture.js';

const PUBLIC = 'https://traccia.example';
const PENDING = '__Host-traccia-oidc';
const SESSION = '__Host-traccia';

let key: JWK;
let provider: RealProvider;
let application: NestFastifyApplication;
let folder: string;
/** Everything that went to a browser: heads and bodies. */
let seen: string[];

/** Whose sessions ended by themselves, and why. */
let left: [personId: string, why: SessionEnd][];

/** Whoever comes in works as an operator of the office. */
class OneRole extends Entrance {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  override left({ personId }: Session, why: SessionEnd) {
    left.push([personId, why]);
    return Promise.resolve();
  }

  override enter(signedIn: SignedIn, origin: RequestOrigin) {
    return Promise.resolve(
      this.sessions.begin({ ...signedIn, zone: 'livornese', role: 'UPo', origin }),
    );
  }
}

@Module({
  providers: [
    { provide: Entrance, inject: [Sessions], useFactory: (s: Sessions) => new OneRole(s) },
  ],
  exports: [Entrance],
})
class EntranceForTests {}

beforeAll(async () => {
  key = await signingKey('first');
});

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  seen = [];
  left = [];
  folder = mkdtempSync(join(tmpdir(), 'oidc-http-'));
  provider = await RealProvider.away();
  await provider.start([key]);
  const file = join(folder, 'access.db');
  const oidc = OidcModule.forRoot({ providers: [provider.settings()], publicUrl: PUBLIC });
  const testing = await Test.createTestingModule({
    imports: [
      AccessModule.forRoot({ file }),
      PeopleModule.forRoot({ file }),
      { ...oidc, imports: [EntranceForTests] },
    ],
    providers: [
      { provide: RequestCounts, useFactory: () => new RequestCounts(1) },
      { provide: APP_GUARD, useClass: RouteRuleGuard },
      { provide: APP_GUARD, useClass: AuthenticationGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
    ],
  }).compile();
  application = testing.createNestApplication<NestFastifyApplication>(createFastifyAdapter());
  await application.listen(0, '127.0.0.1');
});

afterEach(async () => {
  await application.close();
  await provider.stop();
  rmSync(folder, { recursive: true });
  jest.restoreAllMocks();
});

/** What a page or another server sends. */
interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams;
}

/** A browser at our own pages: keeps our cookies, follows nothing by itself. */
class Visitor {
  readonly cookies = new Map<string, string>();
  readonly there = new Browser();

  async ask(path: string, { headers, ...init }: Asked = {}): Promise<Response> {
    const { port } = new URL(await application.getUrl());
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...headers, ...(cookie === '' ? {} : { cookie }) },
    });
    const body = await response.text();
    seen.push(JSON.stringify([...response.headers]), body);
    for (const each of response.headers.getSetCookie()) {
      expect(each).toMatch(/^__Host-[^;]+; Path=\/; Secure; HttpOnly; SameSite=Lax/u);
      const [pair = ''] = each.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return new Response(body, response);
  }

  /** From the address at the provider back to the path at which we are to be asked next. */
  async identify(redirectTo: string): Promise<string> {
    seen.push(redirectTo);
    const returned = await this.there.open(redirectTo);
    seen.push(returned);
    expect(returned.startsWith(`${PUBLIC}/accesso/oidc/real/ritorno?`)).toBe(true);
    return returned.slice(PUBLIC.length);
  }

  async signIn(path = '/accesso/oidc/real'): Promise<Response> {
    const leaving = await this.ask(path);
    expect(leaving.status).toBe(303);
    return this.ask(await this.identify(leaving.headers.get('location') ?? ''));
  }

  /** The first time, with an invitation for this person. */
  async signInInvited(personId: string, returnTo?: string): Promise<Response> {
    const leaving = await this.leaveInvited(
      application.get(Oidc).identities.invite(personId),
      returnTo,
    );
    expect(leaving.status).toBe(200);
    const { redirectTo } = (await leaving.json()) as { readonly redirectTo: string };
    return this.ask(await this.identify(redirectTo));
  }

  leaveInvited(invitation: string, returnTo?: string): Promise<Response> {
    return this.ask('/accesso/oidc/real/invito', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ invitation, returnTo }),
    });
  }

  session() {
    return application.get(Sessions).identify(this.cookies.get(SESSION) ?? '')?.session;
  }
}

const code = async (response: Response) =>
  ((await response.json()) as { readonly code: string }).code;

it('Every route has a rule, and is public or for people at work as the rule says', async () => {
  for (const [route, { rule }] of Object.entries(oidcRouteRules)) {
    const [method = '', path = ''] = route.split(' ');
    const { status } = await new Visitor().ask(path.replace(':issuerId', 'real'), { method });
    expect({ route, isOpen: status !== 401 }).toEqual({ route, isOpen: rule === 'public' });
    // Without a rule the first guard ends in 500.
    expect(status).toBeLessThan(500);
  }
});

it('Invitation codes are guessed at ten times a minute and no more', async () => {
  const statuses = [];
  for (let time = 0; time < 12; time += 1) {
    statuses.push((await new Visitor().leaveInvited('WRONG')).status);
  }
  expect(statuses).toEqual([...Array<number>(10).fill(400), 429, 429]);
});

describe('Signing in with an identity provider', () => {
  it('begins a session and leads to the page asked for; the cookie of the way there is gone', async () => {
    const visitor = new Visitor();
    const back = await visitor.signInInvited('operatore-1', '/cicli?anno=2027');
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toBe('/cicli?anno=2027');
    expect(visitor.session()).toMatchObject({ personId: 'operatore-1', method: 'oidc' });
    expect([...visitor.cookies.keys()]).toEqual([SESSION]);
  });

  it('gives a new secret at every sign-in, and ends the session before', async () => {
    const visitor = new Visitor();
    await visitor.signInInvited('operatore-1');
    const before = visitor.cookies.get(SESSION) ?? '';
    await visitor.signIn();
    expect(visitor.session()?.personId).toBe('operatore-1');
    expect(visitor.cookies.get(SESSION)).not.toBe(before);
    expect(application.get(Sessions).identify(before)).toBeUndefined();
    expect(left).toEqual([['operatore-1', 'came-in-anew']]);
  });

  it.each([
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https:elsewhere.example',
    '/.//elsewhere.example',
  ])('never leads to another site: %s', async (returnTo) => {
    const visitor = new Visitor();
    await visitor.signInInvited('operatore-1');
    const back = await visitor.signIn(`/accesso/oidc/real?poi=${encodeURIComponent(returnTo)}`);
    expect(back.headers.get('location')).toBe('/');
  });

  it.each([
    '/cicli\r\nset-cookie: __Host-traccia=rubata',
    '/cicli\nlocation: https://elsewhere.example',
    '/\r/elsewhere.example',
    '\r\n/cicli',
    '/cicli\u0000',
    '/cicli%0d%0aset-cookie:%20a=b',
  ])('lets no line end of the page to see become a header: %j', async (returnTo) => {
    const visitor = new Visitor();
    await visitor.signInInvited('operatore-1');
    const back = await visitor.signIn(`/accesso/oidc/real?poi=${encodeURIComponent(returnTo)}`);
    expect(back.status).toBe(303);
    const location = back.headers.get('location') ?? '';
    // What was written as such is dropped; what only looks like one stays what it is, a part of the address.
    expect(location).toBe(returnTo.includes('%0d') ? returnTo : '/');
    expect(location).not.toMatch(/[\r\n]/u);
    expect(back.headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual(
      expect.not.arrayContaining(['a']),
    );
    expect(back.headers.getSetCookie().join()).not.toContain('rubata');
  });

  it('works in the browser that began it only, and once', async () => {
    const mine = new Visitor();
    await mine.signInInvited('operatore-1');
    const leaving = await mine.ask('/accesso/oidc/real');
    const path = await mine.identify(leaving.headers.get('location') ?? '');
    const theirs = new Visitor();
    const stolen = await theirs.ask(path);
    expect([stolen.status, await code(stolen)]).toEqual([400, 'oidc-sign-in-expired']);
    expect(theirs.cookies.size).toBe(0);
    expect((await mine.ask(path)).status).toBe(303);
    expect(await code(await mine.ask(path))).toBe('oidc-sign-in-expired');
  });

  it('is over when what comes back is wrong, and the cookie is gone', async () => {
    const visitor = new Visitor();
    await visitor.ask('/accesso/oidc/real');
    expect(visitor.cookies.has(PENDING)).toBe(true);
    const back = await visitor.ask('/accesso/oidc/real/ritorno?code=a&state=b');
    expect([back.status, await code(back)]).toEqual([400, 'oidc-response-refused']);
    expect(visitor.cookies.size).toBe(0);
  });

  it('shows no token of the provider to any browser', async () => {
    const visitor = new Visitor();
    await visitor.signInInvited('operatore-1');
    await visitor.signIn();
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.join('\n')).not.toMatch(/eyJ[\w-]+\.|[?&"](?:id|access|refresh)_token\b/u);
  });

  it('begins from our own pages, or where the person typed the address, and from no other', async () => {
    for (const site of ['cross-site', 'same-site']) {
      for (const path of ['/accesso/oidc/real', '/accesso/oidc/real/conferma']) {
        const visitor = new Visitor();
        const headers = { 'sec-fetch-site': site };
        if (path.endsWith('conferma')) await visitor.signInInvited('operatore-1');
        const cookies = new Map(visitor.cookies);
        const answer = await visitor.ask(path, { headers });
        expect([answer.status, await code(answer)]).toEqual([403, 'request-foreign']);
        expect(visitor.cookies).toEqual(cookies);
      }
    }
    for (const site of ['same-origin', 'none']) {
      const answer = await new Visitor().ask('/accesso/oidc/real', {
        headers: { 'sec-fetch-site': site },
      });
      expect(answer.status).toBe(303);
    }
  });

  it('lets in nobody without an invitation', async () => {
    const visitor = new Visitor();
    const back = await visitor.signIn();
    expect([back.status, await code(back)]).toEqual([403, 'oidc-identity-unknown']);
    expect(visitor.cookies.size).toBe(0);
  });

  it('takes an invitation from our own pages only, and only a good one', async () => {
    const invitation = application.get(Oidc).identities.invite('operatore-1');
    const foreign = await new Visitor().ask('/accesso/oidc/real/invito', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ invitation }),
    });
    expect([foreign.status, await code(foreign)]).toEqual([403, 'request-foreign']);
    const wrong = await new Visitor().leaveInvited('WRONG');
    expect([wrong.status, await code(wrong)]).toEqual([400, 'oidc-invitation-invalid']);
  });

  it('names the providers, and knows no other', async () => {
    const ways = await new Visitor().ask('/accesso/oidc');
    expect(await ways.json()).toEqual({
      providers: [{ issuerId: 'real', name: { it: 'Entra', en: 'Sign in' } }],
    });
    const unknown = await new Visitor().ask('/accesso/oidc/unknown');
    expect([unknown.status, await code(unknown)]).toEqual([404, 'oidc-provider-unknown']);
  });

  it('says in both languages that the provider is away', async () => {
    const visitor = new Visitor();
    const leaving = await visitor.ask('/accesso/oidc/real');
    const path = await visitor.identify(leaving.headers.get('location') ?? '');
    await provider.stop();
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const back = await visitor.ask(path);
    expect(back.status).toBe(503);
    expect(await back.json()).toMatchObject({
      code: 'oidc-provider-unavailable',
      it: { detail: expect.stringMatching(/non risponde/u) },
      en: { detail: expect.stringMatching(/does not answer/u) },
    });
  });
});

describe('Confirming a decisive act', () => {
  beforeEach(() => {
    provider.sitting = { accountId: 'account-1', acr: 'high' };
  });

  it('asks the person again, and goes on with the same session under a new secret', async () => {
    const visitor = new Visitor();
    await visitor.signInInvited('operatore-1');
    const before = visitor.session();
    const secret = visitor.cookies.get(SESSION);
    const back = await visitor.signIn('/accesso/oidc/real/conferma?poi=/cicli');
    expect(back.headers.get('location')).toBe('/cicli');
    expect(provider.logins).toBe(2);
    expect(visitor.session()?.id).toBe(before?.id);
    expect(visitor.cookies.get(SESSION)).not.toBe(secret);
  });

  it('is for people at work, and not for others', async () => {
    const nobody = await new Visitor().ask('/accesso/oidc/real/conferma');
    expect(nobody.status).toBe(401);
  });

  it('changes nothing when somebody else confirms', async () => {
    const visitor = new Visitor();
    await visitor.signInInvited('operatore-1');
    const before = visitor.session();
    provider.sitting = { accountId: 'account-2', acr: 'high' };
    Object.assign(visitor, { there: new Browser() });
    const back = await visitor.signIn('/accesso/oidc/real/conferma');
    expect([back.status, await code(back)]).toEqual([403, 'oidc-other-person']);
    expect(visitor.session()).toEqual(before);
  });

  it('renews no session of another person who has come to this browser meanwhile', async () => {
    const first = new Visitor();
    await first.signInInvited('operatore-1');
    const leaving = await first.ask('/accesso/oidc/real/conferma');
    const path = await first.identify(leaving.headers.get('location') ?? '');
    const { secret } = application.get(Sessions).begin({
      personId: 'operatore-2',
      method: 'passkey',
      authenticatedAtMs: Date.now(),
      zone: 'livornese',
      role: 'UPo',
    });
    first.cookies.set(SESSION, secret);
    expect(await code(await first.ask(path))).toBe('oidc-other-person');
    expect(application.get(Sessions).identify(secret)?.session.method).toBe('passkey');
  });
});

describe('A provider that signs somebody out', () => {
  const send = (token: string, headers: Readonly<Record<string, string>> = {}) =>
    new Visitor().ask('/accesso/oidc/real/uscita', {
      method: 'POST',
      headers,
      body: new URLSearchParams({ logout_token: token }),
    });

  it('ends their session here, without a token of ours or a cookie', async () => {
    let answered: Response | undefined;
    provider.onLogout = async (token) => {
      answered = await send(token);
      return answered.ok;
    };
    const visitor = new Visitor();
    await visitor.signInInvited('operatore-1');
    expect(visitor.session()).toBeDefined();
    const page = await visitor.there.open(`${provider.issuer}/session/end?client_id=traccia`);
    const xsrf = /name="xsrf" value="(?<xsrf>\w+)"/u.exec(page)?.groups?.['xsrf'] ?? '';
    await visitor.there.open(`${provider.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(answered?.status).toBe(200);
    expect(answered?.headers.get('cache-control')).toBe('no-store');
    expect(visitor.session()).toBeUndefined();
    expect(left).toEqual([['operatore-1', 'provider']]);
  });

  it('is not believed without a good token', async () => {
    const visitor = new Visitor();
    await visitor.signInInvited('operatore-1');
    for (const token of ['', 'not a token', 'e30.e30.']) {
      const answer = await send(token);
      expect([answer.status, await code(answer)]).toEqual([400, 'oidc-logout-token-refused']);
    }
    expect(visitor.session()).toBeDefined();
    expect(left).toEqual([]);
  });

  it('sends a form, of 1 MiB at most, where the route takes one', async () => {
    const json = await new Visitor().ask('/accesso/oidc/real/uscita', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"logout_token":"a"}',
    });
    expect([json.status, await code(json)]).toEqual([415, 'media-type-unsupported']);
    expect((await send('a'.repeat(1_100_000))).status).toBe(413);
    const elsewhere = await new Visitor().ask('/accesso/oidc/real/invito', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ invitation: 'a' }),
    });
    expect([elsewhere.status, await code(elsewhere)]).toEqual([415, 'media-type-unsupported']);
  });
});

it('The file holds neither the cookies nor the name the person has at the provider', async () => {
  const visitor = new Visitor();
  await visitor.signInInvited('operatore-1');
  const written = application.get(AccessFile).prepare('SELECT * FROM oidc_identity').all();
  expect(JSON.stringify(written)).not.toContain('account-1');
});
