import { closed, day, integer, listOf, oneOf, text, type JsonSchema } from './schema.js';

/** The days on which an office does not work, as the API shows them. */
export const calendarAnswer: JsonSchema = closed({
  ...{ zone: text, from: day, to: day },
  version: {
    ...text,
    description: 'Names the holidays, the seat and the closures it was made from.',
  },
  items: listOf(
    closed(
      {
        ...{ day, it: text, en: text },
        kind: oneOf(['national', 'patron', 'sunday', 'saturday', 'closure']),
      },
      { law: { ...text, description: 'The law or contract that makes it one.' } },
    ),
  ),
  total: integer(0),
});
