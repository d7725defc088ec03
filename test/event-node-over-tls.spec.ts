import { persistentSubscriptionToAllSettingsFromDefaults } from '@eventstore/db-client';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestNode } from '../libs/event-node/src/event-node.fixture.js';
import {
  events,
  TestConsumer,
} from '../libs/event-node/src/persistent-subscriptions/consuming.fixture.js';
import { selfSignedCertificate } from './certificate.fixture.js';

const STREAM = 'scheda-1';

describe('an event node over TLS that asks for credentials', () => {
  const tls = selfSignedCertificate();
  const node = new TestNode({ tls, credentials: { name: 'admin', password: 'segreta' } });
  const connect = (who: string) => {
    const file = join(node.folder, 'ca.pem');
    writeFileSync(file, tls.certificate);
    return node.anotherClient(`tls=true&tlsCAFile=${encodeURIComponent(file)}`, who);
  };

  it('serves who knows them', async () => {
    const client = connect('admin:segreta@');
    await client.appendToStream(STREAM, events(1));
    const found = [];
    for await (const { event } of client.readStream(STREAM)) found.push(event?.revision);
    expect(found).toEqual([0n]);
  });

  it('and nobody else', async () => {
    for (const who of ['', 'admin:altro@', 'altri:segreta@'])
      await expect(connect(who).getStreamMetadata(STREAM)).rejects.toMatchObject({
        type: 'access-denied',
      });
    const asked = connect('admin:segreta@').getPersistentSubscriptionToAllInfo('readers', {
      credentials: { username: 'altri', password: 'altro' },
    });
    await expect(asked).rejects.toMatchObject({ type: 'access-denied' });
  });

  it('knows who consumes', async () => {
    const client = connect('admin:segreta@');
    const all = persistentSubscriptionToAllSettingsFromDefaults();
    await client.createPersistentSubscriptionToAll('readers', all);
    await new TestConsumer(client.subscribeToPersistentSubscriptionToAll('readers')).confirmed();
    const { connections } = await client.getPersistentSubscriptionToAllInfo('readers');
    expect(connections).toMatchObject([{ username: 'admin' }]);
  });
});
