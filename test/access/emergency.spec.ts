import { EventStore, type RecordedEvent } from '#event-store';
import { verbs } from '#planning';
import { problem, type Client } from '../client.fixture.js';
import { wishOf } from '../drivers.fixture.js';
import { Homes } from '../homes.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { poaWays } from '../ways/poa-annuale.ways.fixture.js';
import { Browser, PASSWORD } from './browser.fixture.js';

const REGISTER = `registers/${ZONE}-organizzazione`;
const REASON = 'Il fornitore di identità non risponde da due ore';
const HOLDERS = ['direttore-1', 'coordinatore-1'] as const;

let server: TestServer;
let journey: Journey;
let admin: Browser;
/** Whoever stands at the keyboard with both envelopes. */
let guest: Browser;

beforeAll(async () => {
  server = await TestServer.start();
  // Before the register of the zone knows anybody: afterwards only those have a role to whom it gives one.
  journey = (await Homes.begin(server)).programme;
  admin = new Browser(server);
  await admin.begin();
  for (const [personId, role] of [
    ['revisore', 'AUD'],
    ['direttore', 'DIR'],
    ['coordinatore', 'UPc'],
  ]) {
    await command(admin, `${REGISTER}/grant-role`, { personId, role, from: '2020-01-01' });
  }
});
afterAll(() => server.end());

const command = (by: Browser, path: string, body: object, ifMatch?: number) =>
  by.ask('POST', path, body, {
    'idempotency-key': crypto.randomUUID(),
    ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
  });

async function envelopes(): Promise<readonly string[]> {
  await admin.signIn();
  const { body } = await admin.post<{ items: { code: string }[] }>('emergency-codes', {
    holderIds: HOLDERS,
  });
  return body.items.map(({ code }) => code);
}

async function open(): Promise<void> {
  const codes = await envelopes();
  guest = new Browser(server);
  const opened = await guest.post('sign-in/emergency', { codes, reason: REASON, zone: ZONE });
  expect(opened).toMatchObject({ status: 200, body: { method: 'emergency', role: 'UPc' } });
}

async function facts(wanted: (event: RecordedEvent) => boolean): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  const store = server.application.get(EventStore, { strict: false });
  for await (const event of store.readAll()) if (wanted(event)) found.push(event);
  return found;
}

/** What somebody is told on every page. */
async function banner(by: Client): Promise<string | null> {
  const { body } = await by.get<{ readonly banner: { readonly it: string } | null }>(
    '/api/v1/session',
  );
  return body.banner?.it ?? null;
}

describe('The emergency access does not open', () => {
  it.each([
    ['with one code twice', ([one]: readonly string[]) => [one, one], REASON, 'emergency-refused'],
    [
      'with a code that was never made',
      ([one]: readonly string[]) => [one, 'A'.repeat(26)],
      REASON,
      'emergency-refused',
    ],
    [
      'without a reason',
      (both: readonly string[]) => both,
      ' '.repeat(20),
      'emergency-reason-missing',
    ],
    [
      'for a reason that says nothing',
      (both: readonly string[]) => both,
      'serve',
      'emergency-reason-missing',
    ],
  ] as const)('%s, and its codes stay good', async (_, shown, reason, code) => {
    const codes = await envelopes();
    const thief = new Browser(server);
    const refused = await thief.post('sign-in/emergency', {
      ...{ codes: shown(codes), reason, zone: ZONE },
    });
    expect(refused).toMatchObject({ body: { code } });
    expect(thief.cookie).toBeUndefined();
    const opened = await facts(({ type }) => type === 'EmergencyOpened');
    const good = await thief.post('sign-in/emergency', { codes, reason: REASON, zone: ZONE });
    expect(good).toMatchObject({ status: 200 });
    expect(await facts(({ type }) => type === 'EmergencyOpened')).toHaveLength(opened.length + 1);
    // Once only.
    expect(
      await new Browser(server).post('sign-in/emergency', { codes, reason: REASON, zone: ZONE }),
    ).toMatchObject({ status: 403, body: { code: 'emergency-refused' } });
  });
});

