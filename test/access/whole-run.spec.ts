import { jest } from '@jest/globals';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { AuthenticatorFixture } from '../../libs/access/src/passkeys/authenticator.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser, PASSWORD } from './browser.fixture.js';

const NEXT_PASSWORD = 'cinque cani nel cortile';
const WRONG_PASSWORD = 'sei galline nel pollaio';
const NAME = 'Canarina Canarini';
const EMAIL = 'canarina@canarini.example';

/** What came and went, over the whole run. */
interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly cookies: readonly string[];
  readonly answer: string;
}
const exchanges: Exchange[] = [];
/** What must stand in no address and no log. */
const secrets = new Set([PASSWORD, NEXT_PASSWORD, WRONG_PASSWORD, NAME, EMAIL]);
/** What opens a session: in no answer either. */
const sessionSecrets = new Set<string>();
let logged = '';
let securityLines: readonly string[];

/** Notes whatever is asked and answered, as a proxy in between would see it. */
function listenIn(): void {
  const send = globalThis.fetch;
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const response = await send(input, init);
    const url = input instanceof Request ? input.url : String(input);
    const cookies = response.headers.getSetCookie();
    for (const cookie of cookies) {
      const value = /^[^=]+=([^;]*)/.exec(cookie)?.[1] ?? '';
      if (value !== '') sessionSecrets.add(value);
    }
    const answer = await response.clone().text();
    exchanges.push({ method: init?.method ?? 'GET', url, cookies, answer });
    return response;
  });
  for (const stream of [process.stderr, process.stdout]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      logged += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      return true;
    });
  }
}

/** Notes the secrets that an answer holds. */
function keep(...texts: readonly (string | undefined)[]): void {
  for (const text of texts) if (text !== undefined && text !== '') secrets.add(text);
}

async function goThroughEverything(server: TestServer): Promise<void> {
  const admin = new Browser(server);
  keep(server.firstCode(), admin.login);
  const begun = await admin.begin();
  keep(...begun.body.recoveryCodes);
  await admin.ask('PUT', 'people/operatore-1', { name: NAME, email: EMAIL });
  for (const role of ['UPo', 'SEG']) {
    await admin.ask(
      ...(['POST', `registers/${ZONE}-organizzazione/grant-role`] as const),
      { personId: 'operatore-1', role, from: '2020-01-01' },
      { 'idempotency-key': crypto.randomUUID() },
    );
  }
  const operator = new Browser(server, 'operatore-1');
  const { personId, login } = operator;
  const invited = await admin.post<{ code: string }>('accounts/invitations', { personId, login });
  keep(invited.body.code, login);
  const accepted = await operator.accept(invited.body.code);
  keep(...accepted.body.recoveryCodes);
  await operator.post('session/role', { zone: ZONE, role: 'SEG' });
  await operator.get('people');
  const [recoveryCode = ''] = accepted.body.recoveryCodes;
  server.clock.pass({ seconds: 60 });
  await operator.post('session/proof', { password: PASSWORD, code: operator.code() });
  await operator.post('session/password', { current: PASSWORD, next: NEXT_PASSWORD });
  const telephone = new AuthenticatorFixture('telephone', 'http://localhost:3000', 'localhost');
  const asked = await operator.post<{
    step: string;
    options: PublicKeyCredentialCreationOptionsJSON;
  }>('session/passkeys/options');
  await operator.post('session/passkeys', {
    ...{ step: asked.body.step, response: telephone.create(asked.body.options), name: 'Telefono' },
  });
  const fresh = await operator.post<{ recoveryCodes: string[] }>('session/recovery-codes');
  keep(...fresh.body.recoveryCodes, recoveryCode);
  await operator.delete('session');
  server.clock.pass({ seconds: 60 });
  await operator.signIn(WRONG_PASSWORD);
  const first = await operator.post<{ step: string }>('sign-in', {
    ...{ login, password: NEXT_PASSWORD },
  });
  keep(first.body.step);
  await operator.post('sign-in/second-factor', {
    ...{ step: first.body.step, code: fresh.body.recoveryCodes[0] },
  });
  const guest = new Browser(server);
  const challenge = await guest.post<{
    step: string;
    options: PublicKeyCredentialRequestOptionsJSON;
  }>('sign-in/passkey/options');
  keep(challenge.body.step);
  await guest.post('sign-in/passkey', {
    ...{ step: challenge.body.step, response: telephone.get(challenge.body.options) },
  });
  await guest.ask('POST', 'views/retry', {}, { 'sec-fetch-site': 'cross-site' });
  await guest.post('accounts/operatore-1/disable');
  const prepared = await admin.post<{ items: { code: string }[] }>('emergency-codes', {
    holderIds: ['direttore-1', 'coordinatore-1'],
  });
  const codes = prepared.body.items.map(({ code }) => code);
  keep(...codes);
  const reason = 'Il fornitore di identità non risponde da due ore';
  await new Browser(server).post('sign-in/emergency', { codes, reason, zone: ZONE });
  const { token } = server.mint({ role: 'AUD' });
  keep(token);
  await fetch(`${server.url}/api/v1/refusals`, { headers: { authorization: `Bearer ${token}` } });
  await fetch(`${server.url}/api/v1/refusals`, { headers: { authorization: `Bearer ${token}x` } });
}

