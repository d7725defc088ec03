import { closed, day, instant, integer, orNull, text, uuid, type JsonSchema } from './schema.js';

/** The index of all facts. */
export const auditSchemas: Readonly<Record<string, JsonSchema>> = {
  IndexedFact: closed({
    ...{ position: integer(1), eventId: uuid, stream: text, cycleId: orNull(text) },
    ...{ revision: integer(0), type: text, actor: orNull(text), role: orNull(text) },
    ...{ onBehalfOf: orNull(text), verb: orNull(text), scheda: orNull(text), unit: orNull(text) },
    ...{ recordedAt: instant, occurredOn: day, reason: orNull(text), lateReason: orNull(text) },
    ...{ grounds: orNull(text), act: orNull(text) },
  }),
};
