import {
  anyObject,
  bothLanguages,
  byId,
  closed,
  day,
  fingerprint,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  type JsonSchema,
} from './schema.js';

/** How a health profile is answered. */
export const healthProfileSchemas: Readonly<Record<string, JsonSchema>> = {
  HealthProfile: {
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
        states: closed({}, { theme: byId(text), deadline: byId(text), question: byId(text) }),
      },
      {
        themes: byId(closed({ name: text, text: orNull(text) }, { source: ref('Source') })),
        needs: byId(
          closed(
            {
              needId: text,
              themeId: orNull(text),
              kind: oneOf(['critical', 'positive']),
              text,
            },
            { source: ref('Source') },
          ),
        ),
        indicators: byId(
          closed(
            {
              ...{ indicatorId: text, themeId: orNull(text), name: text, value: orNull(text) },
              ...{ period: text, dataSourceId: text },
            },
            { unit: text },
          ),
        ),
        dataSources: byId(
          closed({ dataSourceId: text, name: text }, { url: text, document: ref('Document') }),
        ),
        documents: listOf(ref('Document')),
        proposed: closed({ edition: text, fingerprint, on: day }),
        adopted: closed({ organ: text, act: text, adoptedOn: day, fingerprint }),
        frozen: closed({
          ...{ edition: text, fingerprint, on: day },
          ...{ themes: integer(0), needs: integer(0), indicators: integer(0) },
        }),
        supersededBy: closed({ byCycleId: text, act: text }),
        deadlines: byId(ref('Deadline')),
        questions: byId(ref('QuestionOfCycle')),
      },
    ),
  },
};
