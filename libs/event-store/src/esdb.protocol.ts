/**
 * What we use of the official client (see docs/decisions/which-client.md): the compiled messages and stubs
 * of its protocol, how it reads addresses, finds the leader of a cluster and tells errors apart. Nothing
 * else imports them. They are CommonJS and lie outside the documented API of the package.
 */
import codes from '@eventstore/db-client/generated/code_pb.js';
import persistentServices from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

export { discoverEndpoint } from '@eventstore/db-client/dist/Client/discovery.js';
export { parseConnectionString } from '@eventstore/db-client/dist/Client/parseConnectionString.js';
export type { ConnectionOptions } from '@eventstore/db-client/dist/Client/parseConnectionString.js';
export {
  convertToCommandError,
  ErrorType,
  isCommandError,
  NotLeaderError,
} from '@eventstore/db-client/dist/utils/CommandError.js';
export { parseUUID } from '@eventstore/db-client/dist/utils/grpcUUID.js';
export type { EndPoint } from '@eventstore/db-client/dist/types/index.js';

export { codes, persistent, shared, streams };

export const { StreamsClient } = streamServices;
export const { PersistentSubscriptionsClient } = persistentServices;

export type * as Persistent from '@eventstore/db-client/generated/persistent_pb.js';
export type * as Shared from '@eventstore/db-client/generated/shared_pb.js';
export type { Status } from '@eventstore/db-client/generated/status_pb.js';
export type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
