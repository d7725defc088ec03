import { join } from 'node:path';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { AccessLog } from '#access-log';
import { EventStore, StoreUnavailable, type RecordedEvent } from '#event-store';
import { ApiTokens, type Role } from '#people';
import { POLICY_VERSION } from '#planning';
import { openApiDocument } from '../../apps/server/src/api/openapi.js';
import {
  auditedRoutes,
  auditedRules,
  auditOf,
  isRead,
} from '../../apps/server/src/audit/audited-reads.js';
import { AccessTrail } from '../../apps/server/src/audit/access-trail.js';
import { oidcRouteRules, routeRules } from '../../apps/server/src/http/route-rules.js';
import { tracciaProgram } from '../../apps/cli/src/program.js';
import { RememberedTerminal } from '../../apps/cli/src/terminal.fixture.js';
import { eventNode } from '../../libs/event-store/src/event-node.fixture.js';
import { problem, type Client } from '../client.fixture.js';
import { Homes } from '../homes.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { valuesOf, type Schema } from '../schema.arbitrary.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser, PASSWORD } from './browser.fixture.js';

interface Operation {
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
interface Described {
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface Report {
  readonly administrators: readonly { readonly personId: string }[];
  readonly roleActs: readonly { readonly by: string; readonly type: string }[];
  readonly persons: readonly Readonly<Record<string, number | string>>[];
}
interface Listed {
  readonly items: readonly {
    readonly type: string;
    readonly personId: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
  readonly total: number;
  readonly next?: string;
}

/** As the server describes itself. */
const described = openApiDocument() as Described;
const queries = Object.entries(described.paths)
  .filter(([, operations]) => 'get' in operations)
  .map(([path]) => path);
const allRules = { ...routeRules, ...oidcRouteRules };

async function everything(
  store: EventStore,
  wanted: (event: RecordedEvent) => boolean,
): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) if (wanted(event)) events.push(event);
  return events;
}

const isAccess = ({ stream }: RecordedEvent): boolean => stream.startsWith('access-');
/** What is of a cycle or a register, and not of what was refused or looked at. */
const isDomain = ({ stream }: RecordedEvent): boolean => /^(cycle|register)-/.test(stream);

const storeOf = (server: TestServer): EventStore =>
  server.application.get(EventStore, { strict: false });
const accessesAt = (server: TestServer) => everything(storeOf(server), isAccess);

describe('The table of audited reads', () => {
  it('says of every route that can be read, by itself or by its rule, what is kept of it', () => {
    const reads = Object.entries(allRules).filter(([route, { rule }]) => isRead(route, rule));
    for (const [route, { rule }] of reads) {
      const stands = auditedRoutes[route] ?? auditedRules[rule];
      expect({ route, rule, stands: stands !== undefined }).toEqual({ route, rule, stands: true });
    }
  });

  it('takes a forecast, and what is tried and not done, for the reads they are, and no command', () => {
    const asked = Object.entries(allRules)
      .filter(([route, { rule }]) => !route.startsWith('GET ') && isRead(route, rule))
      .map(([route]) => route.replace('/api/v1/', ''));
    expect(asked.sort()).toEqual([
      'POST /cicli/:cycleId/schede/:schedaId/verifica/prova',
      'POST cycles/:cycleId/:verb/rehearsal',
      'POST cycles/:cycleId/forecast',
      'POST cycles/:cycleId/spreadsheets/schede/dry-run',
      'POST registers/:cycleId/:verb/rehearsal',
      'POST registers/:cycleId/spreadsheets/co-design/dry-run',
      'POST registers/:cycleId/spreadsheets/units/dry-run',
    ]);
  });

  it('has every query of the description, and no rule or route that is none', () => {
    const ruled = Object.keys(allRules).map((route) => route.replaceAll(/:(\w+)/g, '{$1}'));
    for (const path of queries) expect(ruled).toContain(`GET ${path}`);
    const rules = Object.values(allRules).map(({ rule }) => rule);
    for (const rule of Object.keys(auditedRules)) expect(rules).toContain(rule);
    for (const route of Object.keys(auditedRoutes)) expect(allRules).toHaveProperty([route]);
  });

  it('lets nothing leave unrecorded that is counted as an export, but templates', () => {
    const exported = Object.entries(allRules).filter(
      ([route, { counted }]) =>
        route.startsWith('GET ') && counted === 'exports' && !route.endsWith('/template'),
    );
    expect(exported.length).toBeGreaterThan(5);
    for (const [route, { rule }] of exported) {
      expect({ route, audited: auditOf({ route, rule, isPast: false }) }).not.toEqual({
        route,
        audited: 'plain',
      });
    }
  });

  it('records what it does not know', () => {
    const unknown = { route: 'GET /api/v1/unknown', rule: undefined, isPast: false };
    expect(auditOf(unknown)).toBe('recorded');
    expect(auditOf({ ...unknown, rule: 'read/what-nobody-thought-of' })).toBe('recorded');
  });

  it('records the past of a cycle, and the applications and roles of persons, where today is plain', () => {
    const life = { route: 'GET /api/v1/cycles/:cycleId', rule: 'read/life', isPast: false };
    const cycleId = 'livornese-poa-annuale-2024';
    expect(auditOf({ ...life, cycleId })).toBe('plain');
    expect(auditOf({ ...life, cycleId, isPast: true })).toBe('recorded');
    expect(auditOf({ ...life, cycleId: 'livornese-co-programmazione-2024' })).toBe('recorded');
    expect(auditOf({ ...life, cycleId: 'livornese-organizzazione' })).toBe('recorded');
  });
});

describe('A read', () => {
  let server: TestServer;
  let homes: Homes;
  let journey: Journey;
  let schedaId: string;
  beforeAll(async () => {
    server = await TestServer.start();
    homes = await Homes.begin(server);
    journey = homes.programme;
    [schedaId = ''] = journey.partsOf('scheda').keys();
    const date = server.clock.day(150);
    await journey.perform('UPc', 'set-target-approval', { date, basis: 'Indirizzi' });
    await journey.perform('UPc', 'set-calendar', {});
  });
  afterAll(() => server.end());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const addressOf = (path: string): string =>
    path
      .replace(
        '{cycleId}',
        path.includes('/registers/') ? `${ZONE}-organizzazione` : journey.cycleId,
      )
      .replace('{schedaId}', schedaId)
      .replace('{id}', 'poa-annuale')
      .replace('{version}', '1')
      .replace('{sha256}', 'a'.repeat(64))
      .replaceAll(/\{\w+\}/g, 'x');
  const isOpen = (path: string): boolean => allRules[ruled(path)]?.rule === 'public';
  const ruled = (path: string): string => `GET ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;

  async function leftBy(client: Client, path: string): Promise<readonly RecordedEvent[]> {
    const before = (await accessesAt(server)).length;
    await client.get(addressOf(path));
    return (await accessesAt(server)).slice(before);
  }

  it('that is audited leaves one fact with who, what and when, and a plain one none', async () => {
    const client = server.as('DIR');
    const domain = await everything(storeOf(server), isDomain);
    for (const path of queries.filter((each) => !isOpen(each))) {
      const route = ruled(path);
      const { rule } = allRules[route]!;
      const cycleId = path.includes('{cycleId}') ? { cycleId: addressOf(path).split('/')[4] } : {};
      const audited = auditOf({ route, rule, ...cycleId, isPast: false });
      const facts = await leftBy(client, path);
      expect({ path, facts: facts.length }).toEqual({ path, facts: audited === 'plain' ? 0 : 1 });
      if (audited === 'plain') continue;
      expect(facts[0]).toMatchObject({
        stream: `access-${ZONE}-${new Date(server.clock.nowMs()).toISOString().slice(0, 7)}`,
        type: 'ReadRecorded',
        data: { route, rule, ...cycleId },
        metadata: {
          actor: { personId: 'direttore', role: 'DIR', authMethod: 'passkey' },
          recordedAt: new Date(server.clock.nowMs()).toISOString(),
          schemaVersion: 1,
        },
      });
    }
    expect(await everything(storeOf(server), isDomain)).toEqual(domain);
  });

  it('that is asked twice, with GET and with HEAD, moves no cycle, no register and no refusal', async () => {
    const others = (): Promise<readonly RecordedEvent[]> =>
      everything(storeOf(server), (event) => !isAccess(event));
    const before = await others();
    const client = server.as('UPc');
    for (const path of [...queries, ...queries]) {
      await client.get(addressOf(path));
      const headers = client.credentials.headers();
      await fetch(server.url + addressOf(path), { method: 'HEAD', headers });
    }
    expect(await others()).toEqual(before);
  });

  it.each(['AUD', 'ADM'] as const)(
    'of an %s leaves a fact, whatever it is',
    async (role) => {
      for (const path of queries.filter((each) => !isOpen(each))) {
        const facts = await leftBy(server.as(role), path);
        expect({ path, types: facts.map(({ type }) => type) }).toEqual({
          path,
          types: ['ReadRecorded'],
        });
      }
    },
    120_000,
  );

  /** Reads that are asked with a body, each with a route, what of the life it is about, and a body. */
  const asked = (): readonly (readonly [
    path: string,
    partId: string | undefined,
    body: string,
  ])[] => [
    ['/forecast', undefined, JSON.stringify({ shiftDays: 7 })],
    ['/raise-question/rehearsal', 'raise-question', JSON.stringify({ text: 'Chi firma?' })],
    ['/spreadsheets/schede/dry-run', undefined, 'Titolo;Unità'],
  ];
  const leftByAsking = async (client: Client, path: string, body: string) => {
    const before = (await accessesAt(server)).length;
    const isFile = path.endsWith('/dry-run');
    await (isFile
      ? client.upload(journey.path(path), Buffer.from(body))
      : client.send(journey.path(path), body));
    return (await accessesAt(server)).slice(before);
  };

  it.each(['AUD', 'ADM'] as const)(
    'of an %s leaves a fact also where it is asked with a body, and of somebody else none',
    async (role) => {
      const domain = await everything(storeOf(server), isDomain);
      for (const [path, partId, body] of asked()) {
        const facts = await leftByAsking(server.as(role), path, body);
        const verb = path.replace(/^\/[\w-]+\/rehearsal/, '/:verb/rehearsal');
        expect({ path, facts }).toMatchObject({
          path,
          facts: [
            {
              type: 'ReadRecorded',
              data: { route: `POST /api/v1/cycles/:cycleId${verb}`, cycleId: journey.cycleId },
            },
          ],
        });
        expect(facts[0]?.data['partId']).toBe(partId);
        expect(JSON.stringify(facts)).not.toContain('Chi firma?');
        expect(await leftByAsking(server.as('UPc'), path, body)).toEqual([]);
      }
      expect(await everything(storeOf(server), isDomain)).toEqual(domain);
    },
  );

  it('that is asked with a body is not answered to who is watched, where it cannot be recorded', async () => {
    jest.spyOn(storeOf(server), 'append').mockRejectedValue(new StoreUnavailable('full'));
    const forecast = (role: Role) =>
      server.as(role).send(journey.path('/forecast'), JSON.stringify({ shiftDays: 7 }));
    expect(problem(await forecast('AUD'))).toMatchObject({ code: 'access-not-recorded' });
    expect((await forecast('UPc')).status).toBe(200);
  });

  it('of where a document is cited is recorded, whoever asks', async () => {
    const path = '/api/v1/registers/altrove-registro-di-zona/documents/{sha256}';
    const [fact] = await leftBy(server.as('DIR', 'altrove'), path);
    expect(fact).toMatchObject({
      data: { rule: 'read/register', partId: 'a'.repeat(64), outcome: 'shown' },
    });
  });

  it('of one deadline, which leaves as a calendar, says so', async () => {
    interface Deadlines {
      readonly items: readonly { readonly deadlineId: string }[];
    }
    const { body } = await server.as('UPc').get<Deadlines>(journey.path('/deadlines'));
    const { deadlineId } = body.items[0]!;
    const path = journey.path(`/deadlines/${deadlineId}/calendar`);
    const before = (await accessesAt(server)).length;
    const { body: file } = await server.as('UPc').download(path);
    const [fact] = (await accessesAt(server)).slice(before);
    expect(fact?.data).toMatchObject({
      ...{ partId: deadlineId, format: 'ics', bytes: file.length, outcome: 'shown' },
    });
  });

  it('says how it ended: shown, refused, not there, malformed', async () => {
    const outcome = async (client: Client, path: string) => (await leftBy(client, path))[0]?.data;
    const facts = journey.path('/facts').replace(journey.cycleId, '{cycleId}');
    expect(await outcome(server.as('UPc'), facts)).toMatchObject({ outcome: 'shown' });
    expect(await outcome(server.as('RF'), facts)).toMatchObject({
      ...{ outcome: 'refused', code: 'not-allowed' },
    });
    expect(await outcome(server.as('UPc'), `${facts}?limit=0`)).toMatchObject({
      ...{ outcome: 'malformed', code: 'request-invalid' },
    });
    const nowhere = '/api/v1/cycles/livornese-poa-annuale-1999/facts';
    expect(await outcome(server.as('UPc'), nowhere)).toMatchObject({ outcome: 'not-found' });
  });

  it('of the past says of which one, and of a query only its fingerprint', async () => {
    const [fact] = await leftBy(server.as('UPc'), journey.path('?revision=3'));
    expect(fact?.data).toMatchObject({ revision: 3, outcome: 'shown' });
    const [asked] = await leftBy(server.as('UPc'), '/api/v1/refusals?personId=mario-rossi');
    expect(asked?.data).toMatchObject({ queryDigest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(asked)).not.toContain('mario-rossi');
  });

  it('that leaves as a file says as which and how long it is', async () => {
    const path = journey.path('/spreadsheets/schede?format=csv');
    const before = (await accessesAt(server)).length;
    const { body } = await server.as('UPc').download(path);
    const [fact] = (await accessesAt(server)).slice(before);
    expect(fact?.data).toMatchObject({ format: 'csv', bytes: body.length, outcome: 'shown' });
  });

  it('that cannot be recorded is not answered, while plain ones are', async () => {
    const store = storeOf(server);
    const append = store.append.bind(store);
    jest.spyOn(store, 'append').mockImplementation((stream, ...rest) => {
      if (stream.startsWith('access-')) return Promise.reject(new StoreUnavailable('full'));
      return append(stream, ...rest);
    });
    const refused = await server.as('DIR').get(journey.path('/facts'));
    expect(problem(refused)).toMatchObject({ status: 503, code: 'access-not-recorded' });
    expect(JSON.stringify(refused.body)).not.toContain('items');
    expect((await server.as('UPc').get(journey.path())).status).toBe(200);
    expect(problem(await server.as('AUD').get(journey.path())).code).toBe('access-not-recorded');
  });

  it('is in the report, which counts what a recount of the log counts', async () => {
    const from = '2000-01-01';
    const to = '2100-01-01';
    const before = await accessesAt(server);
    const { status, body } = await server
      .as('DIR')
      .get<Report>(`/api/v1/access-report?from=${from}&to=${to}`);
    expect(status).toBe(200);
    const recount = new Map<string, number>();
    for (const { type, data, metadata, stream } of before) {
      if (type !== 'ReadRecorded' || data['outcome'] !== 'shown') continue;
      if (!stream.startsWith(`access-${ZONE}-`)) continue;
      const { personId } = metadata['actor'] as { readonly personId: string };
      recount.set(personId, (recount.get(personId) ?? 0) + 1);
    }
    for (const [personId, reads] of recount) {
      expect(body.persons).toContainEqual(expect.objectContaining({ personId, reads }));
    }
    const listed: string[] = [];
    for (let cursor = ''; ;) {
      const page = await server
        .as('AUD')
        .get<Listed>(
          `/api/v1/access-report/accesses?from=${from}&to=${to}&person=direttore&limit=7${cursor}`,
        );
      listed.push(...page.body.items.map(({ type }) => type));
      if (page.body.next === undefined) break;
      cursor = `&cursor=${page.body.next}`;
    }
    const ofDirector = before.filter(
      ({ metadata, stream }) =>
        stream.startsWith(`access-${ZONE}-`) &&
        (metadata['actor'] as { readonly personId: string }).personId === 'direttore',
    );
    // And the report itself, which was read in between.
    expect(listed).toHaveLength(ofDirector.length + 1);
  });

  it.each(['ADM', 'UPc', 'UPo', 'RF', 'SEG', 'ETS'] as const)(
    'of the report is refused to a %s',
    async (role) => {
      for (const path of ['', '/accesses']) {
        const reply = await server.as(role).get(`/api/v1/access-report${path}`);
        expect(problem(reply)).toMatchObject({ status: 403, code: 'not-allowed' });
      }
    },
  );

  it('of the report of one zone shows nothing of another', async () => {
    await server.as('UPc', 'pisana').get('/api/v1/refusals');
    const { body } = await server.as('AUD').get<Listed>('/api/v1/access-report/accesses?limit=200');
    const positions = new Set(
      (await accessesAt(server))
        .filter(({ stream }) => stream.startsWith('access-pisana-'))
        .map(({ position }) => position),
    );
    expect(positions.size).toBeGreaterThan(0);
    const shown = body.items as unknown as readonly { readonly position: number }[];
    expect(shown.filter(({ position }) => positions.has(position))).toEqual([]);
  });

  it('says of each access which policy held when it was recorded', async () => {
    await server.as('AUD').get(`/api/v1/cycles/${journey.cycleId}/facts`);
    const { body } = await server
      .as('AUD')
      .get<Listed>('/api/v1/access-report/accesses?type=ReadRecorded&limit=1');
    expect(body.items[0]).toMatchObject({ policy: POLICY_VERSION });
    const reads = (await accessesAt(server)).filter(({ type }) => type === 'ReadRecorded');
    expect(reads.at(-1)?.metadata).toMatchObject({ policy: POLICY_VERSION });
  });

  it('knows every token, minted or revoked, once', async () => {
    const { token } = server.mint({ role: 'ADM', personId: 'amministratore-2' });
    const tokens = server.application.get(ApiTokens, { strict: false });
    const minted = tokens.list().find(({ person }) => person.personId === 'amministratore-2')!;
    const ofTokens = async (): Promise<readonly string[]> => {
      await server.as('AUD').get('/api/v1/access-report');
      const facts = await accessesAt(server);
      return facts.filter(({ data }) => data['tokenId'] === minted.id).map(({ type }) => type);
    };
    expect(await ofTokens()).toEqual(['TokenMinted']);
    tokens.revoke(minted.id);
    expect(await ofTokens()).toEqual(['TokenMinted', 'TokenRevoked']);
    expect(await ofTokens()).toEqual(['TokenMinted', 'TokenRevoked']);
    expect(JSON.stringify(await accessesAt(server))).not.toContain(token);
  });

  it('or anything else that an auditor asks, with a session or a token, is no fact of a cycle or register', async () => {
    const program = server.admitProgram({ role: 'AUD' });
    const domain = await everything(storeOf(server), isDomain);
    const commands = Object.entries(described.paths).flatMap(([path, operations]) =>
      (['post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
        const operation = operations[method];
        return operation ? [{ method, path, operation }] : [];
      }),
    );
    const methods = new Set(commands.map(({ method }) => method));
    expect([...methods].sort()).toEqual(['delete', 'post', 'put']);
    const statuses = new Set<number>();
    for (const { method, path, operation } of commands) {
      // Signing in and out is of nobody who is known yet.
      if (path.includes('/sign-in') || path.includes('/accesso/')) continue;
      const schema = operation.requestBody?.content['application/json']?.schema;
      const bodies = schema ? valuesOf(schema, described.components.schemas) : fc.object();
      for (const body of fc.sample(bodies, 2)) {
        for (const client of [server.admit({ role: 'AUD' }), program]) {
          const text = JSON.stringify(body);
          const headers = { 'idempotency-key': crypto.randomUUID() };
          const reply = await client.ask(method.toUpperCase(), addressOf(path), text, headers);
          statuses.add(reply.status);
        }
      }
    }
    expect(statuses).toContain(403);
    expect(await everything(storeOf(server), isDomain)).toEqual(domain);
  }, 240_000);
});

describe('Coming in', () => {
  let server: TestServer;
  let admin: Browser;
  beforeEach(async () => {
    server = await TestServer.start();
    admin = new Browser(server);
    await admin.begin();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.end();
  });

  const types = async (): Promise<readonly string[]> =>
    (await accessesAt(server)).map(({ type }) => type).filter((type) => type !== 'ReadRecorded');
  const round = (): Promise<void> =>
    server.application.get(AccessTrail, { strict: false }).makeRound();

  it('and leaving are facts', async () => {
    await admin.delete('session');
    server.clock.pass({ seconds: 60 });
    await admin.signIn();
    expect(await types()).toEqual(['AccountChanged', 'SignedIn', 'SignedOut', 'SignedIn']);
    const [made, signedIn] = await accessesAt(server);
    expect(made).toMatchObject({
      data: { what: 'account-made', about: ['amministratore-1'] },
      metadata: { actor: { personId: 'amministratore-1', authMethod: 'one-time-code' } },
    });
    expect(signedIn).toMatchObject({
      stream: expect.stringContaining(`access-${ZONE}-`),
      metadata: {
        actor: { personId: 'amministratore-1', role: 'ADM', authMethod: 'password-totp' },
      },
    });
  });

  it('in vain is counted, and told once a minute: by account, not by what was typed', async () => {
    await admin.delete('session');
    for (let attempt = 0; attempt < 4; attempt += 1) await admin.signIn('sbagliata e lunga');
    await new Browser(server, 'nessuno-1', 'mario.rossi').signIn();
    await round();
    await round();
    const refused = (await accessesAt(server)).filter(({ type }) => type === 'SignInsRefused');
    expect(refused.map(({ data, stream }) => ({ ...data, stream: stream.slice(0, -8) }))).toEqual([
      {
        ...{ personId: 'amministratore-1', count: 4, stream: `access-${ZONE}` },
        ...{ from: expect.any(String), to: expect.any(String) },
      },
      {
        ...{ personId: null, count: 1, stream: 'access' },
        ...{ from: expect.any(String), to: expect.any(String) },
      },
    ]);
    expect(JSON.stringify(await accessesAt(server))).not.toContain('mario.rossi');
  });

  it('in vain is told when the server stops, without being asked', async () => {
    const other = await TestServer.start({ accessRounds: 'on' });
    try {
      await new Browser(other).signIn();
      await other.stop();
      await other.start();
      expect((await accessesAt(other)).map(({ type }) => type)).toEqual(['SignInsRefused']);
    } finally {
      await other.end();
    }
  });

  it('with a wrong code counts for the account of its password', async () => {
    await admin.delete('session');
    const { login } = admin;
    const { body } = await admin.post('sign-in', { login, password: PASSWORD });
    for (const code of ['000000', '111111', '222222']) {
      await admin.post('sign-in/second-factor', { step: body['step'], code });
    }
    await round();
    const refused = (await accessesAt(server)).filter(({ type }) => type === 'SignInsRefused');
    expect(refused.map(({ data }) => data)).toMatchObject([
      { personId: 'amministratore-1', count: 3 },
    ]);
  });

  it('in an emergency is a fact with its reason, and so is everything that is read then', async () => {
    const { body } = await admin.post<{ items: { code: string }[] }>('emergency-codes', {
      holderIds: ['direttore-1', 'coordinatore-1'],
    });
    const codes = body.items.map(({ code }) => code);
    const reason = 'Il fornitore di identità non risponde da due ore';
    const guest = new Browser(server);
    expect((await guest.post('sign-in/emergency', { codes, reason, zone: ZONE })).status).toBe(200);
    await guest.get('worklist');
    await guest.post(`cycles/${ZONE}-poa-annuale-2024/forecast`, { shiftDays: 7 });
    const [, ...facts] = await accessesAt(server);
    expect(facts.map(({ type }) => type)).toEqual([
      ...['SignedIn', 'AccountChanged', 'EmergencyOpened', 'ReadRecorded', 'ReadRecorded'],
    ]);
    expect(facts[1]?.data).toEqual({
      ...{ what: 'emergency-prepared', about: ['direttore-1', 'coordinatore-1'] },
    });
    expect(facts[2]).toMatchObject({
      stream: expect.stringContaining(`access-${ZONE}-`),
      data: { reason, holderIds: expect.arrayContaining(['direttore-1', 'coordinatore-1']) },
      metadata: { actor: { role: 'UPc', authMethod: 'emergency' } },
    });
    expect(JSON.stringify(facts)).not.toContain(codes[0]);
  });

  it('to end sessions of others, or all, is a fact that says by whom', async () => {
    await admin.delete('accounts/amministratore-1/sessions');
    server.clock.pass({ seconds: 60 });
    await admin.signIn();
    await admin.delete('accounts/sessions');
    const ended = (await accessesAt(server)).filter(({ type }) => type === 'SessionsEnded');
    expect(ended.map(({ data, metadata }) => [data, metadata['actor']])).toMatchObject([
      [{ personId: 'amministratore-1' }, { personId: 'amministratore-1', role: 'ADM' }],
      [{ personId: null }, { personId: 'amministratore-1', role: 'ADM' }],
    ]);
  });

  it('is not possible unrecorded, and leaving is recorded later', async () => {
    const log = server.application.get(AccessLog, { strict: false });
    const away = jest
      .spyOn(storeOf(server), 'append')
      .mockRejectedValue(new StoreUnavailable('away'));
    expect((await admin.delete('session')).status).toBe(200);
    server.clock.pass({ seconds: 60 });
    const refused = await admin.signIn();
    expect(refused).toMatchObject({ status: 503, body: { code: 'access-not-recorded' } });
    expect(admin.cookie).toBeUndefined();
    away.mockRestore();
    await log.catchUp();
    expect(await types()).toEqual(['AccountChanged', 'SignedIn', 'SignedOut']);
  });

  describe('and no longer being there', () => {
    const ended = async (): Promise<readonly unknown[]> =>
      (await accessesAt(server))
        .filter(({ type }) => type === 'SessionsEnded')
        .map(({ data, metadata }) => [data, metadata['actor']]);
    const command = (verb: string, body: object) =>
      admin.ask('POST', `registers/${ZONE}-organizzazione/${verb}`, body, {
        'idempotency-key': crypto.randomUUID(),
      });
    let operator: Browser;
    let sessionId: string;
    beforeEach(async () => {
      for (const role of ['UPo', 'SEG']) {
        await command('grant-role', { personId: 'operatore-1', role, from: '2020-01-01' });
      }
      operator = new Browser(server, 'operatore-1');
      const invitation = { personId: 'operatore-1', login: operator.login };
      const { body } = await admin.post<{ code: string }>('accounts/invitations', invitation);
      expect(await operator.accept(body.code)).toMatchObject({ status: 200 });
      const listed = await operator.get<{ items: { id: string }[] }>('sessions');
      sessionId = listed.body.items[0]?.id ?? '';
    });

    it('since one was deactivated is a fact, once, from the next request on', async () => {
      const reason = 'Sospeso';
      await command('deactivate-person', { personId: 'operatore-1', kind: 'SUSPENDED', reason });
      expect(await ended()).toEqual([]);
      for (let time = 0; time < 2; time += 1) {
        expect(await operator.get('functions')).toMatchObject({ status: 401 });
      }
      expect(await ended()).toMatchObject([
        [
          { personId: 'operatore-1', sessionId, why: 'deactivated' },
          { personId: 'operatore-1', role: 'UPo', authMethod: 'password-totp' },
        ],
      ]);
      expect(server.securityLines.some((line) => line.includes('session-ended'))).toBe(true);
    });

    it('in a role is a fact, before the one that one is there in another', async () => {
      const switched = await operator.post('session/role', { zone: ZONE, role: 'SEG' });
      expect(switched).toMatchObject({ status: 200 });
      expect(await ended()).toMatchObject([
        [{ personId: 'operatore-1', sessionId, why: 'other-role' }, { role: 'UPo' }],
      ]);
      expect((await types()).slice(-2)).toEqual(['SessionsEnded', 'SignedIn']);
      expect(await operator.post('session/role', { zone: ZONE, role: 'DIR' })).toMatchObject({
        status: 403,
      });
      expect(await ended()).toHaveLength(1);
    });

    it('since one came in anew with the same browser is a fact; a proof is none', async () => {
      server.clock.pass({ seconds: 60 });
      const proof = { password: PASSWORD, code: operator.code() };
      expect(await operator.post('session/proof', proof)).toMatchObject({ status: 200 });
      expect(await ended()).toEqual([]);
      server.clock.pass({ seconds: 60 });
      expect(await operator.signIn()).toMatchObject({ status: 200 });
      expect(await ended()).toMatchObject([
        [{ personId: 'operatore-1', sessionId, why: 'came-in-anew' }, { role: 'UPo' }],
      ]);
    });
  });

  it('stands in the yearly report of the administrators, with the roles they gave', async () => {
    const grant = (personId: string, role: Role) =>
      admin.ask(
        'POST',
        `registers/${ZONE}-organizzazione/grant-role`,
        { personId, role, from: '2020-01-01' },
        { 'idempotency-key': crypto.randomUUID() },
      );
    expect((await grant('revisore', 'AUD')).status).toBe(200);
    const report = await server.as('AUD').get<Report>('/api/v1/access-report');
    expect(report.body).toMatchObject({
      administrators: [{ personId: 'amministratore-1', to: null, revoked: null }],
      roleActs: [
        { by: 'amministratore-1', byRole: 'ADM', type: 'RoleGranted' },
        { by: 'amministratore-1', byRole: 'ADM', type: 'RoleGranted' },
      ],
    });
    expect(report.body.persons).toContainEqual(
      expect.objectContaining({ personId: 'amministratore-1', role: 'ADM', signIns: 1 }),
    );
    const terminal = new RememberedTerminal();
    const { token } = server.mint({ role: 'AUD' });
    const ask = ['access-report', '--server', server.url, '--token', token, '--year', '2024'];
    await tracciaProgram(terminal).parseAsync(ask, { from: 'user' });
    expect(terminal.printed.join('\n')).toMatch(/amministratore-1\tADM\t1\t0\t/);
    await tracciaProgram(terminal).parseAsync([...ask, '--format', 'csv'], { from: 'user' });
    expect(terminal.printed.at(-1)).toContain('accesso');
    const ofRole = await server.as('AUD').get<Report>('/api/v1/access-report?role=DIR');
    expect(ofRole.body).toMatchObject({ persons: [], roleActs: [] });
  });
});

describe('Several instances', () => {
  it('record in one log, each token once, and give one report', async () => {
    const node = await eventNode();
    const one = new TestServer(node.address());
    const accessFile = join(one.folder, 'access.db');
    const ledgerKeyFile = join(one.folder, 'ledger.key');
    const other = new TestServer(node.address(), { accessFile, ledgerKeyFile });
    const servers = [one, other] as const;
    try {
      // The first makes the key of the ledger, which all instances of a log share.
      for (const server of servers) await server.start();
      one.mint({ role: 'UPo' });
      await Promise.all(
        servers.flatMap((server) =>
          Array.from({ length: 5 }, () => server.as('DIR').get('/api/v1/refusals')),
        ),
      );
      const reads = async (server: TestServer): Promise<unknown> => {
        const { body } = await server
          .as('AUD')
          .get<Report>('/api/v1/access-report?person=direttore');
        return body.persons.map(({ personId, reads: times }) => [personId, times]);
      };
      expect(await reads(one)).toEqual([['direttore', 10]]);
      expect(await reads(other)).toEqual([['direttore', 10]]);
      const minted = (await accessesAt(other)).filter(({ type }) => type === 'TokenMinted');
      expect(minted).toHaveLength(1);
    } finally {
      await Promise.all(servers.map((server) => server.end()));
      await node.dispose();
    }
  });
});
