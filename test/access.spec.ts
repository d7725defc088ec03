import { ApiTokens, roles, type Role } from '#people';
import { readings, verbs, type Reading } from '#planning';
import { etag, everyRow, problem, type Client } from './client.fixture.js';
import { drive, wishOf } from './drivers.fixture.js';
import { Homes } from './homes.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfZone } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

const everyRole = Object.keys(roles) as readonly Role[];

let server: TestServer;
let homes: Homes;
let journey: Journey;
let schedaId: string;
let deadlineId: string;
let meetingId: string;

beforeAll(async () => {
  server = await TestServer.start();
  homes = await Homes.begin(server);
  journey = homes.programme;
  for (const type of ['DeadlineSet', 'SchedaRevised', 'QuestionRaised'] as const) {
    await drive(journey, { type });
  }
  [schedaId = ''] = journey.partsOf('scheda').keys();
  [deadlineId = ''] = journey.partsOf('deadline').keys();
  [meetingId = ''] = journey.partsOf('meeting').keys();
});
afterAll(() => server.end());

/** Every query about one cycle, and what one must be allowed to read for it. */
const queries: Readonly<Record<string, Reading>> = {
  '': 'cycle',
  '?revision=3': 'history',
  '/actions': 'cycle',
  '/audit/questions/{question}': 'audit',
  '/exports': 'history',
  '/exports/{format}': 'history',
  '/history/blame': 'history',
  '/history/difference': 'history',
  '/history/dwell-times': 'unit-reports',
  '/history/schede/{schedaId}/blame': 'schede',
  '/history/schede/{schedaId}/difference': 'schede',
  '/history/schede/{schedaId}/state': 'schede',
  '/history/schede/{schedaId}/timeline': 'schede',
  '/history/state': 'history',
  '/history/timeline': 'history',
  '/history/told': 'reports',
  '/contributions': 'contributions',
  '/facts': 'history',
  '/deadlines': 'schede',
  '/deadlines/proposal': 'schede',
  '/deadlines/{deadlineId}/calendar': 'schede',
  '/meetings/{meetingId}/calendar': 'coverage',
  '/final-report': 'schede',
  '/manifests': 'schede',
  '/replay': 'history',
  '/schede': 'schede',
  '/progress': 'schede',
  '/schede/{schedaId}': 'schede',
  '/schede/{schedaId}/approved': 'schede',
  '/schede/{schedaId}/changes': 'schede',
  '/schede/{schedaId}/facts': 'schede',
  '/schede/{schedaId}/last-year': 'schede',
  '/spreadsheets/schede': 'schede',
  '/spreadsheets/schede/template': 'schede',
  '/coverage': 'coverage',
  '/questions': 'questions',
  '/promises': 'promises',
  '/proweb-export': 'proweb-export',
  '/reports/today': 'unit-reports',
  '/reports/progress': 'unit-reports',
  '/reports/money': 'unit-reports',
  '/reports/gaps': 'unit-reports',
  '/reports/dwell-times': 'unit-reports',
  '/reports/lateness': 'unit-reports',
  '/reports/left-out-and-changes': 'unit-reports',
  '/reports/prescriptions': 'conference-reports',
  '/reports/late-and-corrected': 'reports',
  '/reports/chapters/participation': 'conference-reports',
  '/reports/chapters/co-programming': 'conference-reports',
  '/reports/register-expiring': 'reports',
  '/reports/unread-returns': 'reports',
};

/** A stakeholder reads of the contributions only their own. */
function mayRead(role: Role, reading: Reading): boolean {
  const own = reading === 'contributions' && role === 'ETS';
  return readings[own ? 'own-contributions' : reading].includes(role);
}

const pathOf = (query: string): string =>
  journey.path(
    query
      .replace('{schedaId}', schedaId)
      .replace('{deadlineId}', deadlineId)
      .replace('{meetingId}', meetingId)
      .replace('{question}', '5')
      .replace('{format}', 'csv'),
  );

async function nothingWritten(): Promise<void> {
  for (const life of homes.lives) {
    expect(etag(await life.somebody('AUD').get(life.path()))).toBe(life.revision);
  }
}

/** One valid wish for every verb, whoever may utter it. */
function everyWish(): readonly {
  name: string;
  body: object;
  who: readonly Role[];
  life: Journey;
}[] {
  return homes.all.map(({ verb: { name, who, about }, journey: life }) => {
    const [id = life.fresh('new')] = about ? life.partsOf(about).keys() : [];
    const { body } = wishOf(life, name, { id });
    return { name, body, who: who.map(({ role }) => role), life };
  });
}

