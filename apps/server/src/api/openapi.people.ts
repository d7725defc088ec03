import { operations, readings } from '#planning';
import { PutPerson } from '../people/put-person.request.js';
import { closed, ref, text, wholeList, type JsonSchema } from './schema.js';

/** The class of what is sent to the directory. */
export const peopleRequests: readonly (new () => object)[] = [PutPerson];

/** How the directory is answered. */
export const peopleSchemas: Readonly<Record<string, JsonSchema>> = {
  ListedPerson: closed({ personId: text, name: text }, { email: text, pec: text, note: text }),
};

const problem = { $ref: '#/components/responses/Problem' };

const operation = (
  operationId: string,
  summary: string,
  may: readonly string[],
  answer: JsonSchema,
): object => ({
  operationId,
  tags: ['people'],
  parameters: [] as readonly object[],
  summary,
  description: `Ruoli / roles: ${may.join(', ')}`,
  responses: {
    200: { description: 'OK', content: { 'application/json': { schema: answer } } },
    ...{ 400: problem, 401: problem, 403: problem, 404: problem, 429: problem },
  },
});

const personId = { name: 'personId', in: 'path', required: true, schema: text };

/** The routes of the directory. */
export const peoplePaths = {
  '/api/v1/people': {
    get: operation(
      'people',
      'Le persone della propria zona / the persons of one’s zone',
      readings.people,
      wholeList(ref('ListedPerson')),
    ),
  },
  '/api/v1/people/{personId}': {
    get: {
      ...operation('person', 'Una persona / a person', readings.people, ref('ListedPerson')),
      parameters: [personId],
    },
    put: {
      ...operation(
        'put-person',
        'Inserisci o correggi una persona / enter or correct a person',
        operations['keep-directory'],
        ref('ListedPerson'),
      ),
      parameters: [personId],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: ref('PutPerson') } },
      },
    },
  },
} as const;
