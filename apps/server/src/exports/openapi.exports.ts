import { exportFormatNames, exportFormats, type ExportFormat } from '#exports';
import { bothLanguages, closed, instant, oneOf, text, wholeList } from '../api/schema.js';

const at = {
  ...{ name: 'at', in: 'query', required: false, schema: instant },
  description: 'Solo ciò che era registrato in quel momento / only what was recorded by then.',
};

const formats = wholeList(
  closed({
    format: oneOf(exportFormatNames),
    mediaType: text,
    fileName: text,
    title: bothLanguages,
    specification: text,
  }),
);

const mediaTypes = [
  ...new Set(
    Object.values<ExportFormat>(exportFormats).map(
      ({ mediaType }) => mediaType.split(';')[0] ?? '',
    ),
  ),
];

const queriesOf = (path: string, it: string, en: string) => [
  {
    path,
    summary: `I formati in cui si esporta ${it} / the formats in which ${en} can be exported`,
    parameters: [],
    answer: formats,
  },
  {
    path: `${path}/{format}`,
    summary: `Esporta ${it}, senza dati personali / exports ${en}, without personal data`,
    parameters: [at],
    answer: {},
    files: mediaTypes,
  },
];

/** The queries of exports. */
export const exportQueries = [
  ...queriesOf(
    '/api/v1/cycles/{cycleId}/exports',
    'la storia di un ciclo',
    'the history of a cycle',
  ),
  ...queriesOf('/api/v1/exports', 'la storia della zona', 'the history of the zone'),
];
