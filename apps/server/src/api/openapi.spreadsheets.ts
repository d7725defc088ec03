import { forms, spreadsheetTables, type Verb } from '#planning';
import { fileMediaTypes } from '../http/file-body.js';
import type { JsonSchema } from './schema.js';
import {
  bothLanguages,
  byId,
  closed,
  day,
  fingerprint,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  uuid,
} from './schema.js';

/** What a spreadsheet goes out as. */
export const spreadsheetMediaTypes: readonly string[] = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
];

/** What a cycle or a register shows of its imports. */
export const spreadsheetImports: JsonSchema = byId(ref('SpreadsheetImport'));

/** How spreadsheets are answered. */
export const spreadsheetSchemas: Readonly<Record<string, JsonSchema>> = {
  SpreadsheetImport: closed(
    {
      spreadsheetImportId: text,
      what: oneOf(['SCHEDE', 'CO_DESIGN', 'UNITS']),
      fileName: text,
      sha256: fingerprint,
      rows: integer(1),
      ids: { ...listOf(text), description: 'What it made, in the order of the rows.' },
      by: text,
      on: day,
    },
    {
      firstMove: {
        ...closed({ id: text, type: text, by: text, at: instant }),
        description: 'What was done first with one of its things since: it cannot be undone.',
      },
      undone: closed({ by: text, on: day }),
    },
  ),
  SpreadsheetFault: {
    description:
      'Che cosa non va in una cella, in una riga o nel file, e che cosa fare. / What is wrong with a cell, a row or the file, and what to do.',
    ...closed(
      { code: text, problem: bothLanguages, remedy: bothLanguages },
      {
        row: integer(1),
        column: { ...text, description: 'B' },
        address: { ...text, description: 'B7' },
        title: { ...text, description: 'The title of the column.' },
      },
    ),
  },
  SpreadsheetRehearsal: {
    description:
      'Che cosa farebbe l’importazione; nulla è stato scritto. / What the import would do.',
    ...closed({
      sha256: fingerprint,
      rows: integer(0),
      wouldMake: listOf(closed({ row: integer(1), code: orNull(text), title: text })),
      faults: listOf(ref('SpreadsheetFault')),
      more: { ...integer(0), description: 'How many more faults there are than are told.' },
    }),
  },
};

const problem = { $ref: '#/components/responses/Problem' };
const json = (schema: JsonSchema) => ({ 'application/json': { schema } });
const file = { schema: { type: 'string', format: 'binary' } };

const onBehalfOf = {
  ...{ name: 'On-Behalf-Of', in: 'header', required: false },
  schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
  description: 'The id of the person for whom it is done, by a delegation that holds today.',
};

const idempotencyKey = {
  ...{ name: 'Idempotency-Key', in: 'header', required: true, schema: uuid },
  description: 'Within the cycle: the same file again gets its first answer, for ever.',
};

/** The addresses that take a file: for each table the rehearsal of its import, and the import itself. */
export const spreadsheetPaths: Readonly<Record<string, { readonly post: object }>> =
  Object.fromEntries(
    spreadsheetTables.flatMap(({ name, verb }) => {
      const kind = name === 'schede' ? 'cycles' : 'registers';
      const path = `/api/v1/${kind}/{cycleId}/spreadsheets/${name}`;
      const rehearsed = {
        description: 'What would be made, or what is wrong; nothing is written.',
        content: json(ref('SpreadsheetRehearsal')),
      };
      const recorded = {
        description: 'Recorded, as one batch',
        headers: { ETag: { schema: text } },
        content: json(ref('Recorded')),
      };
      return [
        [`${path}/dry-run`, { post: taking(verb, 'dry-run', [], rehearsed) }],
        [`${path}/import`, { post: taking(verb, 'import-file', [idempotencyKey], recorded) }],
      ] as const;
    }),
  );

/** The operation that takes a file of the table of a verb. */
function taking(
  { name, title, who }: Verb,
  what: string,
  headers: readonly object[],
  answer: object,
): object {
  return {
    operationId: `${name}-${what}`,
    tags: ['commands'],
    summary: what === 'dry-run' ? `${title.it}: prova` : title.it,
    description: [
      title.en,
      'CSV o XLSX, al massimo 5 MB / CSV or XLSX, at most 5 MB',
      `Ruoli / roles: ${who.map(({ role }) => role).join(', ')}`,
    ].join('. '),
    parameters: [
      { name: 'cycleId', in: 'path', required: true, schema: text },
      {
        name: 'fileName',
        in: 'query',
        required: false,
        schema: { type: 'string', minLength: 1, maxLength: 200 },
      },
      {
        ...{
          name: 'spreadsheetImportId',
          in: 'query',
          required: false,
          schema: { type: 'string', pattern: forms.id.pattern.source },
        },
        description: 'Of the import. Default: a new id.',
      },
      ...headers,
      onBehalfOf,
    ],
    requestBody: {
      required: true,
      content: Object.fromEntries(fileMediaTypes.map((type) => [type, file])),
    },
    responses: {
      200: answer,
      ...{ 400: problem, 401: problem, 403: problem, 404: problem, 409: problem },
      ...{ 413: problem, 415: problem, 422: problem, 503: problem },
    },
  };
}
