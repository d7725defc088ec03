import fc from 'fast-check';
import type { Json, JsonObject } from './event-store.js';

const anyText = fc.string({ unit: 'binary', maxLength: 20 });

const anyNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((number) => !Number.isInteger(number) || Number.isSafeInteger(number)),
);

/** Every shape of JSON the log can hold, for property tests. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    anyNumber,
    anyText,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('json'), { maxKeys: 4 }),
  ),
})).json;

export const anyJsonObject: fc.Arbitrary<JsonObject> = fc.dictionary(anyText, anyJson, {
  maxKeys: 4,
});
