import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from './event-store.contract.js';
import { SqliteEventStore } from './sqlite.event-store.js';

eventStoreContract('SqliteEventStore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'event-store-'));
  const file = join(folder, 'log.db');
  let store = SqliteEventStore.open({ file });
  return {
    store,
    reopen: async () => {
      await store.close();
      return (store = SqliteEventStore.open({ file }));
    },
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
