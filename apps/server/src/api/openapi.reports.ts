import { latenesses, valueSets } from '#planning';
import { roleNames } from '#people';
import {
  bothLanguages,
  byId,
  closed,
  day,
  fingerprint,
  flag,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  pageOf,
  ref,
  text,
  uuid,
  wholeList,
  type JsonSchema,
} from './schema.js';

const codesOf = (set: object): JsonSchema => oneOf(Object.keys(set));
const count = integer(0);
const role = codesOf(roleNames);
/** Euro as a decimal string; null is not zero. */
const amount = orNull({ type: 'string', pattern: String.raw`^[0-9]+\.[0-9]{2}$` });
const share = closed({
  ...{ count, of: count },
  percent: orNull({ type: 'number', minimum: 0, maximum: 100 }),
});
const group = closed({
  ...{ id: orNull(text), name: text, total: count, byState: byId(count) },
  byExecution: closed(
    {},
    Object.fromEntries(
      [...Object.keys(valueSets.executionStatuses), 'NOT_SAID'].map((status) => [status, count]),
    ),
  ),
  ...{ ready: share, done: share },
});
const dwelling = {
  ...{ state: text, stateName: bothLanguages, stays: integer(1), days: count },
  ms: { ...count, description: 'As recorded; days are as they happened.' },
};
const reasons = Object.keys(valueSets.returnReasons);
const lateness = oneOf(latenesses);
const kind = codesOf(valueSets.deadlineKinds);
const schedaOf = { schedaId: text, code: text, title: text, unitId: text };
const gaps = {
  ...{ schede: count, withoutNeed: count, withoutIndicator: count, withoutResources: count },
  ...{ withoutAmount: count, total: count },
  items: listOf(
    closed({
      ...{ ...schedaOf, version: orNull(integer(0)), contentHash: orNull(text) },
      ...{ withoutNeed: flag, noNeedReason: orNull(text) },
      ...{ withoutIndicator: flag, noIndicatorReason: orNull(text) },
      ...{ withoutResources: flag, withoutAmount: flag },
    }),
  ),
};
/** How many schede stand how towards a deadline; null where it is not about schede. */
const schedeByLateness = orNull(
  closed({}, Object.fromEntries(latenesses.map((each) => [each, count]))),
);
/** Negative when the last day has passed. */
const daysLeft = { type: 'integer' };
const sum = { schede: count, resources: count, withoutAmount: count, amount };
const source = closed({ cycleId: text, eventId: uuid, revision: count, type: text });
const version = orNull(closed({ version: integer(0), contentHash: text }));
const doneBy = {
  by: text,
  role: { ...role, description: 'The own role of the hand.' },
  onBehalfOf: { ...orNull(text), description: 'Null for what was done in the own name.' },
  actedAs: { ...role, description: 'On behalf of somebody it is their role.' },
};
const recorded = {
  ...{ eventId: uuid, revision: count, type: text, occurredOn: day, recordedAt: instant },
  ...doneBy,
};

/** A page of a list, with what goes with it. */
const pageWith = (row: JsonSchema, members: Readonly<Record<string, JsonSchema>>): JsonSchema => {
  const { required, properties, ...rest } = pageOf(row) as {
    readonly required: readonly string[];
    readonly properties: Readonly<Record<string, JsonSchema>>;
  };
  return {
    ...rest,
    required: [...required, ...Object.keys(members)],
    properties: { ...properties, ...members },
  };
};

