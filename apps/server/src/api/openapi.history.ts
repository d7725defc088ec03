import { zooms } from '#history';
import { forms, valueSets } from '#planning';
import type { DescribedQuery } from './described-query.js';
import {
  anyObject,
  bothLanguages,
  closed,
  day,
  flag,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  uuid,
  type JsonSchema,
} from './schema.js';

const query = (name: string, schema: object): object => ({
  name,
  in: 'query',
  required: false,
  schema,
});
const revision = integer(0, Number.MAX_SAFE_INTEGER);
const count = integer(0);
const moment = [query('revision', revision), query('at', instant), query('occurredBy', day)];
const twoMoments = ['from', 'to'].flatMap((side) => [
  query(`${side}Revision`, revision),
  query(`${side}At`, instant),
  query(`${side}OccurredBy`, day),
]);
const stretch = [
  query('zoom', { enum: zooms }),
  ...[query('from', revision), query('to', revision), query('limit', integer(1, 200))],
];
const after = query('after', revision);
const cycle = '/api/v1/cycles/{cycleId}/history';
const register = '/api/v1/registers/{cycleId}/history';
const scheda = `${cycle}/schede/{schedaId}`;

/** Both addresses of something, of cycles and of registers. */
const ofLives = (path: string, described: Omit<DescribedQuery, 'path'>): DescribedQuery[] =>
  [cycle, register].map((life) => ({ path: `${life}${path}`, ...described }));

/** What is asked of the history of cycles, registers and schede. */
export const historyQueries: readonly DescribedQuery[] = [
  ...ofLives('/state', {
    summary:
      'Com’era, come registrato (revision, at) o come avvenuto (occurredBy) / as it was, as recorded or as occurred',
    parameters: moment,
    answer: ref('LifeThen'),
  }),
  ...ofLives('/difference', {
    summary: 'Che cosa cambia fra due momenti / what is different in two moments',
    parameters: twoMoments,
    answer: ref('Difference'),
  }),
  ...ofLives('/blame', {
    summary: 'Chi ha fatto di ogni campo quello che è / who made each field what it is',
    parameters: [],
    answer: ref('Blame'),
  }),
  ...ofLives('/timeline', {
    summary:
      'Che cosa è successo: decisioni, attività o tutto / what happened: decisions, activity or everything',
    parameters: stretch,
    answer: ref('Timeline'),
  }),
  {
    path: `${cycle}/told`,
    summary:
      'Chi ha saputo che cosa, prima o dopo un fatto / who was told what, before or after a fact',
    parameters: [
      ...[query('revision', revision), query('about', { enum: ['thing', 'all'] })],
      query('recipient', { type: 'string', pattern: forms.directoryId.pattern.source }),
      ...[query('limit', integer(1, 200)), after],
      query('cursor', { type: 'string', pattern: '^[A-Za-z0-9_=-]{1,400}$' }),
    ],
    answer: ref('ToldList'),
  },
  {
    path: `${cycle}/dwell-times`,
    summary:
      'Tempi di permanenza e restituzioni per unità, negli anni / dwell times and returns by unit, over the years',
    parameters: [
      ...[query('on', day), query('unitId', { type: 'string', minLength: 1, maxLength: 63 })],
      after,
    ],
    answer: ref('DwellOverYears'),
  },
  {
    path: `${scheda}/state`,
    summary:
      'Com’era la scheda, come registrato o come avvenuto / the scheda as recorded or as occurred',
    parameters: moment,
    answer: ref('SchedaThen'),
  },
  {
    path: `${scheda}/difference`,
    summary:
      'Che cosa cambia nella scheda fra due momenti / what is different in the scheda in two moments',
    parameters: twoMoments,
    answer: ref('SchedaDifference'),
  },
  {
    path: `${scheda}/blame`,
    summary: 'Chi ha scritto ogni campo della scheda / who wrote each field of the scheda',
    parameters: [],
    answer: ref('SchedaBlame'),
  },
  {
    path: `${scheda}/timeline`,
    summary: 'Che cosa è successo alla scheda / what happened to the scheda',
    parameters: stretch,
    answer: ref('Timeline'),
  },
];

