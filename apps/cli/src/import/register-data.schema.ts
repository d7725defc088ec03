const text = { type: 'string', minLength: 1 } as const;
const textOrNull = { type: ['string', 'null'], minLength: 1 } as const;
const amountOrNull = { type: ['string', 'null'], pattern: '^(0|[1-9][0-9]*)\\.[0-9]{2}$' } as const;
const id = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$' } as const;
const list = (items: object) => ({ type: 'array', items }) as const;
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] }) as const;

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
const period = withMembers({
  from: textOrNull,
  to: textOrNull,
  precision: { enum: ['day', 'month', 'year', null] },
  duration_months: { type: ['integer', 'null'] },
  text,
  condition: textOrNull,
});

/** The form of the data of a register of a zone (`RegisterData`), as JSON Schema 2020-12. */
export const registerDataSchema = withMembers({
  zone: text,
  zone_name: text,
  title: text,
  documents: { type: 'object', additionalProperties: text },
  holders: list(withMembers({ text, body_ids: list(id) })),
  rows: list(
    statement({
      holder: text,
      activity: text,
      activity_raw: text,
      legal_form: textOrNull,
      subjects: list(withMembers({ text, role: text })),
      state: text,
      state_text: text,
      state_condition: textOrNull,
      period,
      codes: withMembers({ cup: list(text), cig: list(text), clp: list(text) }),
      legal_references: list(text),
      addendum_to: textOrNull,
      amount_eur: amountOrNull,
      act: textOrNull,
      scheda: textOrNull,
    }),
  ),
  funded_projects: list(
    statement({
      name: textOrNull,
      description: text,
      funder: textOrNull,
      holder: textOrNull,
      amount_eur: amountOrNull,
      amount_raw: text,
      period,
      cup: textOrNull,
      actions: list(
        withMembers({ text, min_eur: amountOrNull, max_eur: amountOrNull, per: textOrNull }),
      ),
    }),
  ),
  plan_documents: list(
    statement({
      kind: text,
      title: text,
      edition: textOrNull,
      period: orNull(period),
      body: textOrNull,
      act_ref: textOrNull,
      raw: text,
    }),
  ),
  questions: list(statement({ subject: text, text, guess: text, raw: text }, 'guess')),
});