beforeAll(async () => {
  const server = await TestServer.start();
  listenIn();
  try {
    await goThroughEverything(server);
    securityLines = [...server.securityLines];
  } finally {
    jest.restoreAllMocks();
    await server.end();
  }
});

const holding = (text: string, hidden: Iterable<string>): readonly string[] =>
  [...hidden].filter((each) => text.includes(each));

describe('A run through every way in', () => {
  it('is one: most of it was granted, and some of it refused', () => {
    expect(exchanges.length).toBeGreaterThan(25);
    expect(sessionSecrets.size).toBeGreaterThan(6);
    expect(secrets.size).toBeGreaterThan(30);
    const events = securityLines.map((line) => (JSON.parse(line) as { event: string }).event);
    expect([...new Set(events)].sort()).toEqual([
      ...['access-changed', 'emergency-opened', 'forbidden', 'foreign-request', 'not-recognised'],
      ...['session-ended', 'sign-in-refused', 'signed-in', 'signed-out'],
    ]);
  });

  it('sets no cookie that is not for this host alone, over TLS, hidden from scripts', () => {
    const cookies = exchanges.flatMap((exchange) => exchange.cookies);
    expect(cookies.length).toBeGreaterThan(6);
    for (const cookie of cookies) {
      expect(cookie).toMatch(
        /^__Host-traccia(?:-oidc)?=[^;]*; Path=\/; Secure; HttpOnly; SameSite=Lax(?:; Max-Age=\d+)?$/,
      );
    }
  });

  it('shows no secret of a session but in its cookie', () => {
    for (const { url, answer } of exchanges) {
      expect(holding(url + answer, sessionSecrets)).toEqual([]);
    }
    expect(holding(logged + securityLines.join(''), sessionSecrets)).toEqual([]);
  });

  it('has no secret and nothing of a person in an address', () => {
    for (const { url } of exchanges) {
      expect(holding(decodeURIComponent(url), [...secrets, ...sessionSecrets])).toEqual([]);
    }
  });

  it('writes none of its secrets and nothing of a person into a log', () => {
    expect(holding(logged + securityLines.join(''), secrets)).toEqual([]);
  });

  it('leaves lines for whoever watches that say when, what, by whom and in which request', () => {
    const members = [
      ...['at', 'level', 'event', 'personId', 'sessionId', 'method', 'code', 'rule', 'about'],
      ...['what', 'kept', 'network', 'requestId', 'route'],
    ];
    for (const text of securityLines) {
      const line = JSON.parse(text) as Readonly<Record<string, string>>;
      expect(text.endsWith('}\n') && !text.slice(0, -1).includes('\n')).toBe(true);
      expect(line['at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(line['level']).toBe('security');
      expect(Object.keys(line).filter((name) => !members.includes(name))).toEqual([]);
      // What is told of a session rather than of a request: coming in, and being out.
      const isOfSession = ['signed-in', 'session-ended'].includes(line['event'] ?? '');
      expect({ text, has: isOfSession || line['requestId'] !== undefined }).toEqual({
        ...{ text, has: true },
      });
      if (isOfSession) expect(line['sessionId']).toBeDefined();
    }
  });

  it('tells whoever watches of pages of others, with the rule where a right was missing', () => {
    const lines = securityLines.map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'foreign-request', route: 'POST /api/v1/views/retry' }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'forbidden', rule: 'deny/administer-accounts' }),
    );
  });
});
