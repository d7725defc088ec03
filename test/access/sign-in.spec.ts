import { EventStore } from '#event-store';
import type { ShownSelf } from '../../apps/server/src/access/session-view.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser, PASSWORD } from './browser.fixture.js';

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.end());

const position = () => server.application.get(EventStore, { strict: false }).end();

/** An installation with an administrator, and somebody invited who holds a role. */
async function withOperator(): Promise<{ admin: Browser; operator: Browser }> {
  const admin = new Browser(server);
  await admin.begin();
  await grant(admin, 'operatore-1', 'UPo');
  const operator = new Browser(server, 'operatore-1');
  const { personId, login } = operator;
  const invited = await admin.post<{ code: string }>('accounts/invitations', { personId, login });
  expect(invited.status).toBe(200);
  const accepted = await operator.accept(invited.body.code);
  expect(accepted.status).toBe(200);
  return { admin, operator };
}

async function grant(
  admin: Browser,
  personId: string,
  role: string,
  from = '2020-01-01',
): Promise<void> {
  const { status, body } = await admin.ask(
    'POST',
    `registers/${ZONE}-organizzazione/grant-role`,
    { personId, role, from },
    { 'idempotency-key': crypto.randomUUID() },
  );
  expect({ status, body }).toMatchObject({ status: 200 });
}

describe('The first start', () => {
  it('lets whoever has the code of the console make the first administrator', async () => {
    const admin = new Browser(server);
    expect((await admin.get('sign-in')).body).toMatchObject({ isFirstStart: true });
    const { status, body } = await admin.begin();
    expect(status).toBe(200);
    expect(body.self).toMatchObject({ personId: 'amministratore-1', role: 'ADM', zone: ZONE });
    expect(body.recoveryCodes).toHaveLength(10);
    expect((await admin.get('session')).body).toMatchObject({ role: 'ADM' });
    expect((await admin.get('sign-in')).body).toMatchObject({ isFirstStart: false });
    const facts = await admin.get<{ items: object[] }>(`registers/${ZONE}-organizzazione`);
    expect(facts.status).toBe(200);
  });

  it('takes no other code, nor the right one after an hour', async () => {
    const admin = new Browser(server);
    const before = await position();
    const code = server.firstCode();
    const who = { personId: 'intruso', login: 'intruso' };
    const wrong = await admin.post('sign-in/first-administrator', { code: '0'.repeat(32), ...who });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'invitation-not-valid' } });
    server.clock.pass({ seconds: 3_600 });
    const late = await admin.post('sign-in/first-administrator', { code, ...who });
    expect(late).toMatchObject({ status: 403, body: { code: 'invitation-not-valid' } });
    expect(await position()).toBe(before);
  });

  it('is over with the first account', async () => {
    const admin = new Browser(server);
    const code = server.firstCode();
    await admin.begin();
    const other = new Browser(server, 'altro-1');
    const again = await other.post('sign-in/first-administrator', {
      ...{ code, personId: 'altro-1', login: 'altro' },
    });
    expect(again).toMatchObject({ status: 403, body: { code: 'invitation-not-valid' } });
    expect(() => server.firstCode()).toThrow('There is an account already');
  });
});

