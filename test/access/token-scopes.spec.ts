import { operations, readings, verbs, type Operation } from '#planning';
import type { Role } from '#people';
import { etag, problem, type Client, type ProblemBody } from '../client.fixture.js';
import { wishOf } from '../drivers.fixture.js';
import { Homes } from '../homes.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { TestServer } from '../server.fixture.js';
import { bodyFor, readingFor, routesUnder, type AskedRoute } from './asked-routes.fixture.js';

const OUT_OF_SCOPE = 'token-out-of-scope';

let server: TestServer;
let homes: Homes;
beforeAll(async () => {
  server = await TestServer.start();
  homes = await Homes.begin(server);
});
afterAll(() => server.end());

const program = (role: Role, ...scopes: readonly string[]): Client =>
  server.admitProgram({ role, scopes });

async function codeOf(client: Client, route: AskedRoute): Promise<string | undefined> {
  const { method, address } = route;
  const reply = await (method === 'GET'
    ? client.get<Partial<ProblemBody>>(address)
    : client.ask<Partial<ProblemBody>>(method, address, bodyFor(route)));
  return reply.status < 400 ? undefined : reply.body.code;
}

/** A valid wish for every verb, asked for by somebody whose role may, with a token for these things. */
async function codesOfVerbs(scopesFor: (name: string) => readonly string[]) {
  const codes = new Map<string, Partial<ProblemBody> | undefined>();
  for (const { verb, journey } of homes.all) {
    const { name, who, about } = verb;
    const [id = journey.fresh('new')] = about ? journey.partsOf(about).keys() : [];
    const { body, ifMatch } = wishOf(journey, name, { id });
    const role = who.map((grant) => grant.role).find((each) => each !== 'SYS');
    if (role === undefined) continue;
    const client = server.admitProgram({
      ...journey.somebody(role).person,
      scopes: scopesFor(name),
    });
    const reply = await client.perform(journey.cycleId, name, body, { ifMatch });
    codes.set(name, reply.status < 400 ? undefined : problem(reply));
  }
  expect(codes.size).toBeGreaterThan(100);
  return codes;
}

const decisive = new Set(verbs.filter((verb) => verb.decisive).map(({ name }) => name));
const anotherThan = (name: string): string =>
  name === 'raise-question' ? 'answer-question' : 'raise-question';

describe('A verb', () => {
  it.each([
    ['for reading', () => ['read']],
    ['for another verb', (name: string) => [anotherThan(name)]],
  ])('is refused to a token %s, and nothing is recorded of it', async (_, scopesFor) => {
    const before = homes.lives.map(({ revision }) => revision);
    for (const [name, refused] of await codesOfVerbs(scopesFor)) {
      expect({ name, ...refused }).toMatchObject(
        decisive.has(name)
          ? { name, status: 403, code: 'token-may-not-decide' }
          : { name, status: 403, code: OUT_OF_SCOPE, rule: `deny/scope/${name}` },
      );
    }
    const after = await Promise.all(
      homes.lives.map(async (life: Journey) => etag(await life.somebody('AUD').get(life.path()))),
    );
    expect(after).toEqual(before);
  });

  it.each([
    ['for every command', () => ['command']],
    ['for this one', (name: string) => [name]],
  ])('is asked for with a token %s, unless it decides', async (_, scopesFor) => {
    for (const [name, answer] of await codesOfVerbs(scopesFor)) {
      const isDecisive = decisive.has(name);
      expect({ name, tokenMayNot: answer?.code === 'token-may-not-decide' }).toEqual({
        name,
        tokenMayNot: isDecisive,
      });
      expect({ name, code: answer?.code }).not.toEqual({ name, code: OUT_OF_SCOPE });
    }
  });
});

