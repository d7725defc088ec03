import { definitions, verbs, type Verb } from '#planning';
import { MIGRATION } from '#workflow';
import { attachmentPaths } from '../attachments/openapi.attachments.js';
import { accessPaths } from './openapi.access.js';
import { deadlinePaths } from './openapi.deadlines.js';
import { peoplePaths } from './openapi.people.js';
import { answerSchemas } from './openapi.answers.js';
import { noticePaths } from './openapi.notices.js';
import type { DescribedQuery } from './described-query.js';
import { onBehalfOfParameter, queries } from './openapi.queries.js';
import { rehearsalPaths, rehearsalSchemas } from './openapi.rehearsals.js';
import { spreadsheetPaths } from './openapi.spreadsheets.js';
import { requestSchemas } from './request-schemas.js';
import { ref, wholeList } from './schema.js';

const problem = { $ref: '#/components/responses/Problem' };

/** The description of the whole API, OpenAPI 3.1. Commands come from the verbs, so none can be missing. */
export function openApiDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Traccia',
      version: '1',
      description:
        'Il ciclo annuale di programmazione di una zona distretto. Ogni comando è un fatto registrato o un no motivato. / ' +
        'The yearly programming cycle of a district. Every command is a recorded fact or a reasoned no. ' +
        'Un Idempotency-Key vale dentro il suo ciclo: lo stesso su due cicli sono due comandi. / ' +
        'An Idempotency-Key counts within its cycle: the same one on two cycles is two commands.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    security: [{ token: [] }, { session: [] }],
    tags: ['commands', 'queries', 'service', 'access', 'people', 'notices'].map((name) => ({
      name,
    })),
    paths: {
      ...Object.fromEntries(queries.map((query) => [query.path, { get: operationOf(query) }])),
      ...Object.fromEntries(
        verbs.flatMap(pathsOf).map(({ path, verb }) => [path, { post: commandOf(verb, path) }]),
      ),
      ...rehearsalPaths,
      ...spreadsheetPaths,
      ...attachmentPaths,
      ...accessPaths,
      ...deadlinePaths,
      ...peoplePaths,
      ...noticePaths,
      '/api/v1/views/retry': { post: retryOfViews },
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'traccia token mint' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-traccia' },
      },
      schemas: { ...requestSchemas(), ...answerSchemas, ...rehearsalSchemas },
      responses: {
        Problem: {
          description: 'RFC 9457',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
    },
  };
}

const retryOfViews = {
  operationId: 'retry-views',
  tags: ['service'],
  summary: 'Riprova i fatti che le viste hanno accantonato',
  description: 'Apply once more what the views have parked. Ruoli / roles: ADM',
  responses: {
    200: {
      description: 'What became of them, view by view',
      content: { 'application/json': { schema: wholeList(ref('Retried')) } },
    },
    ...{ 401: problem, 403: problem, 503: problem },
  },
};

/**
 * A verb has an address in cycles, in registers or in both, as their machines know its leading fact; none
 * where it takes a file, which has an address of its own.
 */
export function pathsOf(verb: Verb): readonly { readonly path: string; readonly verb: Verb }[] {
  if (verb.fromFile) return [];
  const [leading] = verb.facts;
  const known = definitions.filter(
    ({ root, parts }) =>
      // Of every definition, once a later version of it is installed: no machine names it.
      leading === MIGRATION ||
      [root, ...Object.values(parts).map(({ machine }) => machine)].some((machine) =>
        (machine.events as readonly string[]).includes(leading),
      ),
  );
  const addresses = new Set(
    known.map(({ root }) =>
      (root.events as readonly string[]).includes('CycleDrafted') ? 'cycles' : 'registers',
    ),
  );
  return [...addresses].map((address) => ({
    path: `/api/v1/${address}/{cycleId}/${verb.name}`,
    verb,
  }));
}

function commandOf({ name, command, title, who, law, ifMatch }: Verb, path: string): object {
  return {
    operationId: path.startsWith('/api/v1/registers') ? `register-${name}` : name,
    tags: ['commands'],
    summary: title.it,
    description: [
      title.en,
      `Ruoli / roles: ${who.map(({ role, when }) => (when ? `${role} (${when})` : role)).join(', ')}`,
      ...(law === undefined ? [] : [law]),
    ].join('. '),
    parameters: [
      pathParameter('cycleId'),
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        schema: { type: 'string', format: 'uuid' },
        description: 'Within the cycle: the same command again gets its first answer, for ever.',
      },
      {
        name: 'If-Match',
        in: 'header',
        required: ifMatch === 'required',
        schema: { type: 'string', pattern: '^"(0|[1-9][0-9]*)"$' },
      },
      onBehalfOfParameter,
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { $ref: `#/components/schemas/${command.name}` } },
      },
    },
    responses: {
      200: {
        description: 'Recorded',
        headers: { ETag: { schema: { type: 'string' } } },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Recorded' } } },
      },
      400: problem,
      401: problem,
      403: problem,
      404: problem,
      409: problem,
      413: problem,
      415: problem,
      422: problem,
      428: problem,
      503: problem,
    },
  };
}

function operationOf(query: DescribedQuery): object {
  const { path, summary, parameters, open, answer, files, alsoAs = [] } = query;
  const types = files ?? ['application/json'];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => pathParameter(name ?? ''));
  return {
    operationId: `get ${path}`,
    tags: ['queries'],
    summary,
    ...(open && { security: [] }),
    parameters: [...inPath, ...parameters],
    responses: {
      200: {
        description: summary,
        content: {
          ...Object.fromEntries(types.map((type) => [type, { schema: answer }])),
          ...Object.fromEntries(alsoAs.map((type) => [type, { schema: { type: 'string' } }])),
        },
      },
      400: problem,
      ...(!open && { 401: problem, 403: problem }),
      404: problem,
      ...(alsoAs.length > 0 && { 406: problem }),
      503: problem,
    },
  };
}

function pathParameter(name: string): object {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}