describe('Signing in with a password', () => {
  it('takes the password, then the code of the app, and gives a cookie', async () => {
    const { operator } = await withOperator();
    await operator.delete('session');
    server.clock.pass({ seconds: 60 });
    const { status, headers, body } = await operator.signIn();
    expect(status).toBe(200);
    expect(body).toMatchObject({ personId: 'operatore-1', role: 'UPo', method: 'password-totp' });
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-traccia=\S{68}; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
    expect(JSON.stringify(body)).not.toContain(operator.cookie?.split('=')[1]);
  });

  it('says the same whether the login or the password is wrong', async () => {
    const { operator } = await withOperator();
    const stranger = new Browser(server, 'nessuno-1');
    const before = await position();
    const [wrong, unknown] = [await operator.signIn('sbagliata e lunga'), await stranger.signIn()];
    const seen = ({ status, body }: { status: number; body: object }) => ({
      status,
      body: { ...body, instance: '' },
    });
    expect(seen(wrong)).toEqual(seen(unknown));
    expect(wrong).toMatchObject({ status: 403, body: { code: 'sign-in-refused' } });
    expect(await position()).toBe(before);
  });

  it('takes a code of the app once', async () => {
    const { operator } = await withOperator();
    server.clock.pass({ seconds: 60 });
    const begin = () =>
      operator.post<{ step: string }>('sign-in', { login: operator.login, password: PASSWORD });
    const [one, other] = [(await begin()).body.step, (await begin()).body.step];
    const code = operator.code();
    expect((await operator.post('sign-in/second-factor', { step: one, code })).status).toBe(200);
    const replayed = await operator.post('sign-in/second-factor', { step: other, code });
    expect(replayed).toMatchObject({ status: 403, body: { code: 'sign-in-refused' } });
    const again = await operator.post('sign-in/second-factor', { step: one, code });
    expect(again).toMatchObject({ status: 403, body: { code: 'sign-in-refused' } });
  });

  it('takes a recovery code once', async () => {
    const admin = new Browser(server);
    const { body } = await admin.begin();
    const [code = ''] = body.recoveryCodes;
    const attempt = async () => {
      const { login } = admin;
      const { body: begun } = await admin.post<{ step: string }>('sign-in', {
        login,
        password: PASSWORD,
      });
      return admin.post<ShownSelf>('sign-in/second-factor', { step: begun.step, code });
    };
    expect(await attempt()).toMatchObject({ status: 200, body: { method: 'recovery-code' } });
    expect(await attempt()).toMatchObject({ status: 403, body: { code: 'sign-in-refused' } });
  });

  it('lets nobody in who holds no role', async () => {
    const admin = new Browser(server);
    await admin.begin();
    const idle = new Browser(server, 'senza-ruolo-1');
    const { personId, login } = idle;
    await grant(admin, personId, 'ETS', '2090-01-01');
    const invited = await admin.post<{ code: string }>('accounts/invitations', { personId, login });
    const accepted = await idle.accept(invited.body.code);
    expect(accepted).toMatchObject({ status: 403, body: { code: 'no-role-held' } });
    expect(idle.cookie).toBeUndefined();
    await grant(admin, personId, 'UPo');
    server.clock.pass({ seconds: 60 });
    expect(await idle.signIn()).toMatchObject({ status: 200, body: { role: 'UPo' } });
  });

  it('refuses a body that is not as described, and repeats nothing of it', async () => {
    const browser = new Browser(server);
    for (const body of [
      {},
      { login: 'a', password: 1 },
      { login: 'a', password: 'b', more: 'segreto' },
      { login: ['a'], password: 'segreto' },
    ]) {
      const { status, body: answer } = await browser.post('sign-in', body);
      expect({ status, code: answer['code'] }).toEqual({ status: 400, code: 'request-invalid' });
      expect(JSON.stringify(answer)).not.toContain('segreto');
    }
  });
});

describe('The emergency access', () => {
  it('opens with two sealed codes and a reason, for an hour, and says so all the time', async () => {
    const admin = new Browser(server);
    await admin.begin();
    const prepared = await admin.post<{ items: { code: string }[] }>('emergency-codes', {
      holderIds: ['direttore-1', 'coordinatore-1'],
    });
    const codes = prepared.body.items.map(({ code }) => code);
    const reason = 'Il fornitore di identità non risponde da due ore';
    const guest = new Browser(server);
    const one = await guest.post('sign-in/emergency', {
      ...{ codes: [codes[0], codes[0]], reason, zone: ZONE },
    });
    expect(one).toMatchObject({ status: 403, body: { code: 'emergency-refused' } });
    const opened = await guest.post('sign-in/emergency', { codes, reason, zone: ZONE });
    expect(opened).toMatchObject({
      status: 200,
      body: { personId: 'accesso-di-emergenza', role: 'UPc', banner: { it: expect.any(String) } },
    });
    expect(server.securityLines.join('')).toMatch(/"event":"emergency-opened"/);
    expect((await guest.get('session')).body['banner']).not.toBeNull();
    expect(await guest.post('session/recovery-codes')).toMatchObject({ status: 403 });
    server.clock.pass({ seconds: 3_600 });
    expect(await guest.get('session')).toMatchObject({ status: 401 });
    const again = await new Browser(server).post('sign-in/emergency', {
      codes,
      reason,
      zone: ZONE,
    });
    expect(again).toMatchObject({ status: 403, body: { code: 'emergency-refused' } });
  });
});

describe('The security log', () => {
  it('has a line for each sign-in, good or bad, and no secret and no login in it', async () => {
    const { operator } = await withOperator();
    server.clock.pass({ seconds: 60 });
    await operator.signIn('una password sbagliata');
    await operator.signIn();
    const lines = server.securityLines.map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.filter(({ event }) => event === 'sign-in-refused')).toMatchObject([
      { code: 'sign-in-refused', network: '127.0.0.0/24', route: 'POST /api/v1/sign-in' },
    ]);
    expect(lines.findLast(({ event }) => event === 'signed-in')).toMatchObject({
      personId: 'operatore-1',
      method: 'password-totp',
    });
    const text = server.securityLines.join('');
    const secret = operator.cookie?.split('.')[1] ?? '';
    for (const hidden of [PASSWORD, 'una password sbagliata', secret, operator.login]) {
      expect(text).not.toContain(hidden);
    }
  });
});
