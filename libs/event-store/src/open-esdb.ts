import type { EsdbEventStore, OpenEsdbEventStore } from './esdb.event-store.js';

/**
 * Opens the log on an EventStoreDB or KurrentDB server. It need not answer yet. What speaks its protocol is
 * large, and loaded only by those who ask for it.
 * @throws UnusableStoreAddress
 */
export async function openEsdbEventStore(options: OpenEsdbEventStore): Promise<EsdbEventStore> {
  const { EsdbEventStore } = await import('./esdb.event-store.js');
  return EsdbEventStore.open(options);
}
