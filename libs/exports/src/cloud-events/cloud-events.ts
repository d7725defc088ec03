import { cloudEventOf } from '#notifications';
import { aboutOf } from '#planning';
import type { ExportedFact } from '../exported-fact.js';

/**
 * Every fact as a line of JSON: the very CloudEvent (1.0, structured) that a program which listens was sent of it. Whoever
 * missed some makes up for them with the lines, by their ids.
 * @param origin of this installation
 */
export async function* cloudEvents(
  facts: AsyncIterable<ExportedFact>,
  origin: string,
): AsyncGenerator<string> {
  for await (const fact of facts) {
    const { id: eventId, type, position, envelope, zone, cycleId } = fact;
    const cause = { eventId, type, position, recordedAt: envelope.recordedAt };
    yield `${cloudEventOf({ cause, zone, cycleId, about: aboutOf(fact, cycleId) }, origin)}\n`;
  }
}
