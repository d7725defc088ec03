import type { ExportRequest } from '../export-source.js';
import type { ExportedFact } from '../exported-fact.js';
import { FACTS_SCHEMA } from './facts.schema.js';

/** Every fact with everything that stands in it and around it, as JSON by our own schema, piece by piece. */
export async function* factsJson(
  facts: AsyncIterable<ExportedFact>,
  { scope, at }: ExportRequest,
): AsyncGenerator<string> {
  const { cycleId, zone } = scope;
  const head = { schema: FACTS_SCHEMA, ...(cycleId === undefined ? { zone } : { cycleId }) };
  yield `${JSON.stringify({ ...head, ...(at !== undefined && { at }) }).slice(0, -1)},"facts":[`;
  let separator = '\n';
  for await (const fact of facts) {
    yield separator + JSON.stringify(told(fact));
    separator = ',\n';
  }
  yield '\n]}\n';
}

function told({
  id,
  type,
  position,
  revision,
  cycleId,
  data,
  envelope,
  objects,
  leaf,
}: ExportedFact): object {
  return {
    ...{ position, cycleId, revision, id, type, data, ...envelope, objects },
    ...(leaf !== undefined && { leaf }),
  };
}
