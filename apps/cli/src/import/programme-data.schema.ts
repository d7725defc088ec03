const text = { type: 'string', minLength: 1 } as const;
const textOrNull = { type: ['string', 'null'], minLength: 1 } as const;
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } as const;
const year = { type: 'string', pattern: '^\\d{4}$' } as const;
const id = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$' } as const;
const list = (items: object) => ({ type: 'array', items }) as const;

/** An object that has at least these members; what else it has is nobody's harm. */
const withMembers = (properties: Readonly<Record<string, object>>, ...optional: string[]) =>
  ({
    type: 'object',
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    properties,
  }) as const;

const passage = withMembers({
  file: text,
  lines: list({ type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 2, maxItems: 2 }),
});
const statement = (properties: Readonly<Record<string, object>>, ...optional: string[]) =>
  withMembers({ id, source: passage, ...properties }, ...optional);

/** The form of the data of a programme (`ProgrammeData`), as JSON Schema 2020-12. */
export const programmeDataSchema = withMembers({
  zone: text,
  zone_name: text,
  year: { type: 'integer', minimum: 2000, maximum: 2100 },
  title: text,
  documents: { type: 'object', additionalProperties: text },
  regional_act: withMembers({
    cite: text,
    date: { anyOf: [day, { type: 'null' }] },
    raw: text,
    source: passage,
  }),
  planning_documents: list(
    statement({
      name: text,
      acronym: textOrNull,
      duration_text: text,
      period: withMembers({ from: year, to: year, precision: { const: 'year' } }),
    }),
  ),
  tree: withMembers({
    title: text,
    source: passage,
    objectives: list(statement({ name: text })),
    programmes: list(statement({ name: text, name_leggibile: text, objective_id: textOrNull })),
  }),
  participation: withMembers({
    shared_contents: list(text),
    meetings: list(
      statement({
        date: day,
        counterpart: text,
        channel: { enum: ['in_presenza', 'online'] },
        venue: textOrNull,
        room: textOrNull,
        start_time: textOrNull,
        attendees: { anyOf: [list(text), { type: 'null' }] },
        minutes: textOrNull,
        text,
      }),
    ),
  }),
  health_profile: withMembers({
    edition: text,
    title: text,
    source: passage,
    themes: list(withMembers({ theme: text, critical_nodes: list(text), source: passage })),
    positive_aspects: list(
      withMembers(
        { n: { type: 'integer' }, text, theme: textOrNull, theme_guess: text, source: passage },
        'theme_guess',
      ),
    ),
  }),
  questions: list(statement({ subject: text, text, guess: text, raw: text }, 'guess')),
});
