import type { RecordedEvent } from '#event-store';
import { isAboutScheda } from './sift.js';

/**
 * Those of the facts that are about a scheda: that name it, alone or among others, and those that set one of these right
 * or take a text of it out of sight.
 * @param facts of a stream, from the first on
 */
export async function* aboutScheda(
  facts: AsyncIterable<RecordedEvent>,
  schedaId: string,
): AsyncIterable<RecordedEvent> {
  const isAbout = isAboutScheda(schedaId);
  for await (const fact of facts) if (isAbout(fact)) yield fact;
}
