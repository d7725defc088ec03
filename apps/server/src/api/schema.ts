/** The words in which answers are described: JSON Schema 2020-12, closed, so that nothing goes undescribed. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Properties = Readonly<Record<string, JsonSchema>>;

export const text: JsonSchema = { type: 'string' };
export const flag: JsonSchema = { type: 'boolean' };
/** A day of the calendar: `2024-02-20`. */
export const day: JsonSchema = {
  type: 'string',
  format: 'date',
  pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
};
export const instant: JsonSchema = { type: 'string', format: 'date-time' };
export const uuid: JsonSchema = { type: 'string', format: 'uuid' };
/** SHA-256 in hex. */
export const fingerprint: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
/** Any JSON object: what a fact or a scheda holds is described by its own definition. */
export const anyObject: JsonSchema = { type: 'object' };

export const integer = (minimum: number, maximum?: number): JsonSchema => ({
  type: 'integer',
  minimum,
  ...(maximum !== undefined && { maximum }),
});
export const oneOf = (values: readonly string[]): JsonSchema => ({ enum: values });
export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
/** An object with an entry for each id. */
export const byId = (entry: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: entry,
});
/** An object with these members, the second ones only where there is something to say, and no others. */
export const closed = (always: Properties, sometimes: Properties = {}): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(always),
  properties: { ...always, ...sometimes },
});
export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** The same in both languages. */
export const bothLanguages: JsonSchema = closed({ it: text, en: text });

/** A list with all its rows: `total` of them. */
export const wholeList = (row: JsonSchema): JsonSchema =>
  closed({ items: listOf(row), total: integer(0) });
/** A page of a list: `total` counts the rows of all pages, `next` is the cursor of the next one. */
export const pageOf = (row: JsonSchema): JsonSchema =>
  closed({ items: listOf(row), total: integer(0) }, { next: text });
