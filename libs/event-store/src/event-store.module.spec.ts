import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { EventStoreModule } from './event-store.module.js';
import { EventStore, START, StoreUnavailable } from './event-store.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

describe('EventStoreModule', () => {
  const folder = temporaryFolder();

  it('provides the store and closes it when the application stops', async () => {
    const application = await Test.createTestingModule({
      imports: [EventStoreModule.forRoot({ file: join(folder(), 'log.db') })],
    }).compile();
    const store = application.get(EventStore);
    await expect(store.end()).resolves.toBe(START);

    await application.close();

    await expect(store.end()).rejects.toThrow(StoreUnavailable);
  });
});
