import type { it } from './it.js';

export type Language = 'it' | 'en';

/** The same keys with any text in the place of each text: what every language must have. */
type Texts<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string
    ? string
    : Source[Key] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Texts<Source[Key]>;
};

/** All that our pages say, in some language. */
export type Words = Texts<typeof it>;
