import { anyObject, closed, listOf, oneOf, ref, text, type JsonSchema } from './schema.js';

/** What a rehearsal answers. */
export const rehearsalSchemas: Readonly<Record<string, JsonSchema>> = {
  FourEyesWarning: {
    description:
      'Ciò che qualcuno non potrebbe più fare, perché quattro occhi sarebbero due. / What somebody could not do any more.',
    ...closed({
      ...{ personId: text, cycleId: text, verb: text, it: text, en: text },
      subject: closed({ kind: text, id: text }),
      code: oneOf(['own-scheda', 'own-unit-head', 'same-hands', 'would-be-own']),
    }),
  },
  Rehearsed: {
    description: 'Che cosa seguirebbe; nulla è stato scritto. / What would follow.',
    ...closed({
      cycleId: text,
      facts: listOf(closed({ type: text, data: anyObject })),
      warnings: listOf(ref('FourEyesWarning')),
    }),
  },
};

const problem = { $ref: '#/components/responses/Problem' };
const inPath = (name: string): object => ({
  ...{ name, in: 'path', required: true, schema: text },
});

/** The addresses at which any command of a cycle or of a register can be tried. */
export const rehearsalPaths: Readonly<Record<string, { readonly post: object }>> =
  Object.fromEntries(
    ['cycles', 'registers'].map((lives) => [
      `/api/v1/${lives}/{cycleId}/{verb}/rehearsal`,
      { post: rehearsalOf(lives) },
    ]),
  );

function rehearsalOf(lives: string): object {
  return {
    operationId: `${lives}-rehearse`,
    tags: ['commands'],
    summary: 'Prova un comando senza registrare nulla',
    description:
      'Try a command, with its body and its If-Match: what would follow, with a warning for whom four eyes would be ' +
      'two (grant-delegation, grant-role, assign-scheda), or the no it would get, which is not recorded. ' +
      'Ruoli / roles: those of the command',
    parameters: [
      ...[inPath('cycleId'), inPath('verb')],
      {
        ...{ name: 'If-Match', in: 'header', required: false },
        schema: { type: 'string', pattern: '^"(0|[1-9][0-9]*)"$' },
      },
      {
        ...{ name: 'On-Behalf-Of', in: 'header', required: false },
        schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
      },
    ],
    requestBody: { required: true, content: { 'application/json': { schema: anyObject } } },
    responses: {
      200: {
        description: 'What would follow; nothing is written',
        content: { 'application/json': { schema: ref('Rehearsed') } },
      },
      ...Object.fromEntries(
        [400, 401, 403, 404, 409, 413, 415, 422, 428, 503].map((status) => [status, problem]),
      ),
    },
  };
}
