// The storage is a module of class-transformer without an entry of its own; it must be this very copy.
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { definitions, verbs, type Verb } from '#planning';
import { MIGRATION } from '#workflow';
import { accessPaths, accessRequests } from './openapi.access.js';
import { deadlinePaths, deadlineRequests } from './openapi.deadlines.js';
import { peoplePaths, peopleRequests } from './openapi.people.js';
import { answerSchemas } from './openapi.answers.js';
import { noticePaths, noticeRequests } from './openapi.notices.js';
import type { DescribedQuery } from './described-query.js';
import { onBehalfOfParameter, queries } from './openapi.queries.js';
import { rehearsalPaths, rehearsalSchemas } from './openapi.rehearsals.js';
import { spreadsheetPaths } from './openapi.spreadsheets.js';
import { ref, wholeList, type JsonSchema } from './schema.js';

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

/** A request without fields of its own has those of the class it is one of. */
function nearestDescribed(
  request: new () => object,
  schemas: Readonly<Record<string, JsonSchema>>,
): string {
  // Above a class stands the class it extends, and above the first of them every function.
  const above = Object.getPrototypeOf(request) as new () => object;
  return above.name === '' || schemas[above.name] ? above.name : nearestDescribed(above, schemas);
}

/** The request classes as schemas: what class-validator checks is what is described. */
function requestSchemas(): Readonly<Record<string, JsonSchema>> {
  const schemas = validationMetadatasToSchemas({
    refPointerPrefix: '#/components/schemas/',
    // Untyped where it comes from; the library declares the storage's own class.
    classTransformerMetadataStorage: defaultMetadataStorage as never,
    // Every date of a request is a day; the library would also offer instants.
    additionalConverters: { isIso8601: { type: 'string', format: 'date' } },
  }) as Record<string, JsonSchema>;
  const asked = verbs.filter(({ fromFile }) => !fromFile);
  for (const { command } of asked) {
    schemas[command.name] ??= schemas[nearestDescribed(command, schemas)] ?? { type: 'object' };
  }
  const wanted = new Set(
    [
      ...asked.map(({ command }) => command),
      ...accessRequests,
      ...peopleRequests,
      ...noticeRequests,
      ...deadlineRequests,
    ].map(({ name }) => name),
  );
  const queue = [...wanted];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const schema = schemas[name] ?? { type: 'object' };
    for (const [, referred] of JSON.stringify(schema).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (referred !== undefined && !wanted.has(referred)) {
        wanted.add(referred);
        queue.push(referred);
      }
    }
  }
  const needReason = new Set(
    verbs.filter(({ reason }) => reason === 'required').map(({ command }) => command.name),
  );
  return Object.fromEntries(
    [...wanted].map((name) => {
      const { required = [], ...schema } = schemas[name] as { readonly required?: string[] };
      // Asked by the rules and not by the class: without it the answer is a recorded refusal.
      const needed = needReason.has(name) ? [...required, 'reason'] : required;
      return [
        name,
        { ...schema, ...(needed.length > 0 && { required: needed }), additionalProperties: false },
      ];
    }),
  );
}
