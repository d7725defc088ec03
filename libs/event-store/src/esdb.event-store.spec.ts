import { EsdbEventStore } from './esdb.event-store.js';
import { eventNode } from './event-node.fixture.js';
import type { Transport } from './event-node.fixture.js';
import { eventStoreContract } from './event-store.contract.js';
import type { StoreUnderTest } from './event-store.contract.js';

/** Each step of a history is many calls. */
const HISTORIES = 12;

function storeAt(connectionString: string, dispose: () => Promise<void>): StoreUnderTest {
  const open = () => EsdbEventStore.open({ connectionString });
  let store = open();
  return {
    store,
    reopen: async () => {
      await store.close();
      return (store = open());
    },
    dispose: async () => {
      await store.close();
      await dispose();
    },
  };
}

describe.each<[Transport]>([['plain'], ['tls']])('Against an event node (%s)', (transport) => {
  eventStoreContract(
    'EsdbEventStore',
    async () => {
      const node = await eventNode(transport);
      return storeAt(node.address(), () => node.dispose());
    },
    HISTORIES,
  );
});

const realServer = process.env['TRACCIA_TEST_EVENTSTORE'];
if (realServer === undefined)
  it.skip('Against a real server: set TRACCIA_TEST_EVENTSTORE to its address to run the contract on it', () =>
    undefined);
else
  describe('Against the server at TRACCIA_TEST_EVENTSTORE', () => {
    eventStoreContract(
      'EsdbEventStore',
      () => Promise.resolve(storeAt(realServer, () => Promise.resolve())),
      HISTORIES,
    );
  });