/** How the reports are answered. */
export const reportSchemas: Readonly<Record<string, JsonSchema>> = {
  ProgressReport: {
    description:
      'Una scheda il cui programma serve più obiettivi conta sotto ciascuno di essi. / A scheda whose programme serves several objectives counts under each of them.',
    ...closed({
      ...{ all: group, states: byId(bothLanguages), underSeveralObjectives: count },
      ...{ byObjective: listOf(group), byProgramme: listOf(group) },
      ...{ bySector: listOf(group), byUnit: listOf(group) },
    }),
  },
  TodayReport: closed({
    ...{ on: day, all: group, states: byId(bothLanguages), byUnit: listOf(group) },
    deadlines: listOf(
      closed({
        ...{ deadlineId: text, kind, label: text, due: day, daysLeft, lateness, owedAgain: flag },
        schede: schedeByLateness,
      }),
    ),
    urgent: {
      ...listOf(
        closed({
          ...{ kind, label: text, deadlineId: orNull(text), due: day, daysLeft },
          ...{ unitId: orNull(text), schede: listOf(closed({ schedaId: text, code: text })) },
        }),
      ),
      description: 'What is owed by the earliest days: at most three, of a unit or of the cycle.',
    },
  }),
  DwellTimesReport: pageWith(
    closed({
      ...{ ...schedaOf, returns: count, reportReturns: count },
      reasons: closed({}, Object.fromEntries(reasons.map((reason) => [reason, count]))),
      states: listOf(closed({ ...dwelling, unitId: text, current: flag })),
    }),
    {
      on: day,
      units: listOf(
        closed({
          ...{ unitId: text, returns: count, reportReturns: count },
          ranking: listOf(closed({ reason: oneOf(reasons), label: text, count: integer(1) })),
          states: listOf(closed({ ...dwelling, schede: integer(1) })),
        }),
      ),
    },
  ),
  LatenessReport: pageWith(
    closed({
      ...{ ...schedaOf, kind, due: orNull(day), doneOn: orNull(day), owedAgain: flag },
      ...{ daysLate: orNull(count), lateness, state: text },
    }),
    {
      on: day,
      deadlines: listOf(
        closed({
          ...{ deadlineId: text, kind, label: text, basis: codesOf(valueSets.deadlineBases) },
          ...{ due: orNull(day), doneOn: orNull(day), daysLate: orNull(count), lateness },
          ...{ owedAgain: flag, schede: schedeByLateness },
          history: listOf(
            closed({
              ...{ revision: count, type: text, on: day, due: orNull(day), unitId: orNull(text) },
              ...{ ...doneBy, reason: orNull(text), act: orNull(text) },
            }),
          ),
        }),
      ),
    },
  ),
  GapsReport: closed({
    now: closed(gaps),
    approvals: listOf(
      closed({
        ...{ ...gaps, revision: count, sessionId: text, on: day },
        ...{ actNumber: orNull(text), actDate: orNull(day) },
      }),
    ),
  }),
  PrescriptionsReport: closed({
    ...{ on: day, total: count, open: count, met: count, accepted: count, overdue: count },
    metLate: count,
    items: listOf(
      closed({
        ...{ prescriptionId: text, text, sessionId: text, schedaIds: listOf(text) },
        ...{ setOn: day, due: orNull(day) },
        ...{ state: text, metOn: orNull(day), metText: orNull(text), acceptedOn: orNull(day) },
        ...{ notAccepted: count, daysLate: orNull(count), overdue: flag },
      }),
    ),
  }),
  RegisterExpiringReport: closed({
    ...{ registerId: text, on: day, days: count },
    ...{ expiring: wholeList(ref('CoDesignRow')), toReview: wholeList(ref('CoDesignRow')) },
  }),
  ChapterReport: closed({
    ...{ cycleId: text, title: text },
    revision: { ...count, description: 'Of the last fact that was considered.' },
    text: { ...text, description: 'Markdown (CommonMark).' },
    sha256: { ...fingerprint, description: 'Of the text, UTF-8.' },
    paragraphs: listOf(
      closed({
        text,
        sources: {
          ...listOf(source),
          description: 'None: a heading, or the statement that something is not recorded.',
        },
      }),
    ),
  }),
  LeftOutAndChangesReport: closed({
    total: count,
    items: listOf(
      closed({
        ...{ ...schedaOf, what: text, on: day, ...doneBy, reason: orNull(text) },
        ...{ askedBecause: orNull(text), act: orNull(text), ground: orNull(text) },
        ...{ state: text, stillSo: flag, source },
      }),
    ),
    approvals: listOf(
      closed({
        ...{ revision: orNull(integer(1)), sessionId: text, on: day, schede: count },
        ...{ actNumber: orNull(text), actDate: orNull(day) },
        ...{ verifiedHash: orNull(fingerprint), approvedHash: fingerprint },
        differences: listOf(
          closed({
            schedaId: text,
            what: oneOf(['notApproved', 'notVerified', 'otherVersion', 'otherThanChecked']),
            ...{ checked: version, verified: version, approved: version },
          }),
        ),
        sources: listOf(source),
      }),
    ),
  }),
  LateAndCorrectedReport: closed({
    late: wholeList(closed({ ...recorded, days: integer(1), lateReason: orNull(text) })),
    corrected: wholeList(
      closed({
        ...{ ...recorded, reason: orNull(text), field: text },
        about: closed({ eventId: uuid, revision: count, type: text }),
        ...{ old: orNull(text), new: orNull(text), sha256: orNull(fingerprint) },
      }),
    ),
  }),
  MoneyReport: closed({
    ...{ ...sum, schedeWithoutResources: count, schedeWithoutAmount: count },
    sources: listOf(
      closed({
        ...{ ...sum, source: text },
        funds: listOf(closed({ ...sum, fund: orNull(text) })),
      }),
    ),
  }),
  OfficeFunction: closed(
    {
      ...{ number: integer(1), title: bothLanguages, served: oneOf(['yes', 'partly', 'no']) },
      by: listOf({
        anyOf: [closed({ query: text }), closed({ verb: text }), closed({ definition: text })],
      }),
    },
    { missing: bothLanguages },
  ),
};
