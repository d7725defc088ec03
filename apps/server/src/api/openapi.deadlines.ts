import { dateNames, forecastChanges, forecastStandings, latenesses, valueSets } from '#planning';
import { Forecast } from './deadlines.controller.js';
import {
  bothLanguages,
  byId,
  closed,
  day,
  fingerprint,
  flag,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  type JsonSchema,
} from './schema.js';

const problem = { $ref: '#/components/responses/Problem' };
const codesOf = (set: object): JsonSchema => oneOf(Object.keys(set));
const kind = codesOf(valueSets.deadlineKinds);
const basis = codesOf(valueSets.deadlineBases);
const inWords = { it: text, en: text };
const days: JsonSchema = { type: 'integer' };
const impossible = oneOf(['over', 'out-of-order']);
const whyImpossible = orNull(closed({ why: impossible, due: day, ...inWords }));

/** A deadline as its cycle remembers it. */
const deadline = {
  always: {
    ...{ deadlineId: text, due: day, setOn: day, kind, basis },
    it: {
      ...text,
      description: 'How its day was found or who set it, and how it was moved since.',
    },
    en: text,
    forUnits: byId(day),
    history: listOf(
      closed(
        { from: day, to: day, reason: text, by: text, on: day, late: flag },
        { act: text, unitId: text, derived: flag, basis },
      ),
    ),
  },
  sometimes: {
    act: { ...text, description: 'The law or act that imposes it.' },
    derivation: ref('Derivation'),
    label: bothLanguages,
  },
};

/** What is said of every deadline that a template computes. */
const computed = { key: text, kind, basis, label: bothLanguages, derivation: ref('Derivation') };

const declined = orNull(closed({ proposal: fingerprint, by: text, on: day, reason: text }));
const stands = { revision: integer(0), on: day };
const dates = closed({}, Object.fromEntries(Object.keys(dateNames).map((name) => [name, day])));

/** The deadlines of a cycle, a proposal to move them, and a forecast, as the API shows them. */
export const deadlineSchemas: Readonly<Record<string, JsonSchema>> = {
  FallingDueList: closed({
    ...{ on: day, until: day, total: integer(0) },
    items: listOf(
      closed({
        ...{ cycleId: text, deadlineId: text, kind, ...inWords, due: day, daysLeft: days },
        ...{ standing: oneOf(['running', 'missed']), standsStill: flag, owedAgain: flag },
        lateness: orNull(oneOf(latenesses)),
        schede: orNull(
          closed({}, Object.fromEntries(latenesses.map((each) => [each, integer(0)]))),
        ),
      }),
    ),
  }),
  Derivation: closed(
    {
      ...{ template: text, due: day, anchor: closed({ name: text, day }, { act: text }) },
      steps: listOf(
        closed({
          ...{ step: text, days: integer(1), from: day, to: day },
          count: oneOf(['calendar', 'working']),
        }),
      ),
      skipped: listOf(closed({ day, kind: text })),
      calendar: { ...text, description: 'The version of the calendar it was counted with.' },
    },
    { rolled: closed({ from: day, to: day }) },
  ),
  Deadline: closed(deadline.always, deadline.sometimes),
  LastUsefulDay: closed({ day, ...inWords, derivation: ref('Derivation'), isOver: flag }),
  DeadlinesOfCycle: closed({
    ...{ ...stands, calendar: text, total: integer(0) },
    items: listOf(
      closed(
        {
          ...deadline.always,
          state: oneOf(['running', 'met', 'missed', 'waived', 'cancelled']),
          metOn: {
            ...orNull(day),
            description:
              'The day on which it was met, if only late; null while it is not, or owed again.',
          },
          impossible: {
            ...whyImpossible,
            description:
              'Why it could not be met on the day that its template says now; null where it could.',
          },
        },
        deadline.sometimes,
      ),
    ),
    lastUsefulDay: orNull(ref('LastUsefulDay')),
    proposal: closed({ proposal: fingerprint, open: flag, declined }),
  }),
  DeadlineProposal: closed({
    ...{ ...stands, calendar: text, proposal: fingerprint, open: flag, declined },
    moves: listOf(
      closed(
        {
          ...{ deadlineId: text, from: day, to: day, movedByHand: flag },
          ...{ impossible: whyImpossible, ...computed, ...inWords },
        },
        { act: text },
      ),
    ),
    added: listOf(closed({ due: day, ...computed, ...inWords }, { act: text })),
    impossible: listOf(
      closed(
        {
          ...{ deadlineId: orNull(text), from: orNull(day), to: day, why: impossible },
          ...{ ...computed, ...inWords },
        },
        { act: text },
      ),
    ),
  }),
  DeadlineForecast: closed({
    ...{ ...stands, now: dates, then: dates },
    items: listOf(
      closed(
        {
          ...{ deadlineId: orNull(text), key: orNull(text), kind, basis, ...inWords },
          now: {
            ...orNull(
              closed({
                ...{ due: day, standing: oneOf(forecastStandings), byHand: flag },
                ...{ moved: orNull(oneOf(['extended', 'shortened'])), ...inWords },
              }),
            ),
            description: 'As it stands; null where none is set. `met`: in time or late.',
          },
          then: {
            ...orNull(day),
            description:
              'The day it would be due once the proposal were accepted or, where the calendar was never set, once it were set.',
          },
          ...{ change: oneOf(forecastChanges), shiftDays: orNull(days) },
          impossible: whyImpossible,
        },
        { act: text, label: bothLanguages, derivation: ref('Derivation') },
      ),
    ),
    lastUsefulDay: closed({
      now: orNull(ref('LastUsefulDay')),
      then: orNull(ref('LastUsefulDay')),
    }),
    estimate: {
      ...orNull(
        closed({
          ...{ cycles: integer(1), schede: integer(1) },
          ...{ medianDays: integer(0), mostDays: integer(0) },
          ...{ from: day, medianBy: day, mostBy: day, spareDays: orNull(days) },
        }),
      ),
      description:
        'When half of the schede, and four in five, would be checked if they took as long as in earlier years; null where there are none.',
    },
  }),
};

/** A question that has a body, and is answered like any other. */
export const deadlinePaths: Readonly<Record<string, { readonly post: object }>> = {
  '/api/v1/cycles/{cycleId}/forecast': {
    post: {
      operationId: 'forecast',
      tags: ['queries'],
      summary: 'Che cosa scadrebbe quando, in altri giorni / what would be due when, on other days',
      description: 'Non scrive nulla / nothing is written',
      parameters: [
        { name: 'cycleId', in: 'path', required: true, schema: text },
        {
          ...{ name: 'after', in: 'query', required: false },
          schema: integer(0, Number.MAX_SAFE_INTEGER),
        },
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: ref(Forecast.name) } },
      },
      responses: {
        200: {
          description: 'What would be',
          content: { 'application/json': { schema: ref('DeadlineForecast') } },
        },
        ...{ 400: problem, 401: problem, 403: problem, 404: problem },
        ...{ 413: problem, 415: problem, 422: problem, 503: problem },
      },
    },
  },
};

export const deadlineRequests: readonly (new () => object)[] = [Forecast];
