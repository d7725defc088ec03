import { roles, type Role } from '#people';
import { operations, readings, reads, type Operation, type Reading } from '#planning';
import { routeRules } from '../../apps/server/src/http/route-rules.js';
import { problem } from '../client.fixture.js';
import { drive } from '../drivers.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';

const everyRole = Object.keys(roles) as readonly Role[];
const CYCLE = `${ZONE}-poa-annuale-2024`;
const REGISTER = `${ZONE}-organizzazione`;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await drive(programmeOfYear(server, 2024), { type: 'SchedaAssigned' }, 'scheda-1');
  const register = { title: 'Organizzazione della zona' };
  await server.as('UPc').perform(REGISTER, 'open-organisation', register);
});
afterAll(() => server.end());

interface Row {
  readonly method: string;
  readonly address: string;
  readonly what: string;
}

/** The routes under rules of a kind, each with an address that could be asked. */
function routesUnder(kind: 'read' | 'operate'): readonly Row[] {
  return Object.entries(routeRules).flatMap(([route, { rule }]) => {
    const [method = '', path = ''] = route.split(' ');
    const [ruleKind, what = ''] = rule.split('/');
    if (ruleKind !== kind) return [];
    const life = path.includes('/registers/') ? REGISTER : CYCLE;
    const address = path
      .replace(':cycleId', life)
      .replace(':schedaId', 'scheda-1')
      .replaceAll(/:\w+/g, 'x');
    return [{ method, address, what }];
  });
}

/** What one must be allowed to read for a route: a cycle or a register as a whole is one or the other. */
function readingFor({ what, address }: Row): Reading {
  if (what === 'life') return address.includes('/registers/') ? 'organisation' : 'cycle';
  expect(Object.keys(readings)).toContain(what);
  return what as Reading; // as was just expected
}

/** Stakeholders read of the contributions only their own. */
const mayRead = (role: Role, reading: Reading): boolean =>
  reads(role, reading === 'contributions' && role === 'ETS' ? 'own-contributions' : reading);

/** A body that may be asked, where one is needed: what is malformed is told so before anything else. */
const bodies: Readonly<Record<string, object>> = {
  'POST /api/v1/accounts/invitations': { personId: 'chiunque', login: 'chiunque' },
  'POST /api/v1/accounts/x/recovery': { lost: 'password' },
  'POST /api/v1/emergency-codes': { holderIds: ['custode-1', 'custode-2'] },
  'PUT /api/v1/people/x': { name: 'Ufficio di Piano' },
};

async function ask(role: Role, { method, address }: Row, zone: string = ZONE) {
  const client = server.as(role, zone);
  if (method === 'GET') return client.get(address);
  return client.ask(method, address, JSON.stringify(bodies[`${method} ${address}`] ?? {}));
}

describe('By the rules of the routes and the table of the policy', () => {
  it.each(everyRole)('a %s reads what is theirs to read, and nothing else', async (role) => {
    const rows = routesUnder('read');
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      const reading = readingFor(row);
      const reply = await ask(role, row);
      const isDenied = reply.status === 403;
      expect({ ...row, isDenied }).toEqual({ ...row, isDenied: !mayRead(role, reading) });
      if (isDenied)
        expect(problem(reply)).toMatchObject({
          code: 'not-allowed',
          rule: `deny/read/${reading}`,
        });
    }
  });

  it.each(everyRole)('a %s of another zone is told of no cycle and no register', async (role) => {
    const rows = routesUnder('read').filter(({ address }) => address.includes(ZONE));
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const reply = await ask(role, row, 'pisana');
      expect({ ...row, ...problem(reply) }).toMatchObject({
        ...row,
        ...{ status: 404, code: 'cycle-not-found' },
      });
    }
  });

  it.each(everyRole)('a %s keeps the service in order where it is their task', async (role) => {
    const rows = routesUnder('operate');
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      expect(Object.keys(operations)).toContain(row.what);
      const reply = await ask(role, row);
      const may = operations[row.what as Operation].includes(role);
      expect({ ...row, isDenied: reply.status === 403 }).toEqual({ ...row, isDenied: !may });
    }
  });
});
