import type { JsonSchema } from './schema.js';

/** A query of the API as its description lists it. A test holds this list against the routes. */
export interface DescribedQuery {
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly object[];
  /** Needs no token. */
  readonly open?: true;
  readonly answer: JsonSchema;
  /** Instead of JSON, the types of the file that is answered. */
  readonly files?: readonly string[];
  /** Besides JSON, the types in which it can be had by Accept. */
  readonly alsoAs?: readonly string[];
}
