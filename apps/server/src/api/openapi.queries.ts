import { accessFactTypes } from '#access-log';
import { roleNames } from '#people';
import {
  forms,
  grantableRoles,
  latenesses,
  partKinds,
  promiseStandings,
  valueSets,
} from '#planning';
import { searchQueries } from './openapi.search.js';
import { calendarAnswer } from './openapi.calendar.js';
import { attachmentQuery } from '../attachments/openapi.attachments.js';
import { evidenceQueries } from '../evidence/openapi.evidence.js';
import { exportQueries } from '../exports/openapi.exports.js';
import { ledgerQueries } from '../ledger/openapi.ledger.js';
import { outsideQueries } from '../outside/openapi.outside.js';
import type { DescribedQuery } from './described-query.js';
import { historyQueries } from './openapi.history.js';
import { spreadsheetMediaTypes } from './openapi.spreadsheets.js';
import {
  closed,
  day,
  instant,
  integer,
  listOf,
  pageOf,
  ref,
  text,
  wholeList,
  type JsonSchema,
} from './schema.js';

const query = (name: string, schema: object): object => ({
  name,
  in: 'query',
  required: false,
  schema,
});

const textUpTo = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength });
const textLike = ({ pattern }: { readonly pattern: RegExp }): JsonSchema => ({
  type: 'string',
  pattern: pattern.source,
});
/** What a page gives as its `next`. */
const cursor: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9_=-]{1,400}$' };
const after = query('after', integer(0, Number.MAX_SAFE_INTEGER));
const page = [query('limit', integer(1, 200)), query('cursor', cursor), after];
const point = [query('revision', integer(0, Number.MAX_SAFE_INTEGER)), query('at', instant)];
const cycleId = query('cycleId', textUpTo(120));
/** Whom it is done for; by a delegation in the organisation of the zone. */
export const onBehalfOfParameter = {
  name: 'On-Behalf-Of',
  in: 'header',
  required: false,
  schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
  description: 'The id of the person for whom it is done, by a delegation that holds today.',
};

const actionParameters = [
  query('kind', { enum: partKinds }),
  query('id', textLike(forms.id)),
  onBehalfOfParameter,
];
const promiseParameters = [
  ...page,
  query('on', day),
  query('standing', { enum: promiseStandings }),
];

/** Of which days, and whose accesses. */
const accessFilters = [
  query('from', day),
  query('to', day),
  query('person', textLike(forms.directoryId)),
  query('role', { enum: Object.keys(roleNames) }),
];

/** What a report can be asked: of which unit, on which day. */
const ofUnit = [query('unitId', textUpTo(63)), after];
const onDay = [query('on', day), after];

/** A life as each definition shows it. */
const lives = [
  ref('Cycle'),
  ref('Organisation'),
  ref('HealthProfile'),
  ref('CoProgrammingProcedure'),
  ref('ZoneRegister'),
];

const format = query('format', { enum: ['xlsx', 'csv'] });

/** A table of spreadsheets: its export and its template. */
const spreadsheet = (path: string, name: string, filters: readonly object[]): DescribedQuery[] => [
  {
    path,
    summary: `${name}: esportazione in un foglio / exported as a spreadsheet`,
    parameters: [format, after, ...filters],
    answer: {},
    files: spreadsheetMediaTypes,
  },
  {
    path: `${path}/template`,
    summary: `${name}: modello da compilare / template to fill in`,
    parameters: [format, after],
    answer: {},
    files: spreadsheetMediaTypes,
  },
];

/** Of which facts the index is asked. */
const factFilters = [
  ...['actor', 'onBehalfOf'].map((name) => query(name, textLike(forms.directoryId))),
  ...['type', 'verb'].map((name) => query(name, textUpTo(80))),
  ...['scheda', 'unit'].map((name) => query(name, textLike(forms.id))),
  query('cycleId', textLike(forms.cycleId)),
  ...['from', 'to', 'occurredFrom', 'occurredTo'].map((name) => query(name, day)),
  ...['reason', 'act'].map((name) => query(name, textUpTo(200))),
  query('order', { enum: ['newest-first', 'oldest-first'] }),
];

