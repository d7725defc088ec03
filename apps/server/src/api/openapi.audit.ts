import {
  bothLanguages,
  byId,
  closed,
  day,
  instant,
  integer,
  listOf,
  oneOf,
  orNull,
  ref,
  text,
  uuid,
  type JsonSchema,
} from './schema.js';

/** A question, wherever it stands. */
const question = { number: integer(1, 15), key: text, question: bothLanguages, source: text };

/** The index of all facts, and the questions of an audit with their answers. */
export const auditSchemas: Readonly<Record<string, JsonSchema>> = {
  IndexedFact: closed({
    ...{ position: integer(1), eventId: uuid, stream: text, cycleId: orNull(text) },
    ...{ revision: integer(0), type: text, actor: orNull(text), role: orNull(text) },
    ...{ onBehalfOf: orNull(text), verb: orNull(text), scheda: orNull(text), unit: orNull(text) },
    ...{ recordedAt: instant, occurredOn: day, reason: orNull(text), lateReason: orNull(text) },
    ...{ grounds: orNull(text), act: orNull(text) },
  }),
  AuditQuestion: closed({ ...question, parameters: listOf(oneOf(['at', 'scheda'])) }),
  AuditAnswer: closed({
    ...{ ...question, cycleId: text, at: orNull(instant) },
    verdict: oneOf(['in-order', 'findings', 'not-known']),
    sentence: bothLanguages,
    tables: listOf(ref('AuditTable')),
    facts: listOf(closed({ cycleId: text, eventId: uuid, revision: integer(0), type: text })),
    notKnown: listOf(bothLanguages),
  }),
  AuditTable: closed({
    title: bothLanguages,
    columns: listOf(closed({ key: text, it: text, en: text })),
    rows: listOf(byId({ type: ['string', 'number', 'boolean', 'null'] })),
  }),
};
