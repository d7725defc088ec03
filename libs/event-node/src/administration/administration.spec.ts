import { credentials, Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import monitoringServices from '@eventstore/db-client/generated/monitoring_grpc_pb.js';
import operationServices from '@eventstore/db-client/generated/operations_grpc_pb.js';
import operationMessages from '@eventstore/db-client/generated/operations_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import userServices from '@eventstore/db-client/generated/users_grpc_pb.js';
import { once } from 'node:events';
import { TestNode } from '../event-node.fixture.js';
import {
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  START,
} from '@eventstore/db-client';
import type { BinaryEventType } from '@eventstore/db-client';
import { TestConsumer } from '../persistent-subscriptions/consuming.fixture.js';
import { monitoring, shared, users } from '../protocol.js';
import type { Features, Monitoring, Users } from '../protocol.js';

/** What the tools and tests of a server do before anything else, and a node answers as far as it can. */
describe('the administration of a node', () => {
  const node = new TestNode();
  const insecure = () => [`127.0.0.1:${node.port}`, credentials.createInsecure()] as const;
  const failure = (call: (done: (error: ServiceError | null) => void) => unknown) =>
    new Promise<ServiceError | null>((resolve) => {
      call(resolve);
    });

  const usersCalled = async (name: string): Promise<readonly string[]> => {
    const options = new users.DetailsReq.Options().setLoginName(name);
    const call = new userServices.UsersClient(...insecure()).details(
      new users.DetailsReq().setOptions(options),
    );
    const found: string[] = [];
    for await (const answer of call as AsyncIterable<Users.DetailsResp>)
      found.push(answer.getUserDetails()?.getLoginName() ?? '');
    return found;
  };

  it('knows one user, who is where clients look to see that it is ready', async () => {
    expect(await usersCalled('')).toEqual(['admin']);
    expect(await usersCalled('admin')).toEqual(['admin']);
    const found = [];
    for await (const { event } of node.client.readStream<BinaryEventType>('$users'))
      found.push([event?.type, Buffer.from(event?.data ?? []).toString()]);
    expect(found).toEqual([['$User', 'admin']]);
  });

  it('knows nobody else', async () => {
    const error = await usersCalled('ops').catch((thrown: unknown) => thrown as ServiceError);
    if (!(error instanceof Error)) throw new Error('There is no such user');
    expect(error.code).toBe(status.NOT_FOUND);
    expect(error.metadata.getMap()).toMatchObject({
      exception: 'user-not-found',
      'login-name': 'ops',
    });
  });

  it('says of what it does not offer that it is not there', async () => {
    const error = await failure((done) =>
      new userServices.UsersClient(...insecure()).create(new users.CreateReq(), done),
    );
    expect(error?.code).toBe(status.UNIMPLEMENTED);
    const methods = await new Promise<Features.SupportedMethods | undefined>((resolve) => {
      const client = new featureServices.ServerFeaturesClient(...insecure());
      client.getSupportedMethods(new shared.Empty(), (_error, answer) => {
        resolve(answer);
      });
    });
    const names = methods
      ?.getMethodsList()
      .map((method) => `${method.getServiceName()}/${method.getMethodName()}`);
    expect(names).toContain('event_store.client.users.users/details');
    expect(names).toContain(
      'event_store.client.server_features.serverfeatures/getsupportedmethods',
    );
    expect(names).not.toContain('event_store.client.users.users/create');
  });

  it('has nothing to do for operations of a node that is alone', async () => {
    const client = new operationServices.OperationsClient(...insecure());
    const priority = new operationMessages.SetNodePriorityReq();
    expect(await failure((done) => client.mergeIndexes(new shared.Empty(), done))).toBeNull();
    expect(await failure((done) => client.resignNode(new shared.Empty(), done))).toBeNull();
    expect(await failure((done) => client.setNodePriority(priority, done))).toBeNull();
    expect(await failure((done) => client.shutdown(new shared.Empty(), done))).toMatchObject({
      code: status.UNIMPLEMENTED,
    });
    const scavenge = new operationMessages.StartScavengeReq();
    const refused = await failure((done) => client.startScavenge(scavenge, new Metadata(), done));
    expect(refused?.code).toBe(status.UNIMPLEMENTED);
  });

  it('restarts the groups of consumers', async () => {
    const { client } = node;
    await client.createPersistentSubscriptionToStream(
      'scheda-1',
      'readers',
      settings({ startFrom: START }),
    );
    const consumer = await new TestConsumer(
      client.subscribeToPersistentSubscriptionToStream('scheda-1', 'readers'),
    ).confirmed();
    const caller = new operationServices.OperationsClient(...insecure());
    const error = await failure((done) =>
      caller.restartPersistentSubscriptions(new shared.Empty(), done),
    );
    expect(error).toBeNull();
    expect(await consumer.failed()).toMatchObject({ type: 'persistent-subscription-dropped' });
  });

  it('tells how the process is, again and again', async () => {
    const request = new monitoring.StatsReq().setRefreshTimePeriodInMs('1');
    const call = new monitoringServices.MonitoringClient(...insecure()).stats(request);
    call.on('error', () => undefined); // it is cancelled below
    for (let time = 0; time < 2; time++) {
      const [answer] = (await once(call, 'data')) as [Monitoring.StatsResp];
      expect(answer.getStatsMap().get('proc-id')).toBe(String(process.pid));
    }
    call.cancel();
  });

  it('has no projections', async () => {
    expect(await node.client.listProjections()).toEqual([]);
    await expect(node.client.getProjectionStatus('$by_category')).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
  });
});
