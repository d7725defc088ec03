import { roles, type Role } from '#people';
import { operations, reads, type Operation, type Reading } from '#planning';
import { problem } from '../client.fixture.js';
import { drive } from '../drivers.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import {
  bodyFor,
  readingFor,
  REGISTER,
  routesUnder,
  type AskedRoute,
} from './asked-routes.fixture.js';

const everyRole = Object.keys(roles) as readonly Role[];

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await drive(programmeOfYear(server, 2024), { type: 'SchedaAssigned' }, 'scheda-1');
  const register = { title: 'Organizzazione della zona' };
  await server.as('UPc').perform(REGISTER, 'open-organisation', register);
});
afterAll(() => server.end());

/** Stakeholders read of the contributions only their own. */
const mayRead = (role: Role, reading: Reading): boolean =>
  reads(role, reading === 'contributions' && role === 'ETS' ? 'own-contributions' : reading);

async function ask(role: Role, route: AskedRoute, zone: string = ZONE) {
  const client = server.as(role, zone);
  const { method, address } = route;
  return method === 'GET' ? client.get(address) : client.ask(method, address, bodyFor(route));
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
