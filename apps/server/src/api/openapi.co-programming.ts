import {
  anyObject,
  bothLanguages,
  byId,
  closed,
  day,
  instant,
  integer,
  listOf,
  ref,
  text,
  type JsonSchema,
} from './schema.js';

/** What a procedure of co-programming and a yearly programme both show. */
export const noticeSchema: JsonSchema = closed(
  { publishedOn: day, closesOn: day, url: text },
  { derogation: text },
);
/** The days of its steps that nothing else tells. */
export const coProgrammingDays: Readonly<Record<string, JsonSchema>> = {
  startedOn: {
    ...day,
    description: 'The day it was activated or, in a procedure of its own, opened.',
  },
  reportIssuedOn: day,
  reportPublishedOn: day,
};
export const applicationSchema: JsonSchema = closed(
  { body: text, receivedOn: day, protocol: text },
  { reason: { ...text, description: 'Why it was not admitted.' } },
);
export const coProgrammingSessionSchema: JsonSchema = closed(
  { sessionId: text, heldOn: day, theme: text },
  { tables: listOf(closed({ theme: text, ledByPersonId: text })), attendance: listOf(text) },
);

/** How a procedure of co-programming is answered. */
export const coProgrammingSchemas: Readonly<Record<string, JsonSchema>> = {
  CoProgrammingProcedure: {
    description:
      'I membri facoltativi mancano anche a chi non può leggerli. / Optional members are also missing for those who may not read them.',
    ...closed(
      {
        ...{ cycleId: text, zone: text, year: integer(1900), title: text },
        ...{ revision: integer(0), lastRecordedAt: instant },
        definition: ref('DefinitionReference'),
        phase: text,
        state: { anyOf: [text, anyObject] },
        labels: listOf(bothLanguages),
        states: closed(
          {},
          {
            application: byId(text),
            contribution: byId(text),
            deadline: byId(text),
            question: byId(text),
          },
        ),
      },
      {
        responsiblePersonId: text,
        act: text,
        ...coProgrammingDays,
        opening: closed({
          ...{ purposes: text, object: text, requirements: text, participationMode: text },
        }),
        notice: noticeSchema,
        applications: byId(applicationSchema),
        sessions: listOf(coProgrammingSessionSchema),
        report: ref('Document'),
        sentTo: listOf(text),
        reportUrl: text,
        givenUp: closed({ on: day, reason: text }, { act: text }),
        contributions: byId(ref('ContributionOfCycle')),
        deadlines: byId(ref('Deadline')),
        questions: byId(ref('QuestionOfCycle')),
      },
    ),
  },
};