/** How a moment was understood. */
const understood = {
  revision: { ...count, description: 'Of the last fact that counts.' },
  lastRecordedAt: instant,
  late: {
    ...listOf(count),
    description: 'What counts by occurred time although it was put on record after that day.',
  },
  early: {
    ...listOf(closed({ revision: count, type: text, occurredOn: day })),
    description: 'What happened by then, but rests on something that happened later.',
  },
};
const pointer = { ...text, description: 'JSON pointer (RFC 6901).' };
const changes = listOf(
  closed(
    {
      ...{ is: oneOf(['added', 'removed', 'changed']), field: pointer },
      label: orNull(bothLanguages),
    },
    {
      formerField: { ...pointer, description: 'Where it stood, if it stood elsewhere.' },
      ...{ before: {}, after: {} },
      words: {
        ...listOf(closed({ is: oneOf(['same', 'removed', 'added']), text })),
        description: 'Of a text, word by word; dates, amounts and codes stand whole.',
      },
    },
  ),
);
const difference = { from: closed(understood), to: closed(understood), changes };
const origin = {
  ...{ revision: count, eventId: uuid, type: text, words: bothLanguages },
  ...{ recordedAt: instant, occurredOn: day, daysLate: count, by: text, role: text },
  onBehalfOf: { ...orNull(text), description: 'Null for what was done in the own name.' },
  ...{ actedAs: text, reason: orNull(text), lateReason: orNull(text) },
};
const blamed = {
  revision: count,
  fields: listOf(
    closed({
      ...{ ...origin, field: pointer, label: orNull(bothLanguages) },
      value: { description: 'Null where it was emptied; of a redacted text its fingerprint.' },
      changes: integer(1),
      corrects: orNull(closed({ revision: count, type: text })),
      redacted: orNull(closed({ ...origin, legalBasis: text })),
    }),
  ),
};
const order = orNull(oneOf(['before', 'after']));
const reasons = Object.keys(valueSets.returnReasons);
const unitOfYear: Readonly<Record<string, JsonSchema>> = {
  ...{ unitId: text, returns: count, reportReturns: count },
  ranking: listOf(closed({ reason: oneOf(reasons), label: text, count: integer(1) })),
  states: listOf(
    closed({
      ...{ state: text, stateName: bothLanguages, stays: integer(1), days: count, ms: count },
      schede: integer(1),
    }),
  ),
};

/** How those queries are answered. */
export const historySchemas: Readonly<Record<string, JsonSchema>> = {
  LifeThen: closed({
    ...understood,
    life: {
      anyOf: [
        ...[ref('Cycle'), ref('Organisation'), ref('HealthProfile')],
        ...[ref('CoProgrammingProcedure'), ref('ZoneRegister')],
      ],
    },
  }),
  SchedaThen: closed({
    ...{ ...understood, schedaId: text },
    scheda: closed(
      {
        ...{ state: text, code: text, programmeId: text, unitId: text, personId: text },
        ...{ returns: count, content: anyObject },
      },
      {
        ...{ checkedBy: text, withdrawalRequestedBy: text, leftOutReason: text },
        carriedFrom: ref('CarriedFrom'),
        lastReturn: closed({ reasons: listOf(oneOf(reasons)), text }, { due: day }),
      },
    ),
  }),
  Difference: closed(difference),
  SchedaDifference: closed({ schedaId: text, ...difference }),
  Blame: closed(blamed),
  SchedaBlame: closed({ schedaId: text, ...blamed }),
  Timeline: {
    description:
      'Ogni fatto sta in una riga sola, a ogni ingrandimento. / Every fact is in exactly one row, at each zoom.',
    ...closed(
      {
        zoom: oneOf(zooms),
        items: listOf(
          closed({
            ...{ from: count, to: count, facts: integer(1), isDecision: flag },
            recorded: closed({ from: instant, to: instant }),
            occurred: closed({ from: day, to: day }),
            lead: orNull(
              closed({
                ...{ ...origin, isDecision: flag },
                about: orNull(closed({ kind: text, id: text })),
                scheda: orNull(closed({ schedaId: text, code: text, title: text })),
                ...{ unitId: orNull(text), act: orNull(text) },
                ...{ correctedBy: listOf(count), redactedBy: listOf(count) },
              }),
            ),
            types: listOf(closed({ type: text, words: bothLanguages, facts: integer(1) })),
            hands: listOf(closed({ personId: text, facts: integer(1) })),
            ...{ persons: count, schede: count },
            idle: orNull(closed({ since: instant, days: integer(2), workingDays: count })),
            href: { ...text, description: 'All its facts, one by one.' },
          }),
        ),
      },
      { next: { ...count, description: 'The revision with which the next rows begin.' } },
    ),
  },
  ToldList: closed(
    {
      fact: closed({
        ...{ revision: count, eventId: uuid, type: text, words: bothLanguages },
        ...{ recordedAt: instant, occurredOn: day, about: closed({ kind: text, id: text }) },
      }),
      items: listOf(
        closed({
          ...{ noticeId: uuid, recipientId: text, ruleId: text, audience: text },
          about: closed({ kind: text, id: text }),
          cause: closed({ eventId: uuid, type: text, words: bothLanguages, recordedAt: instant }),
          isOfFact: flag,
          ...{ shownAt: instant, readAt: orNull(instant), acknowledgedAt: orNull(instant) },
          sent: listOf(closed({ channel: text, at: instant })),
          order: closed({ told: order, sent: order, read: order, acknowledged: order }),
        }),
      ),
      total: count,
    },
    { next: text },
  ),
  DwellOverYears: closed({
    on: day,
    years: listOf(
      closed({ cycleId: text, year: integer(1900), units: listOf(closed(unitOfYear)) }),
    ),
    units: listOf(closed({ ...unitOfYear, years: integer(1) })),
  }),
};