describe('Whoever comes in an emergency', () => {
  beforeEach(open);

  it('goes on with the work of the office, under a name that says so', async () => {
    const wish = { questionId: `emergenza-${Date.now()}`, subject: 'cycle', text: 'Chi firma?' };
    const asked = await command(guest, `cycles/${journey.cycleId}/raise-question`, wish);
    expect(asked).toMatchObject({ status: 200 });
    const [fact] = await facts(({ data }) => data['questionId'] === wish.questionId);
    expect(fact?.metadata['actor']).toMatchObject({
      ...{ personId: 'accesso-di-emergenza', role: 'UPc', authMethod: 'emergency' },
    });
  });

  it('decides nothing: neither approves nor delegates, gives a role or erases', async () => {
    const before = await facts(({ stream }) => /^(?:cycle|register)-/.test(stream));
    const decisive = verbs.filter(
      ({ decisive: is, who, name }) =>
        is && who.some(({ role }) => role === 'UPc') && poaWays.wishes[name] !== undefined,
    );
    expect(decisive.length).toBeGreaterThan(2);
    for (const { name, about } of decisive) {
      const [id = 'nuova'] = about ? journey.partsOf(about).keys() : [];
      const { body, ifMatch } = wishOf(journey, name, { id });
      const reply = await command(guest, `cycles/${journey.cycleId}/${name}`, body, ifMatch);
      expect({ name, ...reply.body }).toMatchObject({
        ...{ name, status: 403, code: 'emergency-may-not-decide' },
        rule: 'deny/decisive/emergency-may-not-decide',
      });
    }
    const role = { personId: 'complice', role: 'RF', unitId: 'anziani', from: '2024-01-01' };
    expect(await command(guest, `${REGISTER}/grant-role`, role)).toMatchObject({
      body: { code: 'emergency-may-not-decide' },
    });
    const delegation = {
      ...{ delegationId: 'ferie', toPersonId: 'complice', kind: 'DELEGA', act: 'Atto 1' },
      ...{ validFrom: '2024-01-01', validTo: '2024-12-31' },
    };
    expect(await command(guest, `${REGISTER}/grant-delegation`, delegation)).toMatchObject({
      status: 403,
    });
    const erased = { personId: 'direttore', legalBasis: 'CONSENT_WITHDRAWN', reason: 'Così' };
    expect(await command(guest, `${REGISTER}/erase-person`, erased)).toMatchObject({ status: 403 });
    const after = await facts(({ stream }) => /^(?:cycle|register)-/.test(stream));
    expect(after).toHaveLength(before.length);
  });

  it('gets at no secret, no account and no other role, and does not stay longer', async () => {
    for (const [method, path, body] of [
      ['GET', 'accounts', undefined],
      ['GET', 'recoveries', undefined],
      ['POST', 'accounts/invitations', { personId: 'complice', login: 'complice' }],
      ['POST', 'accounts/revisore/recovery', { lost: 'everything' }],
      ['POST', 'emergency-codes', { holderIds: ['complice-1', 'complice-2'] }],
      ['DELETE', 'emergency-codes', undefined],
      ['POST', 'session/recovery-codes', {}],
      ['POST', 'session/passkeys/options', {}],
      ['POST', 'session/app/options', {}],
      ['POST', 'session/role', { zone: ZONE, role: 'ADM' }],
      ['POST', 'session/proof', { password: PASSWORD, code: admin.code() }],
      ['PUT', 'people/direttore', { name: 'Altro nome' }],
      ['GET', 'access-report', undefined],
    ] as const) {
      const { status } = await guest.ask(method, path, body);
      expect({ method, path, status }).toEqual({ method, path, status: 403 });
    }
  });

  it('is out after sixty minutes to the second, however busy', async () => {
    for (let minute = 0; minute < 59; minute += 10) {
      expect(await guest.get('session')).toMatchObject({ status: 200 });
      server.clock.pass({ seconds: 599 });
    }
    const left = Date.parse(
      ((await guest.get('session')).body['session'] as { readonly endsAt: string }).endsAt,
    );
    server.clock.pass({ seconds: (left - server.clock.nowMs()) / 1_000 - 1 });
    expect(await guest.get('session')).toMatchObject({ status: 200 });
    server.clock.pass({ seconds: 1 });
    expect(await guest.get('session')).toMatchObject({ status: 401 });
  });

  it('leaves a fact of opening it, with the reason and whose codes they were, and one of each read', async () => {
    await guest.get('worklist');
    const opened = (await facts(({ type }) => type === 'EmergencyOpened')).at(-1);
    expect(opened?.data).toMatchObject({
      ...{ reason: REASON, holderIds: expect.arrayContaining([...HOLDERS]) },
    });
    const read = (await facts(({ type }) => type === 'ReadRecorded')).at(-1);
    expect(read?.metadata['actor']).toMatchObject({ authMethod: 'emergency' });
    expect(read?.data).toMatchObject({ route: 'GET /api/v1/worklist', outcome: 'shown' });
  });
});

