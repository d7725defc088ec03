// The storage is a module of class-transformer without an entry of its own; it must be this very copy.
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { verbs } from '#planning';
import { accessRequests } from './openapi.access.js';
import { deadlineRequests } from './openapi.deadlines.js';
import { noticeRequests } from './openapi.notices.js';
import { peopleRequests } from './openapi.people.js';
import type { JsonSchema } from './schema.js';

/** A request without fields of its own has those of the class it is one of. */
function nearestDescribed(
  request: new () => object,
  schemas: Readonly<Record<string, JsonSchema>>,
): string {
  // Above a class stands the class it extends, and above the first of them every function.
  const above = Object.getPrototypeOf(request) as new () => object;
  return above.name === '' || schemas[above.name] ? above.name : nearestDescribed(above, schemas);
}

/** The request classes as schemas, by name: what class-validator checks is what is described, and what forms ask. */
export function requestSchemas(): Readonly<Record<string, JsonSchema>> {
  const schemas = validationMetadatasToSchemas({
    refPointerPrefix: '#/components/schemas/',
    // Untyped where it comes from; the library declares the storage's own class.
    classTransformerMetadataStorage: defaultMetadataStorage as never,
    // Every date of a request is a day; the library would also offer instants.
    additionalConverters: { isIso8601: { type: 'string', format: 'date' } },
  }) as Record<string, JsonSchema>;
  const asked = verbs.filter(({ fromFile }) => !fromFile);
  for (const { command } of asked) {
    schemas[command.name] ??= schemas[nearestDescribed(command, schemas)] ?? { type: 'object' };
  }
  const wanted = new Set(
    [
      ...asked.map(({ command }) => command),
      ...accessRequests,
      ...peopleRequests,
      ...noticeRequests,
      ...deadlineRequests,
    ].map(({ name }) => name),
  );
  const queue = [...wanted];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const schema = schemas[name] ?? { type: 'object' };
    for (const [, referred] of JSON.stringify(schema).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (referred !== undefined && !wanted.has(referred)) {
        wanted.add(referred);
        queue.push(referred);
      }
    }
  }
  const needReason = new Set(
    verbs.filter(({ reason }) => reason === 'required').map(({ command }) => command.name),
  );
  return Object.fromEntries(
    [...wanted].map((name) => {
      const { required = [], ...schema } = schemas[name] as { readonly required?: string[] };
      // Asked by the rules and not by the class: without it the answer is a recorded refusal.
      const needed = needReason.has(name) ? [...required, 'reason'] : required;
      return [
        name,
        { ...schema, ...(needed.length > 0 && { required: needed }), additionalProperties: false },
      ];
    }),
  );
}
