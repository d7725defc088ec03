import { caseFile } from './case-file/case-file.js';
import { CASE_FILE_SCHEMA } from './case-file/case-file.schema.js';
import { cloudEvents } from './cloud-events/cloud-events.js';
import { factsCsv } from './csv/facts-csv.js';
import type { ExportedFact } from './exported-fact.js';
import type { ExportRequest, ExportSource } from './export-source.js';
import { factsJson } from './facts/facts-json.js';
import { FACTS_SCHEMA } from './facts/facts.schema.js';
import { poaHtml, poaPdf } from './plan/plan-files.js';
import { ocelJson } from './ocel/ocel-json.js';
import { ocelSqlite } from './ocel/ocel-sqlite.js';
import { provJson } from './prov/prov-json.js';
import { xes } from './xes/xes.js';

/** What a format is written with besides the facts. */
export interface WritingTerms extends ExportRequest {
  readonly origin: string;
  /** For a format that tells where a cycle stands, not how it came there. */
  readonly source: Pick<ExportSource, 'lives' | 'documentFonts'>;
}

/** A form in which a history leaves the house. */
export interface ExportFormat {
  readonly mediaType: string;
  /** What a file of it ends with, without a dot in front. */
  readonly ending: string;
  readonly title: { readonly it: string; readonly en: string };
  /** Where its form is laid down. */
  readonly specification: string;
  /** Whether there is one of a whole zone, too. */
  readonly ofZones: boolean;
  /** Writes it, piece by piece. */
  readonly write: (
    facts: AsyncIterable<ExportedFact>,
    terms: WritingTerms,
  ) => AsyncGenerator<string | Uint8Array>;
}

/** Every format, by the name that addresses and commands have for it. */
export const exportFormats = {
  'ocel-json': {
    ...{ mediaType: 'application/json', ending: 'ocel.json', ofZones: true },
    title: { it: 'registro degli eventi per oggetti, JSON', en: 'object-centric event log, JSON' },
    specification: 'https://www.ocel-standard.org/2.0/ocel20_specification.pdf',
    write: (facts) => ocelJson(facts),
  },
  'ocel-sqlite': {
    ...{ mediaType: 'application/vnd.sqlite3', ending: 'ocel.sqlite', ofZones: true },
    title: {
      it: 'registro degli eventi per oggetti, SQLite',
      en: 'object-centric event log, SQLite',
    },
    specification: 'https://www.ocel-standard.org/2.0/ocel20_specification.pdf',
    write: (facts) => ocelSqlite(facts),
  },
  xes: {
    ...{ mediaType: 'application/xml', ending: 'xes', ofZones: true },
    title: { it: 'registro degli eventi per pratiche', en: 'event log by cases' },
    specification: 'https://www.xes-standard.org/',
    write: (facts, { scope }) => xes(facts, scope.cycleId ?? scope.zone),
  },
  'prov-json': {
    ...{ mediaType: 'application/json', ending: 'prov.json', ofZones: true },
    title: { it: 'provenienza di schede, piani e documenti', en: 'provenance' },
    specification: 'https://www.w3.org/Submission/2013/SUBM-prov-json-20130424/',
    write: (facts, { origin }) => provJson(facts, origin),
  },
  cloudevents: {
    ...{ mediaType: 'application/x-ndjson', ending: 'cloudevents.ndjson', ofZones: true },
    title: { it: 'avvisi per altri programmi, uno per riga', en: 'CloudEvents, one a line' },
    specification: 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md',
    write: (facts, { origin }) => cloudEvents(facts, origin),
  },
  csv: {
    ...{ mediaType: 'text/csv; charset=utf-8', ending: 'csv', ofZones: true },
    title: { it: 'un fatto per riga, per fogli di calcolo', en: 'a row for each fact' },
    specification: 'https://www.rfc-editor.org/rfc/rfc4180',
    write: (facts) => factsCsv(facts),
  },
  json: {
    ...{ mediaType: 'application/json', ending: 'json', ofZones: true },
    title: { it: 'tutti i fatti, per intero', en: 'all facts, in full' },
    specification: FACTS_SCHEMA,
    write: (facts, terms) => factsJson(facts, terms),
  },
  'case-file': {
    ...{ mediaType: 'application/json', ending: 'fascicolo.json', ofZones: false },
    title: { it: 'fascicolo informatico', en: 'case file' },
    specification: CASE_FILE_SCHEMA,
    write: (facts, { at }) => caseFile(facts, at),
  },
  'poa-pdf': {
    ...{ mediaType: 'application/pdf', ending: 'pdf', ofZones: false },
    title: {
      it: 'documento del piano, PDF accessibile',
      en: 'the document of the plan, tagged PDF',
    },
    specification: 'https://www.iso.org/standard/64599.html',
    write: (_facts, terms) => poaPdf(terms),
  },
  'poa-html': {
    ...{ mediaType: 'text/html; charset=utf-8', ending: 'html', ofZones: false },
    title: { it: 'documento del piano, HTML', en: 'the document of the plan, HTML' },
    specification: 'https://html.spec.whatwg.org/',
    write: (_facts, terms) => poaHtml(terms),
  },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type ExportFormatName = keyof typeof exportFormats;

export const exportFormatNames = Object.keys(exportFormats) as readonly ExportFormatName[];

/** Whether there is a format of this name. */
export function isExportFormat(name: string): name is ExportFormatName {
  return Object.hasOwn(exportFormats, name);
}