describe('The auditors of the zone', () => {
  it('find it among their notices at once, with the director, and nobody else does', async () => {
    await open();
    const fact = (await facts(({ type }) => type === 'EmergencyOpened')).at(-1)!;
    const noticesOf = async (by: Client) => {
      const { status, body } = await by.get<{
        readonly items: readonly { readonly cause: { readonly eventId: string } }[];
      }>(`/api/v1/notices?ruleId=emergency-opened&after=${fact.position}`);
      expect(status).toBe(200);
      return body.items.filter(({ cause }) => cause.eventId === fact.id);
    };
    for (const role of ['AUD', 'DIR'] as const) {
      const told = await noticesOf(server.as(role));
      expect(told).toMatchObject([
        { title: { it: expect.stringMatching(/^Aperto l’accesso di emergenza/) }, readAt: null },
      ]);
      // Why it was opened is read in the accesses.
      expect(JSON.stringify(told)).not.toContain(REASON);
    }
    for (const other of [server.as('UPc'), server.as('AUD', 'pisana')]) {
      expect(await noticesOf(other)).toEqual([]);
    }
  });

  it('are told wherever they are, with the director, until one of them has looked', async () => {
    const { body } = await server.as('AUD').get<{ banner: unknown }>('/api/v1/session');
    // Of those that the tests above have opened.
    expect(body.banner).not.toBeNull();
    const read = '/api/v1/access-report/accesses?type=EmergencyOpened';
    await server.as('AUD').get(read);
    await server.as('AUD').get('/api/v1/access-report');
    expect(await banner(server.as('AUD'))).toBeNull();
    await open();
    await server.as('AUD').get('/api/v1/access-report');
    for (const role of ['AUD', 'DIR'] as const) {
      expect(await banner(server.as(role))).toMatch(/aperto l’accesso di emergenza/);
    }
    expect(await banner(server.as('UPc'))).toBeNull();
    expect(await banner(server.as('AUD', 'pisana'))).toBeNull();
    // The director looks, too, but the auditor is who has to.
    await server.as('DIR').get(read);
    await server.as('AUD').get('/api/v1/access-report');
    expect(await banner(server.as('AUD'))).not.toBeNull();
    const { body: accesses } = await server.as('AUD').get<{
      readonly items: readonly { readonly data: Readonly<Record<string, unknown>> }[];
    }>(read);
    expect(accesses.items[0]?.data).toMatchObject({ reason: REASON });
    await server.as('AUD').get('/api/v1/access-report');
    expect(await banner(server.as('AUD'))).toBeNull();
    expect(server.securityLines.some((line) => line.includes('emergency-opened'))).toBe(true);
    expect(problem(await server.as('UPc').get(read))).toMatchObject({ status: 403 });
  });
});