describe('a verb', () => {
  it.each(everyRole)('is refused to a %s who may not use it', async (role) => {
    for (const { name, body, who, life } of everyWish()) {
      if (who.includes(role)) continue;
      const reply = await life.somebody(role).perform(life.cycleId, name, body);
      expect(problem(reply)).toMatchObject({
        status: 403,
        code: 'not-allowed',
        rule: `deny/${name}`,
      });
    }
    await nothingWritten();
  });

  it('is never for an auditor', () => {
    expect(everyWish().filter(({ who }) => who.includes('AUD'))).toEqual([]);
  });

  it('is for whoever runs the system only to say who has which role, and when the office works', () => {
    const allowed = everyWish().filter(({ who }) => who.includes('ADM'));
    expect(allowed.map(({ name }) => name)).toEqual([
      ...['open-organisation', 'grant-role', 'revoke-role'],
      ...['deactivate-person', 'reactivate-person'],
      ...['set-office-seat', 'add-office-closure', 'withdraw-office-closure'],
    ]);
  });

  it('is for a stakeholder only to submit a contribution', () => {
    const allowed = everyWish().filter(({ who }) => who.includes('ETS'));
    expect(allowed.map(({ name }) => name)).toEqual(['receive-contribution']);
  });

  it('about a scheda of another unit is refused to a head and to a contact person', async () => {
    const others = (['UH', 'RF'] as const).map((role) =>
      server.admit({ role, personId: `altra-unita-${role.toLowerCase()}`, unitId: 'minori' }),
    );
    // The organisation, too, has verbs for one's own unit; those are tried in a register.
    const ofSchede = verbs.filter(({ name }) => journey.ways.wishes[name] !== undefined);
    for (const { name, about, who } of ofSchede) {
      for (const client of others) {
        const grant = who.find(({ role }) => role === client.person.role);
        if (grant?.when !== 'own-unit') continue;
        const { body, ifMatch } = wishOf(journey, name, { id: about ? schedaId : 'S-nuova' });
        const reply = await client.perform(journey.cycleId, name, body, { ifMatch });
        expect(problem(reply)).toMatchObject({ status: 403, code: 'not-your-unit' });
      }
    }
    await nothingWritten();
  });
});

describe('a query', () => {
  it('stands in this list', async () => {
    const { body } = await server.as('UPc').get<{ paths: object }>('/api/v1/openapi.json');
    const prefix = '/api/v1/cycles/{cycleId}';
    const { paths } = body as { paths: Readonly<Record<string, { get?: unknown }>> };
    const described = Object.entries(paths).flatMap(([path, { get }]) =>
      get && path.startsWith(prefix) ? [path.slice(prefix.length)] : [],
    );
    // This cycle has neither an act that was approved yet (test/outside-copies/act-seal.spec.ts), nor a session of the
    // organ (test/convocations.spec.ts), nor a file of a document (test/attachments.spec.ts).
    const toCome = [
      ...['/deliberations/{sessionId}/seal', '/sessions/{sessionId}/calendar'],
      '/attachments/{sha256}',
    ];
    const listed = [...Object.keys(queries).filter((query) => !query.startsWith('?')), ...toCome];
    expect(described.sort()).toEqual(listed.sort());
  });

  it.each(Object.entries(queries))(
    '%s is answered to those who may read',
    async (query, reading) => {
      for (const role of everyRole) {
        const reply = await server.as(role).get(pathOf(query));
        if (mayRead(role, reading)) {
          expect({ role, status: reply.status }).toEqual({ role, status: 200 });
        } else {
          const rule = `deny/read/${reading}`;
          expect(problem(reply)).toMatchObject({ status: 403, code: 'not-allowed', rule });
        }
      }
    },
  );

  it.each(Object.keys(queries))('%s finds no cycle that was never drafted', async (query) => {
    const path = pathOf(query).replace(journey.cycleId, 'livornese-poa-annuale-1999');
    const reply = await server.as('AUD').get(path);
    expect(problem(reply)).toMatchObject({ status: 404, code: 'cycle-not-found' });
  });

  it.each([
    ['/api/v1/cycles', 'cycle'],
    ['/api/v1/worklist', 'worklist'],
    ['/api/v1/refusals', 'refusals'],
  ] as const)('%s is answered to those who may read', async (path, reading) => {
    for (const role of everyRole) {
      const { status } = await server.as(role).get(path);
      const expected = readings[reading].includes(role) ? 200 : 403;
      expect({ role, status }).toEqual({ role, status: expected });
    }
  });
});

