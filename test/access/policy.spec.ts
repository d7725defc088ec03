import { roleNames, roles, type Role } from '#people';
import { operations, POLICY_VERSION, readings, verbs } from '#planning';
import { readTable, type Columns } from '#spreadsheet';
import { routeRules } from '../../apps/server/src/http/route-rules.js';
import { problem, type ProblemBody, type Reply } from '../client.fixture.js';
import { TestServer } from '../server.fixture.js';

const everyRole = Object.keys(roleNames) as Role[];

type Rules = Readonly<Record<Role, string | null>>;
interface Policy {
  readonly version: string;
  readonly verbs: readonly { readonly verb: string; readonly rules: Rules }[];
  readonly routes: readonly {
    readonly route: string;
    readonly rule: string;
    readonly rules: Rules;
  }[];
}

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

const asked = (accept?: string): Promise<Response> =>
  fetch(`${server.url}/api/v1/policy`, {
    headers: {
      ...server.as('AUD').credentials.headers(),
      ...(accept !== undefined && { accept }),
    },
  });

/** A line of the table, by the titles of its columns. */
type Line = Readonly<Record<string, string | undefined>>;

async function table(): Promise<readonly Line[]> {
  const response = await asked('text/csv');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="policy.csv"');
  const titles = ['Tipo', 'Voce', 'Titolo', 'Decisivo', ...everyRole];
  const columns: Columns = Object.fromEntries(
    titles.map((title) => [`c${title}`, { kind: 'text', title }]),
  );
  const reading = await readTable(Buffer.from(await response.arrayBuffer()), { columns });
  if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults));
  return reading.table.rows.map(({ values }) =>
    Object.fromEntries(titles.map((title) => [title, (values as Line)[`c${title}`]])),
  );
}

const named = (lines: readonly Line[], kind: string): readonly (string | undefined)[] =>
  lines.filter(({ Tipo }) => Tipo === kind).map(({ Voce }) => Voce);

describe('The policy', () => {
  it('is JSON for whoever does not say, and says that it could have been something else', async () => {
    for (const response of [await asked(), await asked('*/*'), await asked('application/json')]) {
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(response.headers.get('vary')).toMatch(/accept/i);
      expect(((await response.json()) as Policy).version).toBe(POLICY_VERSION);
    }
  });

  it('is a table with every verb, reading, operation and address, under its version', async () => {
    const lines = await table();
    expect(lines[0]).toMatchObject({ Tipo: 'versione', Voce: POLICY_VERSION });
    expect(named(lines, 'comando')).toEqual(verbs.map(({ name }) => name));
    expect(named(lines, 'lettura')).toEqual(Object.keys(readings).map((name) => `read/${name}`));
    const operated = Object.keys(operations).map((name) => `operate/${name}`);
    expect(named(lines, 'operazione')).toEqual(operated);
    expect(named(lines, 'indirizzo')).toEqual(Object.keys(routeRules));
  });

  it('has in the table the same rules as in the JSON', async () => {
    const lines = new Map((await table()).map((line) => [line['Voce'], line]));
    const policy = (await (await asked()).json()) as Policy;
    const told = [
      ...policy.verbs.map(({ verb, rules }) => [verb, rules] as const),
      ...policy.routes.map(({ route, rules }) => [route, rules] as const),
    ];
    for (const [name, rules] of told) {
      for (const role of everyRole) {
        expect({ name, role, rule: lines.get(name)?.[role] ?? null }).toEqual({
          ...{ name, role },
          rule: rules[role],
        });
      }
    }
    for (const { route, rule } of policy.routes) expect(lines.get(route)?.['Titolo']).toBe(rule);
  });

  it('says of an address that is read or operated who may, as it is when they ask', async () => {
    const { routes } = (await (await asked()).json()) as Policy;
    const lists = routes.filter(
      ({ route, rule }) => /^GET [^:]*$/.test(route) && /^(?:read|operate)\//.test(rule),
    );
    expect(lists.length).toBeGreaterThan(8);
    for (const { route, rules } of lists) {
      for (const role of Object.keys(roles) as Role[]) {
        const reply = await server.as(role).get(route.slice('GET '.length));
        expect({ route, role, may: reply.status !== 403 }).toEqual({
          ...{ route, role },
          may: rules[role] !== null,
        });
        if (reply.status === 403) expect(problem(reply)).toMatchObject({ code: 'not-allowed' });
      }
    }
  });

  it('is for nobody who is not known, and in no other form', async () => {
    const stranger = await fetch(`${server.url}/api/v1/policy`, {
      headers: { accept: 'text/csv' },
    });
    expect(stranger.status).toBe(401);
    const response = await asked('text/html');
    const reply = { status: response.status, body: (await response.json()) as ProblemBody };
    expect(reply as Pick<Reply<ProblemBody>, 'status' | 'body'>).toMatchObject({
      ...{ status: 406, body: { code: 'not-acceptable' } },
    });
  });
});
