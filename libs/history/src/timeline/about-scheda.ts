import type { RecordedEvent } from '#event-store';

/**
 * Those of the facts that are about a scheda: that name it, alone or among others, and those that set one of these right
 * or take a text of it out of sight.
 * @param facts of a stream, from the first on
 */
export async function* aboutScheda(
  facts: AsyncIterable<RecordedEvent>,
  schedaId: string,
): AsyncIterable<RecordedEvent> {
  const revisions = new Set<unknown>();
  for await (const fact of facts) {
    const { schedaId: named, schedaIds, factRevision } = fact.data;
    const isAmong =
      Array.isArray(schedaIds) && (schedaIds as readonly unknown[]).includes(schedaId);
    if (named !== schedaId && !isAmong && !revisions.has(factRevision)) continue;
    revisions.add(fact.revision);
    yield fact;
  }
}