describe('a person of another zone', () => {
  const strangers = (): readonly Client[] =>
    everyRole.map((role) => server.admit({ role, zone: 'pisana', personId: 'di-altra-zona' }));

  it('sees no cycle of this zone, whatever they ask', async () => {
    for (const client of strangers()) {
      for (const query of Object.keys(queries)) {
        const reply = await client.get(pathOf(query));
        expect(problem(reply)).toMatchObject({ status: 404, code: 'cycle-not-found' });
      }
    }
  });

  it('cannot tell a cycle that is there from one that is not', async () => {
    const stranger = server.admit({ role: 'AUD', zone: 'pisana' });
    const there = problem(await stranger.get(journey.path()));
    const absent = problem(await stranger.get('/api/v1/cycles/livornese-poa-annuale-1999'));
    const { instance, ...seen } = there;
    expect({ ...absent, instance: undefined }).toEqual({
      ...(JSON.parse(JSON.stringify(seen).replaceAll('2024', '1999')) as object),
      instance: undefined,
    });
    expect(instance).not.toBe(absent.instance);
  });

  it('can do nothing here with any verb', async () => {
    for (const { name, body, who, life } of everyWish()) {
      const stranger = server.admit({ role: who[0]!, zone: 'pisana', personId: 'di-altra-zona' });
      const reply = await stranger.perform(life.cycleId, name, body);
      expect(problem(reply)).toMatchObject({ status: 403, code: 'other-zone' });
    }
    await nothingWritten();
  });

  it('finds nothing of this zone in any list, and their own attempts in their refusals', async () => {
    const stranger = server.admit({ role: 'UPc', zone: 'pisana', personId: 'di-altra-zona' });
    const own = programmeOfZone(server, 'pisana', 2024);
    const { position } = await own.perform(stranger, 'draft-cycle', { title: 'POA pisano' });
    for (const list of ['cycles', 'worklist']) {
      const rows = await everyRow<Row>(stranger, `/api/v1/${list}?after=${position}`);
      expect(rows.map(({ cycleId }) => cycleId)).toEqual([own.cycleId]);
    }
    const refused = await everyRow<Row>(stranger, `/api/v1/refusals?after=${position}&limit=200`);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ zone, code }) => `${zone} ${code}`))).toEqual(
      new Set(['pisana other-zone']),
    );
    const here = await everyRow<Row>(
      server.as('AUD'),
      `/api/v1/refusals?after=${position}&limit=200`,
    );
    expect(here.filter(({ zone }) => zone !== 'livornese')).toEqual([]);
  });
});

describe('a token', () => {
  const asked = (headers: Readonly<Record<string, string>>) =>
    fetch(server.url + journey.path(), { headers });

  it('is needed, and is asked for in the words of RFC 6750', async () => {
    const response = await asked({});
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toMatchObject({ code: 'token-missing' });
  });

  it.each(['Bearer x', 'Basic eDp4', 'Bearer', ''])('is not %j', async (authorization) => {
    expect((await asked({ authorization })).status).toBe(401);
  });

  it('ends with its last day', async () => {
    const late = server.admitProgram({ role: 'AUD', personId: 'scaduto', valid: false });
    expect(problem(await late.get(journey.path()))).toMatchObject({ code: 'token-invalid' });
  });

  it('ends when it is revoked, also while it is in use', async () => {
    const client = server.admitProgram({ role: 'UPc', personId: 'revocato' });
    expect((await client.get(journey.path())).status).toBe(200);
    const tokens = server.application.get(ApiTokens, { strict: false });
    const { id } = tokens.list().find(({ person }) => person.personId === 'revocato')!;
    tokens.revoke(id);
    const reply = await client.perform(journey.cycleId, 'set-target-approval', {});
    expect(problem(reply)).toMatchObject({ status: 401, code: 'token-invalid' });
    await nothingWritten();
  });
});

/** What the lists have in common. */
interface Row {
  readonly cycleId: string;
  readonly zone: string;
  readonly code?: string;
}
