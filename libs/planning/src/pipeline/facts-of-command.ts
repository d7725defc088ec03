import type { EventStore, RecordedEvent } from '#event-store';
import { idFrom } from './command-identity.js';

/** Every event that a command wrote, from the first on: they stand one after the other. */
export async function factsOfCommand(
  store: EventStore,
  first: RecordedEvent,
): Promise<readonly RecordedEvent[]> {
  const facts: RecordedEvent[] = [];
  for await (const event of store.read(first.stream, { from: first.revision })) {
    if (event.metadata['commandId'] !== first.metadata['commandId']) break;
    facts.push(event);
  }
  return facts;
}

/** Every event of the command that wrote this one; none where there is no event of this id. */
export async function sameCommand(
  store: EventStore,
  stream: string,
  eventId: string,
): Promise<readonly RecordedEvent[]> {
  const one = await store.find(stream, eventId);
  const commandId = one?.metadata['commandId'];
  if (typeof commandId !== 'string') return [];
  const first = await store.find(stream, idFrom(commandId, '0'));
  return first ? factsOfCommand(store, first) : [];
}
