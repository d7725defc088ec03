import { join } from 'node:path';
import { EventStore } from '#event-store';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser, PASSWORD } from './browser.fixture.js';

let server: TestServer;
let admin: Browser;
beforeEach(async () => {
  server = await TestServer.start();
  admin = new Browser(server);
  await admin.begin();
});
afterEach(() => server.end());

const position = () => server.application.get(EventStore, { strict: false }).end();
const organisation = `registers/${ZONE}-organizzazione`;

async function command(verb: string, body: object): Promise<void> {
  const key = { 'idempotency-key': crypto.randomUUID() };
  const answer = await admin.ask('POST', `${organisation}/${verb}`, body, key);
  expect(answer).toMatchObject({ status: 200 });
}

/** Somebody with an account who holds these roles. */
async function colleague(personId: string, roles: readonly string[]): Promise<Browser> {
  for (const role of roles) await command('grant-role', { personId, role, from: '2020-01-01' });
  const browser = new Browser(server, personId);
  const { login } = browser;
  const { body } = await admin.post<{ code: string }>('accounts/invitations', { personId, login });
  expect((await browser.accept(body.code)).status).toBe(200);
  return browser;
}

/** Another browser of a person signs in, with the app of the first one. */
async function signInAs(browser: Browser, owner: Browser): Promise<void> {
  server.clock.pass({ seconds: 60 });
  const { login } = owner;
  const first = await browser.post<{ step: string }>('sign-in', { login, password: PASSWORD });
  const code = { step: first.body.step, code: owner.code() };
  expect(await browser.post('sign-in/second-factor', code)).toMatchObject({ status: 200 });
}

/** The same person at another browser, as if they had copied the cookie. */
function copyOf(browser: Browser, at = server): Browser {
  const copy = new Browser(at, browser.personId);
  copy.cookie = browser.cookie;
  return copy;
}

