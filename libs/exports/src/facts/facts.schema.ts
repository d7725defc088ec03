/** What an export of facts calls the schema it keeps to. */
export const FACTS_SCHEMA = 'urn:traccia:schema:facts:1';

const text = { type: 'string', minLength: 1 };
const instant = { type: 'string', format: 'date-time' };
const day = { type: 'string', format: 'date' };
const count = { type: 'integer', minimum: 0 };
const fingerprint = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const uuid = { type: 'string', format: 'uuid' };

const closed = (
  required: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

/** The schema of the export of facts (JSON Schema 2020-12). What a type of fact says in `data` the definitions say. */
export const factsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: FACTS_SCHEMA,
  title: 'I fatti di un ciclo o di una zona / The facts of a cycle or of a zone',
  ...closed(
    { schema: { const: FACTS_SCHEMA }, facts: { type: 'array', items: { $ref: '#/$defs/fact' } } },
    { cycleId: text, zone: text, at: instant },
  ),
  oneOf: [{ required: ['cycleId'] }, { required: ['zone'] }],
  $defs: {
    fact: closed(
      {
        position: { ...count, description: 'Its place in the whole log: only the order counts.' },
        cycleId: text,
        revision: { ...count, description: '0, 1, 2 … within its cycle or register.' },
        id: uuid,
        type: { type: 'string', pattern: '^[A-Z][A-Za-z]+$' },
        data: { type: 'object' },
        actor: { $ref: '#/$defs/actor' },
        occurredOn: { ...day, description: 'The day it happened in the world, Europe/Rome.' },
        recordedAt: { ...instant, description: 'When it was written, UTC.' },
        commandId: uuid,
        commandDigest: text,
        rule: text,
        definition: closed({ id: text, version: count }),
        schemaVersion: count,
        objects: { type: 'array', minItems: 2, items: { $ref: '#/$defs/object' } },
      },
      {
        policy: text,
        reason: { type: 'string' },
        lateReason: { type: 'string' },
        lookedAt: { type: 'object', additionalProperties: { type: 'integer' } },
        leaf: {
          ...closed({ index: count, hash: fingerprint }),
          description: 'Where it stands in the ledger (RFC 6962).',
        },
      },
    ),
    actor: closed(
      { personId: text, role: text, authMethod: text },
      { unitId: text, authenticatedAt: instant, onBehalfOf: text, delegationId: text },
    ),
    object: closed({ id: text, type: text, qualifier: text }),
  },
} as const;
