import fc from 'fast-check';

/** The part of JSON Schema that the description of the API uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly anyOf?: readonly Schema[];
}

/** Values that a schema allows. */
export function valuesOf(
  schema: Schema,
  definitions: Readonly<Record<string, Schema>>,
): fc.Arbitrary<unknown> {
  const { $ref, type, enum: listed, items, properties } = schema;
  if ($ref !== undefined) return valuesOf(definitions[$ref.split('/').at(-1)!]!, definitions);
  if (listed) return fc.constantFrom(...listed);
  switch (type) {
    case 'string':
      return textsOf(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -9, max: schema.maximum ?? 9_999 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -9, max: schema.maximum ?? 9_999, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array': {
      const least = schema.minItems ?? 0;
      const lengths = { minLength: least, maxLength: Math.min(schema.maxItems ?? 3, least + 3) };
      const each = valuesOf(items ?? {}, definitions);
      return schema.uniqueItems ? fc.uniqueArray(each, lengths) : fc.array(each, lengths);
    }
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(properties ?? {}).map(([name, each]) => [
            name,
            valuesOf(each, definitions),
          ]),
        ),
        { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true },
      );
    case undefined:
    default:
      throw new Error(`The description uses a schema nobody expected: ${JSON.stringify(schema)}`);
  }
}

function textsOf({ format, pattern, minLength, maxLength = 30 }: Schema): fc.Arbitrary<string> {
  if (format === 'date') return fc.date(years).map((date) => date.toISOString().slice(0, 10));
  if (format === 'url')
    return fc.constantFrom('https://www.example.org/atto?numero=1', 'http://a.it');
  // A pattern alone is a form; beside a length it only says which characters a text may not have.
  if (pattern !== undefined && minLength === undefined)
    return fc.stringMatching(new RegExp(pattern));
  const allowed = new RegExp(pattern ?? '', 'u');
  const lengths = { minLength: minLength ?? 0, maxLength: Math.min(maxLength, 30) };
  return fc.string({ unit: 'grapheme', ...lengths }).filter((text) => allowed.test(text));
}

const years = {
  min: new Date('2023-01-01T00:00:00Z'),
  max: new Date('2025-12-31T00:00:00Z'),
  noInvalidDate: true,
};

/** How a value can be spoilt. */
export const spoilings = fc.oneof(
  fc.record({ how: fc.constantFrom('drop' as const), where: fc.nat(99) }),
  fc.record({ how: fc.constantFrom('add' as const), where: fc.nat(99) }),
  fc.record({
    how: fc.constantFrom('replace' as const),
    where: fc.nat(99),
    value: fc.oneof(
      fc.constantFrom(null, true, 0, -1, 1.5, 1e15, '', '   ', [], {}, [[]], [null], [{}]),
      fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => text.isWellFormed()),
      fc.constantFrom('\0', '\u202e', '🦆'.repeat(30), 'a'.repeat(20_000), '2024-02-30', 'P-'),
    ),
  }),
);
export type Spoiling = typeof spoilings extends fc.Arbitrary<infer Value> ? Value : never;

/** A copy of a value, spoilt somewhere inside. */
export function spoilt(value: object, spoiling: Spoiling): Record<string, unknown> {
  const copy = structuredClone(value);
  const places = placesIn(copy);
  const place = places[spoiling.where % places.length];
  if (spoiling.how === 'add') {
    const objects = [copy, ...places.map(({ parent, key }) => parent[key])].filter(isRecord);
    objects[spoiling.where % objects.length]!['unheardOf'] = true;
  } else if (place && spoiling.how === 'drop') {
    Reflect.deleteProperty(place.parent, place.key);
  } else if (place && spoiling.how === 'replace') {
    place.parent[place.key] = spoiling.value;
  }
  // A hole in a list becomes null, as in JSON.
  return JSON.parse(JSON.stringify(copy)) as Record<string, unknown>;
}

interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