describe('A session', () => {
  it('acts in the first role, and in another one under a new secret', async () => {
    const operator = await colleague('operatore-1', ['SEG', 'UPo']);
    expect((await operator.get('session')).body).toMatchObject({ role: 'UPo' });
    const old = copyOf(operator);
    const switched = await operator.post('session/role', { zone: ZONE, role: 'SEG' });
    expect(switched).toMatchObject({ status: 200, body: { role: 'SEG' } });
    expect(operator.cookie).not.toBe(old.cookie);
    expect(await old.get('session')).toMatchObject({ status: 401, body: { code: 'session-over' } });
  });

  it('acts in no role that its person does not hold, and in no other zone', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    const before = await position();
    for (const wish of [
      { zone: ZONE, role: 'ADM' },
      { zone: 'pisana', role: 'UPo' },
      { zone: ZONE, role: 'UPo', unitId: 'anziani' },
    ]) {
      const refused = await operator.post('session/role', wish);
      expect(refused).toMatchObject({ status: 403, body: { code: 'no-role-held' } });
    }
    expect(await operator.get('session')).toMatchObject({ body: { role: 'UPo', zone: ZONE } });
    expect(await position()).toBeGreaterThanOrEqual(before);
  });

  it('is over with signing out, and the browser forgets what it kept', async () => {
    const copy = copyOf(admin);
    const { headers } = await admin.delete('session');
    expect(headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect(headers.getSetCookie()[0]).toMatch(/^__Host-traccia=; .*Max-Age=0/);
    expect(await copy.get('session')).toMatchObject({
      status: 401,
      body: { code: 'session-over' },
    });
  });

  it('is over after half an hour without a request', async () => {
    server.clock.pass({ seconds: 29 * 60 });
    expect((await admin.get('session')).status).toBe(200);
    server.clock.pass({ seconds: 30 * 60 });
    expect(await admin.get('session')).toMatchObject({ status: 401 });
  });

  it('is over after twelve hours, however busy', async () => {
    for (let time = 0; time < 35; time += 1) {
      server.clock.pass({ seconds: 20 * 60 });
      expect((await admin.get('session')).status).toBe(200);
    }
    server.clock.pass({ seconds: 20 * 60 });
    expect(await admin.get('session')).toMatchObject({ status: 401 });
  });

  it('never takes the secret a browser brought along to the sign-in', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    const planted = operator.cookie;
    server.clock.pass({ seconds: 60 });
    await operator.signIn();
    expect(operator.cookie).not.toBe(planted);
    const victim = new Browser(server);
    victim.cookie = planted;
    expect(await victim.get('session')).toMatchObject({ status: 401 });
  });

  it('is listed with the others of its person, who ends one or all others', async () => {
    const first = await colleague('operatore-1', ['UPo']);
    const one = copyOf(first);
    const login = async (): Promise<string | undefined> => {
      first.cookie = undefined;
      server.clock.pass({ seconds: 60 });
      await first.signIn();
      return first.cookie;
    };
    const two = copyOf(first);
    two.cookie = await login();
    await login();
    const listed = await first.get<{ items: { id: string; isThis: boolean }[] }>('sessions');
    expect(listed.body.items.map(({ isThis }) => isThis)).toEqual([false, false, true]);
    const [oldest] = listed.body.items;
    expect(await admin.delete(`sessions/${oldest?.id ?? ''}`)).toMatchObject({ status: 404 });
    expect(await first.delete(`sessions/${oldest?.id ?? ''}`)).toMatchObject({
      body: { ended: 1 },
    });
    expect(await one.get('session')).toMatchObject({ status: 401 });
    expect(await two.get('session')).toMatchObject({ status: 200 });
    expect(await first.delete('sessions')).toMatchObject({ body: { ended: 1 } });
    expect(await two.get('session')).toMatchObject({ status: 401 });
    expect(await first.get('session')).toMatchObject({ status: 200 });
  });

  it('ends no other one before its person has proved again who they are', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    const another = copyOf(operator);
    another.cookie = undefined;
    await signInAs(another, operator);
    const { body } = await operator.get<{ items: { id: string }[] }>('sessions');
    server.clock.pass({ seconds: 15 * 60 + 1 });
    for (const path of ['sessions', `sessions/${body.items[1]?.id ?? ''}`]) {
      expect(await operator.delete(path)).toMatchObject({
        ...{ status: 403, body: { code: 'proof-needed' } },
      });
    }
    expect(await another.get('session')).toMatchObject({ status: 200 });
    await operator.post('session/proof', { password: PASSWORD, code: operator.code() });
    expect(await operator.delete('sessions')).toMatchObject({ body: { ended: 1 } });
    expect(await another.get('session')).toMatchObject({ status: 401 });
    // Oneself one signs out whenever one likes.
    server.clock.pass({ seconds: 15 * 60 + 1 });
    expect(await operator.delete('session')).toMatchObject({ status: 200 });
  });

  it('that is ended at one instance is over for the next request at every other', async () => {
    const accessFile = join(server.folder, 'access.db');
    const other = await TestServer.start({ accessFile, clock: server.clock });
    const there = copyOf(admin, other);
    expect(await there.get('session')).toMatchObject({ status: 200 });
    await admin.delete('session');
    expect(await there.get('session')).toMatchObject({
      status: 401,
      body: { code: 'session-over' },
    });
    await other.end();
  });

  it('is over with the next request once the register deactivates its person, and so are tokens', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    const program = server.admitProgram({ role: 'UPo', personId: 'operatore-1' });
    expect((await program.get('/api/v1/functions')).status).toBe(200);
    await command('deactivate-person', {
      personId: 'operatore-1',
      kind: 'SUSPENDED',
      reason: 'Sospeso',
    });
    expect(await operator.get('functions')).toMatchObject({
      status: 401,
      body: { code: 'session-over' },
    });
    expect(await program.get('/api/v1/functions')).toMatchObject({ status: 401 });
    await command('reactivate-person', { personId: 'operatore-1', reason: 'Rientrato' });
    expect(await operator.get('functions')).toMatchObject({ status: 401 });
  });

  it('is over once its account is disabled, and nobody signs in with it', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    expect(await admin.post('accounts/operatore-1/disable')).toMatchObject({ status: 200 });
    expect(await operator.get('session')).toMatchObject({ status: 401 });
    server.clock.pass({ seconds: 60 });
    expect(await operator.signIn()).toMatchObject({ body: { code: 'sign-in-refused' } });
    expect(await admin.post('accounts/operatore-1/enable')).toMatchObject({ status: 200 });
    server.clock.pass({ seconds: 60 });
    expect(await operator.signIn()).toMatchObject({ status: 200 });
  });
});

