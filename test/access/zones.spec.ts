import { Access, Oidc } from '#access';
import { problem, type Client, type Reply } from '../client.fixture.js';
import { TestServer } from '../server.fixture.js';
import { Browser } from './browser.fixture.js';

const THERE = 'pisana';
const REGISTER = `${THERE}-organizzazione`;

interface Listed {
  readonly items: readonly { readonly personId: string; readonly id: string }[];
}

let server: TestServer;
/** Of the usual zone, with an operator who has an account. */
let admin: Browser;
let operator: Browser;
/** Two administrators of another zone of the same installation. */
let stranger: Client;
let other: Client;

const key = () => ({ 'idempotency-key': crypto.randomUUID() });
const grantHere = (personId: string, role: string) =>
  admin.ask(
    'POST',
    'registers/livornese-organizzazione/grant-role',
    { personId, role, from: '2020-01-01' },
    key(),
  );
const grantThere = (by: Client, personId: string, role: string) =>
  by.perform(REGISTER, 'grant-role', { personId, role, from: '2020-01-01' });

beforeEach(async () => {
  server = await TestServer.start();
  admin = new Browser(server);
  await admin.begin();
  await grantHere('operatore-1', 'UPo');
  operator = new Browser(server, 'operatore-1');
  const { personId, login } = operator;
  const { body } = await admin.post<{ code: string }>('accounts/invitations', { personId, login });
  expect(await operator.accept(body.code)).toMatchObject({ status: 200 });
  const builder = server.admit({ role: 'ADM', zone: THERE, personId: 'chi-impianta' });
  await builder.perform(REGISTER, 'open-organisation', { title: 'Zona pisana' });
  expect(await grantThere(builder, 'admin-pisa-1', 'ADM')).toMatchObject({ status: 200 });
  stranger = server.admit({ role: 'ADM', zone: THERE, personId: 'admin-pisa-1' });
  expect(await grantThere(stranger, 'admin-pisa-2', 'ADM')).toMatchObject({ status: 200 });
  other = server.admit({ role: 'ADM', zone: THERE, personId: 'admin-pisa-2' });
});
afterEach(() => server.end());

const ask = <Body = Readonly<Record<string, unknown>>>(
  by: Client,
  method: string,
  path: string,
  body: object = {},
): Promise<Reply<Body>> => by.ask<Body>(method, `/api/v1/${path}`, JSON.stringify(body));

const everything: readonly (readonly [string, string, object])[] = [
  ['POST', 'accounts/PERSON/disable', {}],
  ['POST', 'accounts/PERSON/enable', {}],
  ['POST', 'accounts/PERSON/recovery', { lost: 'everything' }],
  ['DELETE', 'accounts/PERSON/sessions', {}],
  ['POST', 'accounts/invitations', { personId: 'PERSON', login: 'un.altro.login' }],
];

describe('The administrator of another zone', () => {
  it('finds none of its persons, whether they are somewhere or nowhere', async () => {
    const { body } = await stranger.get<Listed>('/api/v1/accounts');
    expect(body.items).toEqual([]);
    for (const [method, path, sent] of everything) {
      const answers = [];
      for (const personId of ['operatore-1', 'amministratore-1', 'nessuno-1']) {
        const text = JSON.stringify(sent).replace('PERSON', personId);
        const reply = await ask(
          stranger,
          method,
          path.replace('PERSON', personId),
          JSON.parse(text) as object,
        );
        const { instance: _own, ...told } = problem(reply);
        expect(told).toMatchObject({ status: 404, code: 'not-found' });
        answers.push(told);
      }
      expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    }
    expect(await operator.get('session')).toMatchObject({ status: 200 });
    expect((await admin.get<Listed>('recoveries')).body.items).toEqual([]);
    const changes = server.securityLines.filter((line) => line.includes('admin-pisa'));
    expect(changes.filter((line) => line.includes('access-changed'))).toEqual([]);
  });

  it('has no part in getting an account back there', async () => {
    const asked = await admin.post<{ id: string }>('accounts/operatore-1/recovery', {
      lost: 'everything',
    });
    const { id } = asked.body;
    expect((await stranger.get<Listed>('/api/v1/recoveries')).body.items).toEqual([]);
    for (const [method, path] of [
      ['POST', `recoveries/${id}/approve`],
      ['DELETE', `recoveries/${id}`],
    ] as const) {
      expect(problem((await ask(stranger, method, path)) as never)).toMatchObject({
        ...{ status: 404, code: 'recovery-not-valid' },
      });
    }
    expect((await admin.get<Listed>('recoveries')).body.items).toHaveLength(1);
  });

  it('ends the sessions of whoever works in their own zone, and of nobody else', async () => {
    const inspector = server.admit({ role: 'ADM', zone: THERE, personId: 'admin-pisa-1' });
    expect((await inspector.get('/api/v1/session')).status).toBe(200);
    expect(await ask(stranger, 'DELETE', 'accounts/sessions')).toMatchObject({ status: 200 });
    expect(await operator.get('session')).toMatchObject({ status: 200 });
    expect(await admin.get('session')).toMatchObject({ status: 200 });
  });
});