describe('A route', () => {
  const readersOf = (route: AskedRoute): Role =>
    readings[readingFor(route)].find((role) => role === 'AUD') ?? readings[readingFor(route)][0]!;

  it('that reads is for tokens that read', async () => {
    const rows = routesUnder('read');
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      const role = readersOf(row);
      const codes = {
        read: await codeOf(program(role, 'read'), row),
        command: await codeOf(program(role, 'command', 'retry-views'), row),
      };
      expect({ ...row, command: codes.command }).toEqual({ ...row, command: OUT_OF_SCOPE });
      expect({ ...row, read: codes.read }).not.toEqual({ ...row, read: OUT_OF_SCOPE });
    }
  });

  it('that keeps the service in order is for tokens that command, or that name what it is', async () => {
    const rows = routesUnder('operate');
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      const [role] = operations[row.what as Operation] as readonly [Role];
      const others = Object.keys(operations).filter((name) => name !== row.what);
      expect({ ...row, code: await codeOf(program(role, 'read', ...others), row) }).toEqual({
        ...row,
        code: OUT_OF_SCOPE,
      });
      for (const scope of ['command', row.what]) {
        const code = await codeOf(program(role, scope), row);
        expect({ ...row, scope, code }).not.toEqual({ ...row, scope, code: OUT_OF_SCOPE });
      }
    }
  });

  it('that tells everybody the same, or somebody of themselves, asks for no scope', async () => {
    const rows = [...routesUnder('known'), ...routesUnder('self')];
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const code = await codeOf(program('UPc', 'raise-question'), row);
      expect({ ...row, code }).not.toEqual({ ...row, code: OUT_OF_SCOPE });
      // What is done to oneself takes a session, or a form of a page, whatever the token is for.
      const isDone =
        row.method !== 'GET' &&
        ['session-needed', 'request-invalid', 'media-type-unsupported'].includes(code ?? '');
      expect({ ...row, isDone }).toEqual({ ...row, isDone: row.method !== 'GET' });
    }
  });
});

describe('What a token tried outside its scope', () => {
  it('stands among the refusals, and is told in both languages with what it is for', async () => {
    const { cycleId } = homes.programme;
    const client = server.admitProgram({ role: 'UPo', personId: 'curioso', scopes: ['read'] });
    const wish = { questionId: 'q-1', subject: 'cycle', text: 'Chi firma?' };
    const refused = problem(await client.perform(cycleId, 'raise-question', wish));
    expect(refused.it.detail).toMatch(/Vale per: read\./);
    expect(refused.en.detail).toMatch(/It is good for: read\./);
    const { body } = await server.as('AUD').get<{
      readonly items: readonly { readonly code: string; readonly rule: string }[];
    }>('/api/v1/refusals?limit=1');
    expect(body.items[0]).toMatchObject({ code: OUT_OF_SCOPE, rule: 'deny/scope/raise-question' });
  });

  it('is asked for again under the same id by somebody who may', async () => {
    const { cycleId } = homes.programme;
    const wish = { questionId: 'q-2', subject: 'cycle', text: 'Chi firma la proposta?' };
    const commandId = crypto.randomUUID();
    const one = { role: 'UPo', personId: 'curioso' } as const;
    const narrow = server.admitProgram({ ...one, scopes: ['read'] });
    expect(
      problem(await narrow.perform(cycleId, 'raise-question', wish, { commandId })),
    ).toMatchObject({ code: OUT_OF_SCOPE });
    const wide = server.admitProgram({ ...one, scopes: ['raise-question'] });
    const reply = await wide.perform(cycleId, 'raise-question', wish, { commandId });
    expect(reply.status).toBe(200);
  });

  it('is no action that is possible', async () => {
    const { cycleId } = homes.programme;
    const client = server.admitProgram({ role: 'UPo', scopes: ['read', 'raise-question'] });
    const { body } = await client.get<{
      readonly items: readonly {
        readonly verb: string;
        readonly possible: boolean;
        readonly why?: { readonly code: string };
      }[];
    }>(`/api/v1/cycles/${cycleId}/actions`);
    const possible = body.items.filter((action) => action.possible).map(({ verb }) => verb);
    expect(possible).toEqual(['raise-question']);
    expect(body.items.map(({ why }) => why?.code)).toContain(OUT_OF_SCOPE);
  });

  it('stands in the report of accesses where reads are watched, and in the security log', async () => {
    const client = server.admitProgram({ role: 'AUD', personId: 'ficcanaso', scopes: ['command'] });
    const reply = await client.get('/api/v1/refusals');
    expect(problem(reply)).toMatchObject({
      status: 403,
      code: OUT_OF_SCOPE,
      rule: 'deny/scope/read',
    });
    const { body } = await server.as('AUD').get<{
      readonly items: readonly { readonly data: Readonly<Record<string, unknown>> }[];
    }>('/api/v1/access-report/accesses?person=ficcanaso&type=ReadRecorded');
    expect(body.items[0]?.data).toMatchObject({ outcome: 'refused', code: OUT_OF_SCOPE });
    const line = server.securityLines.findLast((each) => each.includes('ficcanaso'));
    expect(JSON.parse(line ?? '')).toMatchObject({
      event: 'forbidden',
      code: OUT_OF_SCOPE,
      rule: 'deny/scope/read',
    });
  });
});