describe('What proves who one is', () => {
  it('changes only shortly after a proof, and a proof renews the secret', async () => {
    server.clock.pass({ seconds: 15 * 60 + 1 });
    const stale = await admin.post('session/recovery-codes');
    expect(stale).toMatchObject({ status: 403, body: { code: 'proof-needed' } });
    const old = copyOf(admin);
    const proof = { password: PASSWORD, code: admin.code() };
    expect(await admin.post('session/proof', proof)).toMatchObject({ status: 200 });
    expect(await old.get('session')).toMatchObject({ status: 401 });
    const fresh = await admin.post<{ recoveryCodes: string[] }>('session/recovery-codes');
    expect(fresh.body.recoveryCodes).toHaveLength(10);
  });

  it('does not change for the proof of somebody else, or a wrong one', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    server.clock.pass({ seconds: 15 * 60 + 1 });
    for (const proof of [
      { password: PASSWORD, code: admin.code() },
      { password: 'sbagliata e lunga', code: operator.code() },
    ]) {
      const refused = await operator.post('session/proof', proof);
      expect(refused).toMatchObject({ status: 403, body: { code: 'sign-in-refused' } });
    }
    expect(await operator.post('session/recovery-codes')).toMatchObject({ status: 403 });
  });

  it('ends the other sessions with a new password', async () => {
    const copy = copyOf(admin);
    const next = 'cinque cani nel cortile';
    const changed = await admin.post('session/password', { current: PASSWORD, next });
    expect(changed).toMatchObject({ status: 200 });
    expect(await copy.get('session')).toMatchObject({ status: 200 });
    server.clock.pass({ seconds: 60 });
    expect(await admin.signIn(PASSWORD)).toMatchObject({ body: { code: 'sign-in-refused' } });
    expect(await admin.signIn(next)).toMatchObject({ status: 200 });
  });

  it('is never changed with a token', async () => {
    const program = server.admitProgram({ role: 'ADM', personId: 'amministratore-1' });
    for (const path of ['session/recovery-codes', 'accounts/invitations', 'emergency-codes']) {
      const body = path === 'emergency-codes' ? { holderIds: ['a', 'b'] } : {};
      const sent = path === 'accounts/invitations' ? { personId: 'x', login: 'xyz' } : body;
      const reply = await program.send(`/api/v1/${path}`, JSON.stringify(sent));
      expect({ path, reply }).toMatchObject({ path, reply: { status: 403 } });
    }
  });
});

