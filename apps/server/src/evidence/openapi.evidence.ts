import { instant, text } from '../api/schema.js';

const asked = (name: string, schema: object): object => ({
  ...{ name, in: 'query', required: false },
  schema,
});

/** What auditors take away. */
export const evidenceQueries = [
  {
    path: '/api/v1/evidence',
    summary:
      'Il fascicolo di prova di un ciclo, o di tutto il registro: un archivio tar / the evidence of a cycle, or of the whole log: a tar archive',
    parameters: [
      asked('cycle', { type: 'string', minLength: 1, maxLength: 120 }),
      asked('at', instant),
    ],
    answer: text,
    files: ['application/x-tar'],
  },
];
