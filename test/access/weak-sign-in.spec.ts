import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Oidc } from '#access';
import {
  Browser as BrowserThere,
  RealProvider,
  signingKey,
} from '../../libs/access/src/oidc/real-provider.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser } from './browser.fixture.js';

const PUBLIC = 'https://traccia.example';

let provider: RealProvider;
let server: TestServer;
/** Works here, and signs in with the provider only. */
let visitor: Browser;
let there: BrowserThere;

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  provider = await RealProvider.away();
  await provider.start([await signingKey('first')]);
});

afterEach(async () => {
  await server.end();
  await provider.stop();
  jest.restoreAllMocks();
});

/** A zone whose second administrator signs in with the provider, which takes these levels. */
async function open(levels: { readonly minimumAcr: string; readonly stepUpAcr: string }) {
  server = new TestServer(undefined, {
    publicUrl: PUBLIC,
    providers: [provider.settings(levels)],
  });
  // The provider goes by the clock of the machine.
  server.clock.pass({ seconds: Math.ceil((Date.now() - server.clock.nowMs()) / 1_000) });
  await server.start();
  const first = new Browser(server);
  await first.begin();
  visitor = new Browser(server, 'amministratore-2');
  there = new BrowserThere();
  expect(await grant(first, visitor.personId, 'ADM')).toMatchObject({ status: 200 });
}

const grant = (
  by: Browser,
  personId: string,
  role: string,
  commandId: string = crypto.randomUUID(),
) =>
  by.ask<{ readonly code?: string }>(
    'POST',
    `registers/${ZONE}-organizzazione/grant-role`,
    { personId, role, from: '2020-01-01' },
    { 'idempotency-key': commandId },
  );

/** A page outside of the API, with the cookies the visitor has. */
async function page(path: string, pending = '', body?: object): Promise<Response> {
  const response = await fetch(`${server.url}${path}`, {
    redirect: 'manual',
    headers: {
      'sec-fetch-site': 'same-origin',
      cookie: [visitor.cookie, pending].filter(Boolean).join('; '),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  for (const line of response.headers.getSetCookie()) {
    if (line.startsWith('__Host-traccia=')) visitor.cookie = line.split(';')[0];
  }
  return response;
}

/** Identifies themselves at the provider, where they were sent, and comes back. */
async function comeBack(redirectTo: string, leaving: Response): Promise<void> {
  const [pending] = leaving.headers.getSetCookie()[0]?.split(';') ?? [];
  const returned = await there.open(redirectTo);
  const back = await page(returned.slice(PUBLIC.length), pending);
  expect([back.status, back.headers.get('location')]).toEqual([303, '/']);
}

async function signIn(acr: string): Promise<void> {
  provider.sitting = { accountId: 'account-1', acr };
  const { identities } = server.application.get(Oidc, { strict: false });
  const invitation = identities.invite(visitor.personId);
  const leaving = await page('/accesso/oidc/real/invito', '', { invitation });
  const { redirectTo } = (await leaving.json()) as { readonly redirectTo: string };
  await comeBack(redirectTo, leaving);
}

async function confirm(acr: string): Promise<void> {
  provider.sitting = { accountId: 'account-1', acr };
  const leaving = await page('/accesso/oidc/real/conferma');
  await comeBack(leaving.headers.get('location') ?? '', leaving);
}

it('Coming in with a provider leaves a line for whoever watches, and so does an answer that is not believed', async () => {
  await open({ minimumAcr: 'low', stepUpAcr: 'low' });
  const lines = (event: string) =>
    server.securityLines
      .map((line) => JSON.parse(line) as Readonly<Record<string, string>>)
      .filter((line) => line['event'] === event);
  await page('/accesso/oidc/real');
  const back = await page('/accesso/oidc/real/ritorno?code=a&state=b');
  expect(back.status).toBe(400);
  expect(lines('sign-in-refused')).toMatchObject([
    { code: 'oidc-sign-in-expired', route: 'GET /accesso/oidc/:issuerId/ritorno' },
  ]);
  expect(lines('signed-in').filter(({ method }) => method === 'oidc')).toEqual([]);
  await signIn('low');
  expect(lines('signed-in').filter(({ method }) => method === 'oidc')).toMatchObject([
    { personId: visitor.personId },
  ]);
  expect(lines('sign-in-refused')).toHaveLength(1);
});

describe('Whoever comes in with a provider below the level of a confirmation', () => {
  beforeEach(async () => {
    await open({ minimumAcr: 'low', stepUpAcr: 'high' });
    await signIn('low');
  });

  it('decides nothing before they confirm who they are, and then the same command is done', async () => {
    const commandId = crypto.randomUUID();
    const asked = () => grant(visitor, 'operatore-1', 'UPo', commandId);
    expect(await asked()).toMatchObject({ status: 403, body: { code: 'proof-too-old' } });
    await confirm('high');
    expect(await asked()).toMatchObject({ status: 200 });
  });

  it('changes nothing of how people come in before they confirm who they are', async () => {
    expect(await visitor.delete('sessions')).toMatchObject({ body: { code: 'proof-needed' } });
    await confirm('high');
    expect(await visitor.delete('sessions')).toMatchObject({ status: 200 });
  });

  it('works at all the rest, and sees when they came in', async () => {
    const self = await visitor.get<{ readonly provedAt: string }>('session');
    expect(self).toMatchObject({ status: 200, body: { personId: visitor.personId, role: 'ADM' } });
    expect(Math.abs(Date.parse(self.body.provedAt) - server.clock.nowMs())).toBeLessThan(60_000);
  });
});

it.each([
  ['at the level of a confirmation', { minimumAcr: 'low', stepUpAcr: 'high' }, 'high'],
  ['where both are the same level', { minimumAcr: 'low', stepUpAcr: 'low' }, 'low'],
])('Whoever comes in with a provider %s decides at once', async (_, levels, acr) => {
  await open(levels);
  await signIn(acr);
  expect(await grant(visitor, 'operatore-1', 'UPo')).toMatchObject({ status: 200 });
});