describe('The accounts', () => {
  it('are for whoever runs the system, and for nobody else', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    expect(await admin.get('accounts')).toMatchObject({ status: 200, body: { total: 2 } });
    expect(await operator.get('accounts')).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
    const invited = await operator.post('accounts/invitations', { personId: 'x', login: 'xyz' });
    expect(invited).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(server.securityLines.join('')).toMatch(/"rule":"deny\/[^"]+"/);
  });

  it('come back to their owner once two administrators have agreed', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    const second = await colleague('amministratore-2', ['ADM']);
    const asked = await admin.post<{ id: string }>('accounts/operatore-1/recovery', {
      lost: 'password',
    });
    expect(asked.status).toBe(200);
    const { id } = asked.body;
    const alone = await admin.post(`recoveries/${id}/approve`);
    expect(alone).toMatchObject({ status: 403, body: { code: 'recovery-needs-two' } });
    const { body } = await second.post<{ code: string }>(`recoveries/${id}/approve`);
    server.clock.pass({ seconds: 60 });
    const next = 'cinque cani nel cortile';
    const wish = { code: body.code, password: next, secondFactor: operator.code() };
    expect(await operator.post('sign-in/recovery', wish)).toMatchObject({ status: 200 });
    expect(await operator.post('sign-in/recovery', wish)).toMatchObject({ status: 403 });
    const told = [];
    for await (const { type, data, metadata } of server.application
      .get(EventStore, { strict: false })
      .readAll()) {
      if (type === 'AccountChanged') told.push([data['what'], metadata['actor']]);
    }
    expect(told.slice(-3)).toMatchObject([
      ['recovery-requested', { personId: 'amministratore-1', role: 'ADM' }],
      ['recovery-approved', { personId: 'amministratore-2', role: 'ADM' }],
      ['password-recovered', { personId: 'operatore-1', role: 'UPo', authMethod: 'one-time-code' }],
    ]);
    server.clock.pass({ seconds: 60 });
    expect(await operator.signIn(next)).toMatchObject({ status: 200 });
    // Whose account it is was told of each step, and nobody else of any.
    expect(await noticesOf(operator)).toEqual(['password-recovered', 'recovery-requested']);
    expect(await noticesOf(second)).toEqual([]);
  });

  it('that were made, or made anew by who had lost everything, say so, and open no old session', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    const second = await colleague('amministratore-2', ['ADM']);
    const old = copyOf(operator);
    const asked = await admin.post<{ id: string }>('accounts/operatore-1/recovery', {
      lost: 'everything',
    });
    const { body } = await second.post<{ code: string }>(`recoveries/${asked.body.id}/approve`);
    operator.cookie = undefined;
    expect(await operator.accept(body.code)).toMatchObject({ status: 200 });
    expect(await old.get('session')).toMatchObject({ status: 401 });
    expect(await operator.get('session')).toMatchObject({ status: 200 });
    const facts = await accessFacts();
    const made = facts.filter(({ data }) => data['what'] === 'account-made');
    expect(made.flatMap(({ data }) => data['about'])).toEqual([
      ...['amministratore-1', 'operatore-1', 'amministratore-2'],
    ]);
    const recovered = facts.findIndex(({ data }) => data['what'] === 'account-recovered');
    expect(facts.slice(recovered, recovered + 3)).toMatchObject([
      { type: 'AccountChanged', data: { about: ['operatore-1'] } },
      { type: 'SessionsEnded', data: { personId: 'operatore-1', everywhere: true } },
      { type: 'SignedIn', metadata: { actor: { personId: 'operatore-1' } } },
    ]);
    expect(await noticesOf(operator)).toEqual(['account-recovered', 'recovery-requested']);
  });

  it('that somebody wants to get back in vain change nothing, and nobody is told of a change', async () => {
    const operator = await colleague('operatore-1', ['UPo']);
    const before = (await accessFacts()).filter(({ type }) => type === 'AccountChanged').length;
    const wish = { code: '0'.repeat(32), password: 'cinque cani nel cortile', secondFactor: '1' };
    expect(await operator.post('sign-in/recovery', wish)).toMatchObject({ status: 403 });
    const after = (await accessFacts()).filter(({ type }) => type === 'AccountChanged').length;
    expect(after).toBe(before);
    expect(await noticesOf(operator)).toEqual([]);
  });
});

async function accessFacts() {
  const found = [];
  const store = server.application.get(EventStore, { strict: false });
  for await (const event of store.readAll())
    if (event.stream.startsWith('access-')) found.push(event);
  return found;
}

/** What somebody was told of their account, by what had happened, sorted: some of it came at one moment of the clock. */
async function noticesOf(by: Browser): Promise<readonly unknown[]> {
  const position = await server.application.get(EventStore, { strict: false }).end();
  const { status, body } = await by.get<{
    readonly items: readonly { readonly cause: { readonly eventId: string } }[];
  }>(`notices?ruleId=account-changed&after=${position}`);
  expect(status).toBe(200);
  const facts = await accessFacts();
  return body.items
    .map(({ cause }) => facts.find(({ id }) => id === cause.eventId)?.data['what'])
    .toSorted();
}
