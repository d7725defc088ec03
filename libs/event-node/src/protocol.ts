/**
 * The messages and services of the EventStoreDB protocol, as they are compiled in the official client:
 * both ends then speak the very same definitions. Nothing else imports them. They are CommonJS and lie
 * outside the documented API of the package (see docs/decisions/which-client.md).
 */
import codes from '@eventstore/db-client/generated/code_pb.js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import monitoringServices from '@eventstore/db-client/generated/monitoring_grpc_pb.js';
import monitoring from '@eventstore/db-client/generated/monitoring_pb.js';
import operationServices from '@eventstore/db-client/generated/operations_grpc_pb.js';
import persistentServices from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import projectionServices from '@eventstore/db-client/generated/projections_grpc_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import userServices from '@eventstore/db-client/generated/users_grpc_pb.js';
import users from '@eventstore/db-client/generated/users_pb.js';

export { codes, features, gossip, monitoring, persistent, shared, statuses, streams, users };

export const { StreamsService } = streamServices;
export const { PersistentSubscriptionsService } = persistentServices;
export const { ServerFeaturesService } = featureServices;
export const { GossipService } = gossipServices;
export const { MonitoringService } = monitoringServices;
export const { OperationsService } = operationServices;
export const { ProjectionsService } = projectionServices;
export const { UsersService } = userServices;

export type { Code as Codes } from '@eventstore/db-client/generated/code_pb.js';
export type * as Gossip from '@eventstore/db-client/generated/gossip_pb.js';
export type * as Monitoring from '@eventstore/db-client/generated/monitoring_pb.js';
export type * as Operations from '@eventstore/db-client/generated/operations_pb.js';
export type * as Persistent from '@eventstore/db-client/generated/persistent_pb.js';
export type * as Projections from '@eventstore/db-client/generated/projections_pb.js';
export type * as Features from '@eventstore/db-client/generated/serverfeatures_pb.js';
export type * as Shared from '@eventstore/db-client/generated/shared_pb.js';
export type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
export type * as Users from '@eventstore/db-client/generated/users_pb.js';
