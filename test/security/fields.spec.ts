import { openApiDocument } from '../../apps/server/src/api/openapi.js';
import { forms } from '#planning';
import type { Schema } from '../schema.arbitrary.js';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<'get' | 'post' | 'delete', Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const { paths, components } = openApiDocument() as Description;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path: `${method} ${path}`, operation })),
);

/** A format says both what a text may be and how long: a day, an instant, a UUID. */
const bounded = ['date', 'date-time', 'uuid'];

/** What has rules elsewhere, and no more than a body of 1 MiB may have. */
const checkedElsewhere = [
  // By the schema of the content of a scheda, which its definition brings along.
  'ReviseScheda.changes',
  // By the library that reads what an authenticator says.
  'EnrolWithPasskey.response',
  'NamePasskey.response',
  'PasskeyAnswer.response',
];

/** A form whose texts have an end: nothing in it may come again and again without a number. */
const endsSomewhere = (pattern: string): boolean =>
  /^\^.*\$$/s.test(pattern) &&
  !/[*+]|\{\d+,\}/.test(pattern.replaceAll(/\\.|\[(?:\\.|[^\]])*\]/g, 'x'));

/** Where a value may be anything, or as large as somebody likes. */
function unbounded(schema: Schema, at: string): readonly string[] {
  const { $ref, type, enum: listed, pattern, format = '', items, properties = {} } = schema;
  if (schema.anyOf) return schema.anyOf.flatMap((each) => unbounded(each, at));
  if ($ref !== undefined || listed !== undefined || 'const' in schema) return [];
  switch (type) {
    case 'boolean':
    case 'null':
      return [];
    case 'string':
      return schema.maxLength !== undefined ||
        bounded.includes(format) ||
        (pattern !== undefined && endsSomewhere(pattern))
        ? []
        : [`${at}: a text without end`];
    case 'integer':
    case 'number':
      return schema.maximum !== undefined && schema.minimum !== undefined
        ? []
        : [`${at}: a number without bounds`];
    case 'array':
      return [
        ...(schema.maxItems === undefined && !(schema.uniqueItems && items?.enum)
          ? [`${at}: a list without end`]
          : []),
        ...unbounded(items ?? {}, `${at}[]`),
      ];
    case 'object':
      return [
        ...(schema.additionalProperties === false || checkedElsewhere.includes(at)
          ? []
          : [`${at}: more members than described`]),
        ...Object.entries(properties).flatMap(([name, each]) => unbounded(each, `${at}.${name}`)),
      ];
    case undefined:
    default:
      return [`${at}: anything`];
  }
}

/** The schemas that requests are made of. */
function requested(): readonly string[] {
  const bodies = operations.flatMap(({ operation }) =>
    Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
  );
  const found = new Set<string>();
  const queue: unknown[] = [...bodies];
  for (let each = queue.pop(); each !== undefined; each = queue.pop()) {
    for (const [, name = ''] of JSON.stringify(each).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (!found.has(name)) queue.push(components.schemas[name]);
      found.add(name);
    }
  }
  return [...found].sort();
}

describe('Every field of a request', () => {
  it('has a kind and a limit', () => {
    const names = requested();
    expect(names.length).toBeGreaterThan(50);
    expect(names.flatMap((name) => unbounded(components.schemas[name]!, name))).toEqual([]);
  });
});

describe('Every address in a request', () => {
  it('is one of a page, as the form of web addresses says', () => {
    const addresses: (string | undefined)[] = [];
    JSON.stringify(components.schemas, (_, each: Schema | undefined) => {
      if (each?.format === 'url') addresses.push(each.pattern);
      return each;
    });
    expect(addresses.length).toBeGreaterThan(3);
    expect(new Set(addresses)).toEqual(
      new Set([forms.webAddress.pattern.source, forms.secureWebAddress.pattern.source]),
    );
  });
});

describe('Every parameter', () => {
  it('of a query has a kind and a limit', () => {
    const found = operations.flatMap(({ path, operation }) =>
      (operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .flatMap(({ name, schema }) => unbounded(schema, `${path}?${name}`)),
    );
    expect(found).toEqual([]);
  });
});

describe('The check itself', () => {
  it.each<[string, object]>([
    ['a text', { type: 'string' }],
    ['a text of a form without end', { type: 'string', pattern: '^[a-z]+$' }],
    ['a text of a form without beginning', { type: 'string', pattern: '[a-z]{1,9}$' }],
    ['a number', { type: 'integer', minimum: 0 }],
    ['a list', { type: 'array', items: { type: 'boolean' } }],
    ['a list of texts', { type: 'array', maxItems: 3, items: { type: 'string' } }],
    ['an object', { type: 'object', properties: {} }],
    ['whatever', {}],
  ])('finds %s', (_, schema) => {
    expect(unbounded(schema, 'x')).toHaveLength(1);
  });

  it.each(['^[a-z+*]{1,9}$', '^a(-b\\+)?$', '^\\d{4}-\\d{2}$'])(
    'takes %s for bounded',
    (pattern) => {
      expect(unbounded({ type: 'string', pattern }, 'x')).toEqual([]);
    },
  );
});
