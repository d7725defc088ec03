import { valueSets } from '#planning';
import { spreadsheetImports } from './openapi.spreadsheets.js';
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
  ref,
  text,
  type JsonSchema,
} from './schema.js';

const codesOf = (set: object): JsonSchema => oneOf(Object.keys(set));
const state = codesOf(valueSets.coDesignStates);
/** Euro as a decimal string. */
const amount: JsonSchema = { type: 'string', pattern: String.raw`^(0|[1-9][0-9]*)\.[0-9]{2}$` };
const scheda = closed({ cycleId: text, schedaId: text });
const reporting = closed(
  {
    ...{ reportingId: text, text, due: day },
    history: listOf(closed({ from: day, to: day, reason: text })),
  },
  { done: closed({ on: day }, { protocol: ref('Protocol'), sha256: fingerprint }) },
);
const row = {
  ...{ coDesignRowId: text, activity: text, legalForm: codesOf(valueSets.legalForms) },
  holder: closed({ text, bodyIds: listOf(text) }),
  subjects: listOf(closed({ text, role: codesOf(valueSets.subjectRoles) }, { bodyId: text })),
  codes: closed({ cup: listOf(text), cig: listOf(text), clp: listOf(text) }),
  legalReferences: listOf(text),
  schede: listOf(scheda),
  reviews: listOf(closed({ on: day, finding: text, reviewAgainOn: day })),
  endsOn: orNull(day),
  needsReview: { ...flag, description: 'On the day it is shown on.' },
  renewedBy: orNull(text),
  addenda: listOf(text),
};
const rowSometimes = {
  ...{ stateText: text, stateCondition: text, period: ref('Period'), amountEur: amount },
  ...{ act: text, addendumTo: text, renews: text, source: ref('Source') },
};
const project = {
  fundedProjectId: text,
  schede: listOf(scheda),
  coDesignRowIds: listOf(text),
  reportings: byId(reporting),
};
const projectSometimes = {
  ...{ name: text, description: text, funder: text, holder: text, amountEur: amount },
  ...{ period: ref('Period'), cup: listOf(text), source: ref('Source') },
  actions: listOf(closed({ text }, { minEur: amount, maxEur: amount, per: text })),
};
const placeOf = (kind: string, ids: Readonly<Record<string, JsonSchema>>): JsonSchema =>
  closed({ kind: oneOf([kind]), ...ids });

/** How the register of a zone is answered. */
export const zoneRegisterSchemas: Readonly<Record<string, JsonSchema>> = {
  ZoneRegister: {
    description:
      'Le domande mancano a chi non può leggerle. / The questions are missing for those who may not read them.',
    ...closed(
      {
        ...{ registerId: text, zone: text, title: text, revision: integer(0) },
        lastRecordedAt: instant,
        on: { ...day, description: 'The day it is shown on: that of ?on=, or today.' },
        definition: ref('DefinitionReference'),
        state: text,
        labels: listOf(bothLanguages),
        states: closed(
          {
            ...{ coDesignRow: byId(state), fundedProject: byId(text), document: byId(text) },
            spreadsheetImport: byId(text),
          },
          { question: byId(text) },
        ),
        coDesignRows: byId(closed(row, rowSometimes)),
        fundedProjects: byId(closed(project, projectSometimes)),
        documents: byId(ref('PlanDocument')),
        spreadsheetImports,
      },
      {
        questions: byId(
          closed(
            { questionId: text, subject: text, text },
            { guess: text, source: ref('Source'), answer: text },
          ),
        ),
      },
    ),
  },
  Period: closed(
    { precision: oneOf(['day', 'month', 'year', 'none']) },
    {
      from: { ...text, description: '2024-06-01, 2024-06 or 2024, as precision says' },
      ...{ to: text, durationMonths: integer(1), text, condition: text },
    },
  ),
  Protocol: closed({ register: text, number: text, year: integer(1990), date: day }),
  PlanDocument: closed(
    {
      ...{ documentId: text, kind: codesOf(valueSets.planDocumentKinds), title: text },
      expired: { ...flag, description: 'Its period is over on the day it is shown on: a warning.' },
    },
    {
      ...{ edition: text, period: ref('Period'), body: text, actRef: text, sha256: fingerprint },
      ...{ sizeBytes: integer(0), mediaType: text, protocol: ref('Protocol') },
      ...{ supersedes: text, supersededBy: text, source: ref('Source') },
    },
  ),
  CoDesignRow: closed(
    { ...row, cycleId: text, zone: text, state, stateName: bothLanguages },
    rowSometimes,
  ),
  FundedProject: closed(
    {
      ...{ ...project, cycleId: text, zone: text },
      ...{ endsOn: orNull(day), nextReportingOn: orNull(day) },
    },
    projectSometimes,
  ),
  CountedPlace: {
    anyOf: [
      placeOf('co-design-row', { coDesignRowId: text }),
      placeOf('funded-project', { fundedProjectId: text }),
      placeOf('scheda', { cycleId: text, schedaId: text, code: text }),
    ],
  },
  AmountUsedTwice: {
    description: 'May be as it should: a person has to look.',
    anyOf: [
      closed({
        ...{ kind: oneOf(['same-cup']), cup: text, places: listOf(ref('CountedPlace')) },
        linked: { ...flag, description: 'All of them are one project and what it is linked to.' },
      }),
      closed({
        ...{ kind: oneOf(['more-than-the-project']), fundedProjectId: text, amountEur: amount },
        ...{ linkedEur: amount, excessEur: amount },
        parts: listOf(closed({ place: ref('CountedPlace'), amountEur: amount })),
      }),
      closed({
        ...{ kind: oneOf(['row-counted-twice']), coDesignRowId: text, amountEur: amount },
        ...{ fundedProjectIds: listOf(text), alone: listOf(ref('CountedPlace')) },
      }),
    ],
  },
  Citation: closed({
    ...{ cycleId: text, type: text, position: integer(1), revision: integer(0) },
    pointer: { ...text, description: 'JSON pointer into the data of the fact.' },
    ...{ title: orNull(text), occurredOn: day },
  }),
};
