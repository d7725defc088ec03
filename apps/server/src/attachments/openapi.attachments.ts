import { fileTypes } from '#attachments';
import { closed, fingerprint, integer, oneOf, ref, text, type JsonSchema } from '../api/schema.js';

const mediaTypes: readonly string[] = Object.values(fileTypes).map(({ mediaType }) => mediaType);

/** How a file that is kept is answered. */
export const attachmentSchemas: Readonly<Record<string, JsonSchema>> = {
  KeptAttachment: {
    description: 'Il file è conservato. / The file is kept.',
    ...closed({
      sha256: fingerprint,
      bytes: integer(1),
      mediaType: oneOf(mediaTypes),
      antivirus: oneOf(['clean', 'not-looked-at']),
    }),
  },
};

/** The query that gives the file of a document. @param after the parameter by which views are waited for */
export const attachmentQuery = (after: object) => ({
  path: '/api/v1/cycles/{cycleId}/attachments/{sha256}',
  summary:
    'Il file di un documento citato, per impronta / the file of a document that is named, by its fingerprint',
  parameters: [after],
  answer: {},
  files: mediaTypes,
});

const problem = { $ref: '#/components/responses/Problem' };

/** The address that takes the file of a document. */
export const attachmentPaths: Readonly<Record<string, { readonly post: object }>> = {
  '/api/v1/cycles/{cycleId}/attachments': {
    post: {
      operationId: 'keep-attachment',
      tags: ['commands'],
      summary: 'Conserva il file di un documento',
      description:
        'Keep the file of a document, for a fact to name it by its fingerprint within a day. Per chi può scrivere ciò che cita un documento / for whoever may write what names one.',
      parameters: [
        { name: 'cycleId', in: 'path', required: true, schema: text },
        {
          ...{ name: 'Traccia-File-Name', in: 'header', required: true, schema: text },
          description: 'The name of the file, percent-encoded UTF-8: its ending says what it is.',
        },
        {
          ...{ name: 'On-Behalf-Of', in: 'header', required: false, schema: text },
          description:
            'The id of the person for whom it is done, by a delegation that holds today.',
        },
      ],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        201: {
          description: 'Conservato / kept',
          headers: { Location: { schema: text } },
          content: { 'application/json': { schema: ref('KeptAttachment') } },
        },
        ...{ 400: problem, 401: problem, 403: problem, 404: problem, 409: problem, 413: problem },
        ...{ 415: problem, 422: problem, 429: problem, 503: problem, 507: problem },
      },
    },
  },
};