describe('Somebody with roles in two zones', () => {
  beforeEach(async () => {
    expect(await grantThere(stranger, 'operatore-1', 'ETS')).toMatchObject({ status: 200 });
  });

  it('can be shut out by either', async () => {
    const { body } = await stranger.get<Listed>('/api/v1/accounts');
    expect(body.items.map(({ personId }) => personId)).toEqual(['operatore-1']);
    expect(await ask(stranger, 'POST', 'accounts/operatore-1/disable')).toMatchObject({
      status: 200,
    });
    expect(await operator.get('session')).toMatchObject({ status: 401 });
    expect(await admin.post('accounts/operatore-1/enable')).toMatchObject({ status: 200 });
  });

  it('gets an account back by administrators of both, never by those of one', async () => {
    const asked = await ask<{ id: string }>(stranger, 'POST', 'accounts/operatore-1/recovery', {
      lost: 'everything',
    });
    expect(asked.status).toBe(200);
    const approve = `recoveries/${asked.body.id}/approve`;
    expect(problem((await ask(other, 'POST', approve)) as never)).toMatchObject({
      ...{ status: 403, code: 'recovery-needs-two' },
    });
    expect(await admin.post(approve)).toMatchObject({
      status: 200,
      body: { code: expect.any(String) },
    });
  });
});

describe('Somebody whom two zones know and who has no account', () => {
  const wish = { personId: 'nuova-1', login: 'nuova.login' };
  beforeEach(async () => {
    expect(await grantHere('nuova-1', 'UPo')).toMatchObject({ status: 200 });
  });

  it('is invited by the administrator of neither, who would come in as them in the other', async () => {
    expect(await grantThere(stranger, 'nuova-1', 'ETS')).toMatchObject({ status: 200 });
    expect(
      problem((await ask(stranger, 'POST', 'accounts/invitations', wish)) as never),
    ).toMatchObject({ status: 403, code: 'invitation-at-console' });
    expect(await admin.post('accounts/invitations', wish)).toMatchObject({
      ...{ status: 403, body: { code: 'invitation-at-console' } },
    });
    const { invitations } = server.application.get(Access, { strict: false });
    const person = new Browser(server, 'nuova-1', wish.login);
    expect(await person.accept(invitations.invite(wish))).toMatchObject({ status: 200 });
  });

  it('is invited by the one alone whose register knows them', async () => {
    expect(
      problem((await ask(stranger, 'POST', 'accounts/invitations', wish)) as never),
    ).toMatchObject({ status: 404 });
    expect(await admin.post('accounts/invitations', wish)).toMatchObject({ status: 200 });
  });
});

it('Whoever comes in with a provider is not invited by an administrator, who could come in as them', async () => {
  expect(await grantHere('nuova-1', 'UPo')).toMatchObject({ status: 200 });
  const { identities } = server.application.get(Oidc, { strict: false });
  const invitation = identities.invitationOf(identities.invite('nuova-1'));
  await identities.recognise(
    { issuer: 'https://idp.example', subject: 'soggetto' },
    { invitation },
  );
  const wish = { personId: 'nuova-1', login: 'nuova.login' };
  expect(await admin.post('accounts/invitations', wish)).toMatchObject({
    ...{ status: 403, body: { code: 'invitation-at-console' } },
  });
});

it('Nobody is invited before the register knows them', async () => {
  const wish = { personId: 'nuova-1', login: 'nuova.login' };
  expect(await admin.post('accounts/invitations', wish)).toMatchObject({ status: 404 });
  expect(await grantHere('nuova-1', 'SEG')).toMatchObject({ status: 200 });
  expect(await admin.post('accounts/invitations', wish)).toMatchObject({ status: 200 });
});
