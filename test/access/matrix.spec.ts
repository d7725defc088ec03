import { roles, type Role } from '#people';
import { operations, reads, type Operation, type Reading } from '#planning';
import { problem, recorded, type Client } from '../client.fixture.js';
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
import { ruleLogged } from './denied-line.fixture.js';

const everyRole = Object.keys(roles) as readonly Role[];

/** What is said to whoever has not the role for something. */
const keptFromThem: readonly string[] = ['not-allowed', 'other-zone', 'role-not-held'];

let server: TestServer;
/** Of the last fact that was recorded: what the lists are to have seen. */
let position: number;
beforeAll(async () => {
  server = await TestServer.start();
  await drive(programmeOfYear(server, 2024), { type: 'SchedaAssigned' }, 'scheda-1');
  const register = { title: 'Organizzazione della zona' };
  // Of somebody who may not, so that a refusal stands on record as well.
  await server.as('ETS').perform(REGISTER, 'open-organisation', register);
  const opened = recorded(await server.as('UPc').perform(REGISTER, 'open-organisation', register));
  position = opened.position;
});
afterAll(() => server.end());

/** Of some things there are those who read only their own. */
const ownOf: Readonly<Partial<Record<Reading, Reading>>> = {
  contributions: 'own-contributions',
  delegations: 'own-delegations',
};
const mayRead = (role: Role, reading: Reading): boolean => {
  const own = ownOf[reading];
  return reads(role, reading) || (own !== undefined && reads(role, own));
};

const ask = (role: Role, route: AskedRoute, zone: string = ZONE) =>
  askAs(server.as(role, zone), route);

function askAs(client: Client, route: AskedRoute) {
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
      expect({ ...row, isDenied, isFault: reply.status >= 500 }).toEqual({
        ...{ ...row, isDenied: !mayRead(role, reading), isFault: false },
      });
      const rule = `deny/read/${reading}`;
      if (isDenied) expect(problem(reply)).toMatchObject({ code: 'not-allowed', rule });
      expect(ruleLogged(server.securityLines, reply)).toBe(isDenied ? rule : undefined);
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
      const { status } = reply;
      expect({ ...row, isDenied: status === 403, isFault: status >= 500 }).toEqual({
        ...{ ...row, isDenied: !may, isFault: false },
      });
      const rule = may ? undefined : `deny/${row.what}`;
      expect(ruleLogged(server.securityLines, reply)).toBe(rule);
    }
  });

  it.each(everyRole)(
    'a %s is kept from nothing that is their own, or everybody’s',
    async (role) => {
      const rows = [...routesUnder('known'), ...routesUnder('self')];
      expect(rows.length).toBeGreaterThan(25);
      // Somebody else than in the other tests: some of these end the session, or all of them.
      const client = server.admit({ role, personId: `in-proprio-${role.toLowerCase()}` });
      for (const row of rows) {
        const reply = await askAs(client, row);
        const { code = '' } = reply.body as { readonly code?: string };
        const { status } = reply;
        const isKept = status === 401 || keptFromThem.includes(code);
        expect({ ...row, status, code, isKept, isFault: status >= 500 }).toMatchObject({
          ...{ isKept: false, isFault: false },
        });
      }
    },
  );

  it.each(everyRole)('a %s of another zone is shown nothing of ours in any list', async (role) => {
    const rows = (['read', 'operate', 'self'] as const)
      .flatMap((kind) => routesUnder(kind))
      .filter(({ method, address }) => method === 'GET' && !address.includes(ZONE));
    expect(rows.length).toBeGreaterThan(15);
    const personId = `di-siena-${role.toLowerCase()}`;
    const stranger = server.admit({ role, zone: 'senese', personId });
    for (const row of rows) {
      const { status, body } = await askAs(stranger, row);
      expect({ ...row, isFault: status >= 500 }).toEqual({ ...row, isFault: false });
      expect({ ...row, said: JSON.stringify(body) }).toEqual({
        ...{ ...row, said: expect.not.stringContaining(ZONE) as unknown },
      });
    }
  });

  it('and in ours the same lists show something, so that there was something to hide', async () => {
    for (const list of ['cycles', 'worklist', 'refusals']) {
      const { body } = await server.as('UPc').get(`/api/v1/${list}?after=${position}`);
      expect({ list, said: JSON.stringify(body) }).toEqual({
        ...{ list, said: expect.stringContaining(ZONE) as unknown },
      });
    }
  });
});
