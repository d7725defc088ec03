import type { OpenEsdbEventStore } from './esdb.event-store.js';
import type { EventStore } from './event-store.js';

/**
 * Opens the log on an EventStoreDB or KurrentDB server. It need not answer yet. What speaks its protocol is
 * large, and loaded only by those who ask for it.
 * @throws UnusableStoreAddress
 */
export async function openEsdbEventStore(options: OpenEsdbEventStore): Promise<EventStore> {
  const { EsdbEventStore } = await import('./esdb.event-store.js');
  return EsdbEventStore.open(options);
}
