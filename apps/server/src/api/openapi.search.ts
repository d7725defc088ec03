import { LONGEST_QUERY, thingKinds } from '#planning';
import type { DescribedQuery } from './described-query.js';
import {
  closed,
  flag,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  type JsonSchema,
} from './schema.js';

const query = (name: string, schema: object): object => ({
  ...{ name, in: 'query', required: false, schema },
});

/** The search, as the description of the API lists it. */
export const searchQueries: readonly DescribedQuery[] = [
  {
    path: '/api/v1/search',
    summary:
      'Parole e codici in ciò che posso leggere / words and codes in what I may read, the closest first',
    parameters: [
      query('q', { type: 'string', maxLength: LONGEST_QUERY }),
      query('kind', { enum: thingKinds }),
      query('years', { enum: ['all'] }),
      query('limit', integer(1, 50)),
      query('after', integer(0, Number.MAX_SAFE_INTEGER)),
    ],
    answer: ref('Found'),
  },
];

/** What it answers. */
export const searchSchemas: Readonly<Record<string, JsonSchema>> = {
  Found: closed({
    kinds: listOf(
      closed({
        kind: oneOf(thingKinds),
        total: integer(0),
        things: listOf(
          closed({
            ...{ cycleId: text, kind: oneOf(thingKinds), id: text, revision: integer(0) },
            ...{ codes: listOf(text), title: text, passage: text, isExact: flag },
          }),
        ),
      }),
    ),
    facts: listOf(closed({ cycleId: text, title: text, revision: integer(0) })),
    suggestion: orNull(text),
  }),
};
