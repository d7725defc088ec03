import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsPlugin from 'ajv-formats';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { accessPaths } from '../apps/server/src/api/openapi.access.js';
import { noticePaths } from '../apps/server/src/api/openapi.notices.js';
import { pathsOf } from '../apps/server/src/api/openapi.js';
import { fileMediaTypes } from '../apps/server/src/http/file-body.js';
import { pageRules } from '../apps/server/src/web/page-rules.js';
import { seedOr } from '../libs/planning/src/seed.fixture.js';
import { spreadsheetTables, verbs } from '#planning';
import { etag, problem } from './client.fixture.js';
import { drive, reach, wishOf } from './drivers.fixture.js';
import { Homes } from './homes.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { spoilings, spoilt, valuesOf, type Schema } from './schema.arbitrary.js';
import { routesFor } from './routes.fixture.js';
import { TestServer } from './server.fixture.js';
import { everybodyHasTheirs } from './ways/organizzazione.ways.fixture.js';

// The plugin is CommonJS: its function is the default export of its default export.
const addFormats = addFormatsPlugin as unknown as (ajv: Ajv2020) => void;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}
interface Operation {
  readonly parameters: readonly Parameter[];
  readonly security?: readonly unknown[];
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

type Body = Readonly<Record<string, unknown>>;

const pages = Object.keys(pageRules).map((route) => route.replaceAll(/:(\w+)/g, '{$1}'));

/** The addresses of the API for a method; the pages are for people. */
const apiRoutes = (method: string): readonly string[] =>
  routesFor(server, method).filter((path) => !pages.includes(`${method} ${path}`));

let server: TestServer;
let description: Description;
let homes: Homes;
let journey: Journey;

beforeAll(async () => {
  server = await TestServer.start();
  ({ body: description } = await server.as('ADM').get<Description>('/api/v1/openapi.json'));
  homes = await Homes.begin(server);
  journey = homes.programme;
  await drive(journey, { type: 'DeadlineSet' });
  await drive(journey, { type: 'SchedaRevised' });
  // Once somebody is given a role, nobody has one that was not given.
  await everybodyHasTheirs(homes.of({ name: 'grant-role' }));
});
afterAll(() => server.end());

describe('the description of the API', () => {
  it('lists every query the server answers, and no other', () => {
    const described = Object.entries(description.paths).filter(([, { get }]) => get);
    expect(described.map(([path]) => path).sort()).toEqual(apiRoutes('GET'));
  });

  it('lists every command the server knows, and no other', async () => {
    const retry = '/api/v1/views/retry';
    const attachments = '/api/v1/cycles/{cycleId}/attachments';
    const files = spreadsheetTables.flatMap(({ name }) => {
      const life = name === 'schede' ? 'cycles' : 'registers';
      const path = `/api/v1/${life}/{cycleId}/spreadsheets/${name}`;
      return [`${path}/dry-run`, `${path}/import`];
    });
    const rehearsals = ['cycles', 'registers'].map(
      (lives) => `/api/v1/${lives}/{cycleId}/{verb}/rehearsal`,
    );
    const access = Object.keys(accessPaths).filter((path) => accessPaths[path]?.post);
    const notices = Object.keys(noticePaths).filter((path) => 'post' in (noticePaths[path] ?? {}));
    expect(apiRoutes('POST')).toEqual(
      [
        '/api/v1/cycles/{cycleId}/{verb}',
        '/api/v1/registers/{cycleId}/{verb}',
        ...rehearsals,
        ...files,
        attachments,
        ...access,
        ...notices,
        '/api/v1/cycles/{cycleId}/forecast',
        retry,
      ].sort(),
    );
    const described = Object.entries(description.paths).filter(([, { post }]) => post);
    const names = verbs.flatMap(pathsOf).map(({ path }) => path);
    expect(described.map(([path]) => path)).toEqual([
      ...names,
      ...rehearsals,
      ...files,
      attachments,
      ...access,
      '/api/v1/cycles/{cycleId}/forecast',
      ...notices,
      retry,
    ]);
    const unknown = await server.as('UPc').perform(journey.cycleId, 'approve-everything');
    expect(problem(unknown)).toMatchObject({ status: 404, code: 'verb-unknown' });
  });

  it('lists everything that can be taken away, and no more', () => {
    const described = Object.entries(description.paths).filter(([, path]) => 'delete' in path);
    expect(described.map(([path]) => path).sort()).toEqual(routesFor(server, 'DELETE'));
  });

  it('needs no token, and says what does not either', async () => {
    for (const [path, { get }] of Object.entries(description.paths)) {
      if (!get) continue;
      const { status } = await fetch(server.url + path.replaceAll(/\{\w+\}/g, 'x'));
      expect({ path, needsToken: status === 401 }).toEqual({ path, needsToken: !get.security });
    }
  });
});

describe('a query', () => {
  const found = (path: string): string =>
    path
      .replace('{cycleId}', journey.cycleId)
      .replace('{schedaId}', [...journey.partsOf('scheda').keys()][0] ?? '')
      .replace('{format}', 'csv')
      .replace('{id}/{version}', 'poa-annuale/1');

  /** Some value for each parameter; a cursor only the server itself can make. */
  const sample = ({ name, schema }: Parameter): string => {
    if (name === 'at' || schema?.format === 'date-time') return '2024-06-03T08:00:00Z';
    if (schema?.format === 'date') return '2024-06-03';
    if (schema?.type === 'boolean') return 'true';
    const [listed] = (schema?.enum ?? []) as readonly string[];
    return listed ?? String(schema?.minimum ?? 'x');
  };

  it('takes every parameter it describes, and refuses any other', async () => {
    for (const [path, { get }] of Object.entries(description.paths)) {
      if (!get || path.startsWith('/health') || path.endsWith('openapi.json')) continue;
      const described = get.parameters.filter((parameter) => parameter.in === 'query');
      for (const parameter of described.filter(({ name }) => name !== 'cursor')) {
        const { name } = parameter;
        const { status } = await server
          .as('UPc')
          .get(`${found(path)}?${name}=${sample(parameter)}`);
        expect({ path, name, malformed: status === 400 }).toEqual({ path, name, malformed: false });
      }
      if (described.length === 0) continue;
      const reply = await server.as('UPc').get(`${found(path)}?unheardOf=1`);
      expect(problem(reply)).toMatchObject({ status: 400, code: 'request-invalid' });
    }
  });
});

describe('a command', () => {
  let validators: Ajv2020;

  beforeAll(() => {
    validators = new Ajv2020({ strict: false });
    addFormats(validators);
    validators.addSchema(description, 'api');
  });

  it.each(verbs.filter(({ fromFile }) => !fromFile))(
    '$name answers whatever body it gets as its schema says, and never with a fault',
    async (verb) => {
      const { name, command, reason } = verb;
      const life = homes.of(verb);
      const { schemas } = description.components;
      const allows = validators.compile({ $ref: `api#/components/schemas/${command.name}` });
      const about = [...life.partsOf('scheda').keys(), ...life.partsOf('deadline').keys()];
      const wish = wishOf(life, name, { id: about[0] ?? life.fresh('new') });
      const bodies = fc.oneof(
        valuesOf(schemas[command.name]!, schemas) as fc.Arbitrary<Body>,
        fc.constant({ ...wish.body }),
      );
      const requests = fc
        .tuple(bodies, fc.option(spoilings))
        .map(([body, spoiling]) => (spoiling ? spoilt(body, spoiling) : body));
      await fc.assert(
        fc.asyncProperty(requests, async (body) => {
          const reply = await life.attempt(wish.as, name, body, { ifMatch: life.revision });
          expect(reply.status).toBeLessThan(500);
          expect({ body, malformed: reply.status === 400 }).toEqual({
            body,
            malformed:
              !allows(reason === 'required' ? explained(body) : body) || lacksMotivation(body),
          });
          expect(etag(await life.somebody('AUD').get(life.path()))).toBe(life.revision);
        }),
        { numRuns: 20, seed: seedOr(7) },
      );
    },
    20_000,
  );
});

describe('a file', () => {
  it('is sent as one: nobody imports by saying what it was', async () => {
    for (const { verb } of spreadsheetTables) {
      const life = homes.of(verb);
      const claim = { fileName: 'mai-inviato.xlsx', sha256: 'd'.repeat(64), rows: [] };
      const reply = await life
        .somebody('UPc')
        .send(life.path(`/${verb.name}`), JSON.stringify(claim), {
          'idempotency-key': randomUUID(),
        });
      expect(problem(reply)).toMatchObject({ status: 404, code: 'verb-takes-file' });
      expect(etag(await life.somebody('AUD').get(life.path()))).toBe(life.revision);
    }
  });

  it('is described as what it may be sent as, and is read by those routes alone', () => {
    for (const [path, { post }] of Object.entries(description.paths)) {
      if (!post || path === '/api/v1/views/retry') continue;
      if (path in accessPaths || path in noticePaths) continue;
      const { content } = (post as unknown as { requestBody: { content: object } }).requestBody;
      const takesFile = path.includes('/spreadsheets/');
      const other = path.endsWith('/attachments') ? 'application/octet-stream' : 'application/json';
      expect({ path, types: Object.keys(content) }).toEqual({
        path,
        types: takesFile ? fileMediaTypes : [other],
      });
    }
  });
});

describe('a request that is no command', () => {
  const path = `/api/v1/cycles/livornese-poa-annuale-2024/set-target-approval`;
  const body = JSON.stringify({ date: '2024-12-20', basis: 'Indirizzi' });
  const key = { 'idempotency-key': '7b0e4f5e-8f5b-4c62-9a63-6e2f1f0d8c11' };

  it.each([
    ['without a command id', 400, 'idempotency-key-missing', body, {}],
    [
      'whose command id is no UUID',
      400,
      'idempotency-key-missing',
      body,
      { 'idempotency-key': '1' },
    ],
    [
      'with an If-Match that is no revision',
      400,
      'if-match-malformed',
      body,
      { ...key, 'if-match': '*' },
    ],
    ['with a list for a body', 400, 'request-invalid', '[]', key],
    ['with an envelope of its own', 400, 'request-invalid', '{"envelope":{"person":{}}}', key],
    ['without a body', 400, 'body-missing', '', key],
    ['that is no JSON', 400, 'json-malformed', '{"date":', key],
    ['that says a thing twice', 400, 'json-duplicate-key', '{"date":"a","date":"b"}', key],
    ['with half a character', 400, 'json-lone-surrogate', '{"basis":"\\ud800"}', key],
    ['that reaches for a prototype', 400, 'json-forbidden-key', '{"__proto__":{}}', key],
    ['that is larger than a mebibyte', 413, 'body-too-large', `"${'a'.repeat(1_048_576)}"`, key],
    [
      'that is a form',
      415,
      'media-type-unsupported',
      'date=a',
      { ...key, 'content-type': 'text/plain' },
    ],
  ])('is refused %s', async (_, status, code, text, headers) => {
    const reply = await server.as('UPc').send(path, text, headers);
    expect(problem(reply)).toMatchObject({ status, code });
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(etag(await server.as('AUD').get(journey.path()))).toBe(journey.revision);
  });
});

describe('a problem', () => {
  const refused = async (language?: string) => {
    const headers = language === undefined ? {} : { 'accept-language': language };
    return server.as('AUD').get('/api/v1/cycles/livornese-poa-annuale-1999', headers);
  };

  it.each([
    [undefined, 'it'],
    ['it-IT,it;q=0.9,en;q=0.8', 'it'],
    ['de', 'it'],
    ['en', 'en'],
    ['fr, en-GB;q=0.7, it;q=0.3', 'en'],
  ] as const)(
    'asked for in %s speaks %s, with the other language beside',
    async (asked, spoken) => {
      const reply = await refused(asked);
      const { it: italian, en: english, ...chosen } = problem(reply);
      const texts = { it: italian, en: english };
      expect(chosen).toMatchObject({ ...texts[spoken], status: 404, code: 'cycle-not-found' });
      expect(reply.headers.get('content-language')).toBe(spoken);
      expect(italian.detail).toBe('Il ciclo livornese-poa-annuale-1999 non esiste.');
      expect(english.detail).toBe('There is no cycle livornese-poa-annuale-1999.');
    },
  );

  it('names the rule and the law that impose it', async () => {
    // Not the one that has got whatever bodies: it may be suspended by now.
    const underWay = programmeOfYear(server, 2_031);
    await reach(underWay, (root) => root.matches('preparation'));
    const reply = await server.as('UPc').perform(underWay.cycleId, 'open-verification');
    expect(problem(reply)).toMatchObject({
      status: 422,
      code: 'participation-incomplete',
      rule: 'participation-incomplete',
      law: 'LR Toscana 40/2005 art. 15',
      type: '/problems/participation-incomplete',
      instance: expect.stringMatching(/^urn:uuid:/) as string,
    });
  });
});

/** A wish without its reason is well formed, and refused by the domain: the schema asks for it all the same. */
function explained(body: Body): Body {
  return { reason: 'Così ha chiesto il territorio', ...body };
}

/** What the schema of decide-co-programming cannot say: a no needs its motivation. */
function lacksMotivation(body: Body): boolean {
  const { decision, motivation, text } = body;
  return decision === 'not_activated' && (motivation === undefined || text === undefined);
}