/** Every query, in the order of the documentation. */
export const queries: readonly DescribedQuery[] = [
  {
    path: '/api/v1/cycles',
    summary: 'I cicli della propria zona / the cycles of one’s zone',
    parameters: [
      ...page,
      query('definition', textUpTo(60)),
      query('phase', textUpTo(40)),
      query('year', integer(0, 9999)),
    ],
    answer: pageOf(ref('CycleRow')),
  },
  {
    path: '/api/v1/calendar',
    summary:
      'I giorni non lavorativi della propria zona, e perché / the days one’s zone does not work, and why',
    parameters: [query('from', day), query('to', day)],
    answer: calendarAnswer,
  },
  {
    path: '/api/v1/cycles/{cycleId}',
    summary: 'Un ciclo, ora o in un momento passato / a cycle, now or in the past',
    parameters: [...point, query('on', day)],
    answer: { anyOf: lives },
  },
  {
    path: '/api/v1/cycles/{cycleId}/actions',
    summary: 'Che cosa si può fare ora, e perché no / what can be done now, and why not',
    parameters: actionParameters,
    answer: closed({ revision: integer(0), items: listOf(ref('Action')) }),
  },
  {
    path: '/api/v1/cycles/{cycleId}/contributions',
    summary:
      'I contributi e le risposte; chi ne ha presentati vede i propri / contributions and answers; who handed some in sees their own',
    parameters: [],
    answer: wholeList(ref('Contribution')),
  },
  {
    path: '/api/v1/cycles/{cycleId}/facts',
    summary: 'I fatti del ciclo, in ordine / the facts of the cycle, in order',
    parameters: [
      query('from', integer(0, Number.MAX_SAFE_INTEGER)),
      query('limit', integer(1, 500)),
    ],
    answer: closed({ items: listOf(ref('Fact')) }, { next: integer(1) }),
  },
  {
    path: '/api/v1/cycles/{cycleId}/replay',
    summary:
      'Rigioca la storia da zero e la confronta / replays the history from zero and compares',
    parameters: [],
    answer: ref('Replay'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/schede',
    summary: 'Le schede, con filtri / the schede, with filters',
    parameters: [
      ...page,
      query('state', textUpTo(40)),
      query('unitId', textUpTo(63)),
      query('programmeId', textUpTo(63)),
      query('text', textUpTo(200)),
    ],
    answer: pageOf(ref('SchedaRow')),
  },
  ...spreadsheet('/api/v1/cycles/{cycleId}/spreadsheets/schede', 'Schede', [
    query('state', textUpTo(40)),
    query('unitId', textUpTo(63)),
    query('programmeId', textUpTo(63)),
    query('text', textUpTo(200)),
  ]),
  ...spreadsheet('/api/v1/registers/{cycleId}/spreadsheets/co-design', 'Co-progettazione', []),
  ...spreadsheet('/api/v1/registers/{cycleId}/spreadsheets/units', 'Unità', []),
  {
    path: '/api/v1/cycles/{cycleId}/schede/{schedaId}',
    summary: 'Una scheda, ora o in un momento passato / a scheda, now or in the past',
    parameters: point,
    answer: ref('Scheda'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/schede/{schedaId}/last-year',
    summary: "Che cosa cambia dall'anno prima / what has changed since last year",
    parameters: [],
    answer: ref('SinceLastYear'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/schede/{schedaId}/changes',
    summary:
      'I campi che cambiano fra due versioni; senza indicarle, da quando la scheda è stata restituita / the fields that differ in two versions; if none are named, since the scheda was returned',
    parameters: [
      query('from', integer(0, Number.MAX_SAFE_INTEGER)),
      query('to', integer(0, Number.MAX_SAFE_INTEGER)),
    ],
    answer: ref('SchedaChanges'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/schede/{schedaId}/approved',
    summary:
      'Ogni versione approvata, o quella in vigore un giorno / every approved version, or the one of a day',
    parameters: [query('on', day)],
    answer: wholeList(ref('ApprovedVersion')),
  },
  {
    path: '/api/v1/cycles/{cycleId}/deadlines',
    summary:
      'Le scadenze, e come si è trovato il giorno di ciascuna / the deadlines, and how the day of each was found',
    parameters: [after],
    answer: ref('DeadlinesOfCycle'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/deadlines/proposal',
    summary:
      'Che cosa si sposterebbe dopo un cambio di data o di calendario / what a change of the day aimed at or of the calendar would move',
    parameters: [],
    answer: ref('DeadlineProposal'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/manifests',
    summary: 'Ogni piano entrato in vigore / every plan that was in force',
    parameters: [],
    answer: wholeList(ref('PlanInForce')),
  },
  {
    path: '/api/v1/cycles/{cycleId}/final-report',
    summary: 'Il rendiconto com’è adesso / the final report as it stands',
    parameters: [],
    answer: ref('FinalReportNow'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/schede/{schedaId}/facts',
    summary: 'La storia di una scheda / the history of a scheda',
    parameters: [],
    answer: closed({ items: listOf(ref('Fact')) }),
  },
  {
    path: '/api/v1/cycles/{cycleId}/progress',
    summary: 'Le schede per stato e per unità / the schede by state and by unit',
    parameters: [after],
    answer: ref('Progress'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/coverage',
    summary: 'Matrice categorie per incontri / matrix of categories by meetings',
    parameters: [after],
    answer: ref('Coverage'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/proweb-export',
    summary:
      'Il piano in vigore, pronto da inserire in Proweb / the plan in force, ready to be entered into Proweb',
    parameters: [],
    answer: ref('ProwebExport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/questions',
    summary: 'Le domande aperte e risposte / the open and answered questions',
    parameters: [
      ...page,
      query('state', { enum: ['open', 'answered'] }),
      query('subject', textUpTo(200)),
    ],
    answer: pageOf(ref('Question')),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/today',
    summary:
      'Chi è in ritardo oggi: le schede per stato e unità, i giorni che restano, che cosa preme / who is late today: the schede by state and unit, the days left, what presses',
    parameters: ofUnit,
    answer: ref('TodayReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/progress',
    summary:
      'Le schede per obiettivo, programma, settore e unità / the schede by objective, programme, sector and unit',
    parameters: ofUnit,
    answer: ref('ProgressReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/money',
    summary:
      'Le risorse per fonte e fondo, al centesimo / the resources by source and fund, to the cent',
    parameters: ofUnit,
    answer: ref('MoneyReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/gaps',
    summary:
      'Che cosa manca alle schede, e che cosa mancava quando furono approvate / what the schede lack, and lacked when they were approved',
    parameters: ofUnit,
    answer: ref('GapsReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/dwell-times',
    summary:
      'Quanto ogni scheda è rimasta dove, e perché è stata restituita / how long each scheda stayed where, and why it was returned',
    parameters: [...page, query('on', day), query('unitId', textUpTo(63))],
    answer: ref('DwellTimesReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/deadlines/{deadlineId}/calendar',
    summary: 'Una scadenza, per il proprio calendario / a deadline, for one’s calendar',
    parameters: [],
    answer: text,
    files: ['text/calendar'],
  },
  {
    path: '/api/v1/cycles/{cycleId}/meetings/{meetingId}/calendar',
    summary: 'Un incontro, per il proprio calendario / a meeting, for one’s calendar',
    parameters: [],
    answer: text,
    files: ['text/calendar'],
  },
  {
    path: '/api/v1/cycles/{cycleId}/sessions/{sessionId}/calendar',
    summary:
      'Una seduta dell’organo, per il proprio calendario / a session of the organ, for one’s calendar',
    parameters: [],
    answer: text,
    files: ['text/calendar'],
  },
  ...historyQueries,
  ...ledgerQueries,
  ...outsideQueries,
  ...evidenceQueries,
  ...exportQueries,
  attachmentQuery(after),
  {
    path: '/calendar/{file}',
    summary:
      'Il proprio calendario, all’indirizzo segreto / one’s own calendar, at its secret address',
    parameters: [],
    open: true,
    answer: text,
    files: ['text/calendar'],
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/lateness',
    summary:
      'Le scadenze: rispettate, in ritardo, mancanti / the deadlines: met, late, still missing',
    parameters: [
      ...page,
      query('on', day),
      query('unitId', textUpTo(63)),
      query('kind', { enum: Object.keys(valueSets.deadlineKinds) }),
      query('lateness', { enum: latenesses }),
    ],
    answer: ref('LatenessReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/left-out-and-changes',
    summary:
      'Che cosa è uscito e perché; verificato e approvato a confronto / what went out and why; checked against approved',
    parameters: ofUnit,
    answer: ref('LeftOutAndChangesReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/prescriptions',
    summary: 'Le prescrizioni e il loro adempimento / the prescriptions, and how they were met',
    parameters: onDay,
    answer: ref('PrescriptionsReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/late-and-corrected',
    summary: 'I fatti registrati tardi e corretti / the facts recorded late, and corrected',
    parameters: [after],
    answer: ref('LateAndCorrectedReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/chapters/participation',
    summary: 'Il capitolo sulla partecipazione / the chapter on participation',
    parameters: [after],
    answer: ref('ChapterReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/chapters/co-programming',
    summary: 'Il capitolo sulla co-programmazione / the chapter on co-programming',
    parameters: [after],
    answer: ref('ChapterReport'),
  },
  {
    path: '/api/v1/cycles/{cycleId}/reports/register-expiring',
    summary:
      'Le co-progettazioni in scadenza o da verificare / the co-designs about to end, or to be looked at',
    parameters: [...onDay, query('days', integer(0, 3660))],
    answer: ref('RegisterExpiringReport'),
  },
  {
    path: '/api/v1/audit/facts',
    summary:
      'Tutti i fatti della zona, di chiunque e di qualunque flusso, con filtri / every fact of the zone, whoever it is by and whatever its stream, with filters',
    parameters: [...page, ...factFilters],
    answer: closed({ items: listOf(ref('IndexedFact')) }, { next: text }),
  },
  {
    path: '/api/v1/audit/questions',
    summary: 'Le quindici domande di chi controlla / the fifteen questions of an audit',
    parameters: [],
    answer: wholeList(ref('AuditQuestion')),
  },
  {
    path: '/api/v1/cycles/{cycleId}/audit/questions/{question}',
    summary:
      'La risposta a una domanda di chi controlla, ora o a un istante passato, con i fatti su cui poggia / the answer to a question of an audit, now or at an instant past, with the facts it rests on',
    parameters: [query('at', instant), query('scheda', textLike(forms.id))],
    answer: ref('AuditAnswer'),
  },
  {
    path: '/api/v1/audit/facts/export',
    summary: 'Gli stessi fatti in un file, riga per riga / the same facts as a file, row by row',
    parameters: [...page, ...factFilters, query('format', { enum: ['csv', 'xlsx', 'ndjson'] })],
    answer: {},
    files: [...spreadsheetMediaTypes, 'application/x-ndjson'],
  },
  {
    path: '/api/v1/registers/{cycleId}',
    summary: 'Un registro, ora o in un momento passato / a register, now or in the past',
    parameters: [...point, query('on', day)],
    answer: { anyOf: lives },
  },
  {
    path: '/api/v1/registers/{cycleId}/actions',
    summary: 'Che cosa si può fare ora, e perché no / what can be done now, and why not',
    parameters: actionParameters,
    answer: closed({ revision: integer(0), items: listOf(ref('Action')) }),
  },
  {
    path: '/api/v1/registers/{cycleId}/co-design-rows',
    summary:
      'Le righe di co-progettazione, con filtri: in scadenza, da verificare / the rows of co-design, with filters: about to end, to be looked at',
    parameters: [
      ...page,
      query('on', day),
      query('state', { enum: Object.keys(valueSets.coDesignStates) }),
      query('holder', textUpTo(300)),
      query('cup', textUpTo(60)),
      query('needsReview', { type: 'boolean' }),
      query('expiringWithinDays', integer(0, 3660)),
    ],
    answer: pageOf(ref('CoDesignRow')),
  },
  {
    path: '/api/v1/registers/{cycleId}/funded-projects',
    summary: 'I progetti finanziati, con filtri / the funded projects, with filters',
    parameters: [...page, query('cup', textUpTo(60)), query('reportingBy', day)],
    answer: pageOf(ref('FundedProject')),
  },
  {
    path: '/api/v1/registers/{cycleId}/delegation-conflicts',
    summary:
      'Che cosa una persona non potrebbe fare, o non più, con un ruolo o una delega / what somebody could not do, or not any more, with a role or a delegation',
    parameters: [
      query('to', textLike(forms.directoryId)),
      query('from', textLike(forms.directoryId)),
      query('role', { enum: grantableRoles }),
      after,
    ],
    answer: wholeList(ref('FourEyesConflict')),
  },
  {
    path: '/api/v1/registers/{cycleId}/amounts-used-twice',
    summary: 'Dove un importo può essere contato due volte / where an amount may be counted twice',
    parameters: [after],
    answer: wholeList(ref('AmountUsedTwice')),
  },
  {
    path: '/api/v1/registers/{cycleId}/documents/{sha256}',
    summary:
      'Dove è citato un documento, per impronta / where a document is cited, by its fingerprint',
    parameters: [after],
    answer: wholeList(ref('Citation')),
  },
  {
    path: '/api/v1/registers/{cycleId}/questions',
    summary: 'Le domande aperte e risposte / the open and answered questions',
    parameters: [
      ...page,
      query('state', { enum: ['open', 'answered'] }),
      query('subject', textUpTo(200)),
    ],
    answer: pageOf(ref('Question')),
  },
  {
    path: '/api/v1/registers/{cycleId}/facts',
    summary: 'I fatti del registro, in ordine / the facts of the register, in order',
    parameters: [
      query('from', integer(0, Number.MAX_SAFE_INTEGER)),
      query('limit', integer(1, 500)),
    ],
    answer: closed({ items: listOf(ref('Fact')) }, { next: integer(1) }),
  },
  {
    path: '/api/v1/registers/{cycleId}/replay',
    summary:
      'Rigioca la storia da zero e la confronta / replays the history from zero and compares',
    parameters: [],
    answer: ref('Replay'),
  },
  {
    path: '/api/v1/promises',
    summary: 'Gli impegni presi, scaduti, mantenuti / the promises made, overdue, kept',
    parameters: promiseParameters,
    answer: pageOf(ref('Promise')),
  },
  {
    path: '/api/v1/cycles/{cycleId}/promises',
    summary:
      'Gli impegni del ciclo e quelli ereditati / the promises of the cycle, and those it has to keep',
    parameters: promiseParameters,
    answer: pageOf(ref('Promise')),
  },
  {
    path: '/api/v1/worklist',
    summary: 'Che cosa mi aspetta / what awaits me',
    parameters: [...page, cycleId],
    answer: pageOf(ref('Task')),
  },
  {
    path: '/api/v1/deadlines',
    summary:
      'Che cosa scade, in tutti i cicli della mia zona / what falls due, in all the cycles of my zone',
    parameters: [query('days', integer(0, 366)), after],
    answer: ref('FallingDueList'),
  },
  ...searchQueries,
  {
    path: '/api/v1/refusals',
    summary: 'I no, con regola e legge / the refusals, with rule and law',
    parameters: [
      ...page,
      cycleId,
      query('code', textUpTo(60)),
      query('verb', textUpTo(60)),
      query('personId', textUpTo(63)),
    ],
    answer: pageOf(ref('Refusal')),
  },
  {
    path: '/api/v1/access-report',
    summary:
      'Gli accessi, persona per persona, per la verifica annuale / the accesses, person by person, for the yearly check',
    parameters: [...page, ...accessFilters],
    answer: ref('AccessReport'),
  },
  {
    path: '/api/v1/access-report/accesses',
    summary: 'Gli accessi uno per uno / the accesses one by one',
    parameters: [...page, ...accessFilters, query('type', { enum: accessFactTypes })],
    answer: pageOf(ref('Access')),
  },
  {
    path: '/api/v1/views',
    summary:
      'Le viste: a che punto sono, che cosa hanno accantonato / the views: how far, what parked',
    parameters: [],
    answer: wholeList(ref('View')),
  },
  {
    path: '/api/v1/definitions',
    summary: 'Le definizioni installate / the installed definitions',
    parameters: [],
    answer: closed({ items: listOf(ref('Definition')) }),
  },
  {
    path: '/api/v1/definitions/{id}/{version}',
    summary: 'Una definizione, con i suoi diagrammi / a definition with its diagrams',
    parameters: [],
    answer: ref('DefinitionInFull'),
  },
  {
    path: '/api/v1/functions',
    summary:
      'Le dieci funzioni di un Ufficio di Piano e che cosa le serve / the ten functions of a planning office, and what serves them',
    parameters: [],
    answer: wholeList(ref('OfficeFunction')),
  },
  {
    path: '/api/v1/policy',
    summary: 'Chi può che cosa / who may do what',
    parameters: [],
    answer: ref('Policy'),
    alsoAs: ['text/csv'],
  },
  {
    path: '/api/v1/openapi.json',
    summary: 'Questa descrizione / this description',
    parameters: [],
    open: true,
    answer: { type: 'object' },
  },
  {
    path: '/health/live',
    summary: 'Il processo è vivo / the process is alive',
    parameters: [],
    open: true,
    answer: ref('Live'),
  },
  {
    path: '/health/ready',
    summary: 'Il servizio può lavorare / the service can work',
    parameters: [],
    open: true,
    answer: ref('Ready'),
  },
];
