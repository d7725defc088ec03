import { mkdirSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { Server } from '@grpc/grpc-js';
import { InstanceLock, openLog } from '#event-store';
import { stats } from './administration/monitoring.js';
import { operations } from './administration/operations.js';
import { projectionStatistics } from './administration/projections.js';
import { userDetails } from './administration/users.js';
import { answersTogether } from './answers-together.js';
import { append } from './append.js';
import { batchAppend } from './batch-append.js';
import { beginLog } from './begin-log.js';
import { cannotListen, CannotServe } from './cannot-serve.js';
import { credentialsRequired } from './credentials.js';
import type { Credentials } from './credentials.js';
import { deleteStream, tombstoneStream } from './delete.js';
import { openFrontDoor } from './front-door.js';
import type { FrontDoor } from './front-door.js';
import { readGossip } from './gossip.js';
import { grpcConnections } from './grpc-connections.js';
import { NodeLog } from './node-log.js';
import { Notices } from './notices.js';
import { consume } from './persistent-subscriptions/consume.js';
import { consumersWatched } from './persistent-subscriptions/consumers-watched.js';
import { groupCalls } from './persistent-subscriptions/group-calls.js';
import { Groups } from './persistent-subscriptions/groups.js';
import {
  GossipService,
  MonitoringService,
  OperationsService,
  PersistentSubscriptionsService,
  ProjectionsService,
  ServerFeaturesService,
  StreamsService,
  UsersService,
} from './protocol.js';
import { read } from './read.js';
import { supportedMethods } from './server-features.js';
import type { Served } from './server-features.js';
import { requestEndsWatched } from './whole-request.js';

export interface StartEventNode {
  /** Folder of the log; made if it is not there. One process at a time may serve it. */
  readonly dataFolder: string;
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where clients are told to find the node, if not where it listens. */
  readonly advertisedHost?: string;
  /** The certificate and key of the node in PEM; without them connections are not encrypted. */
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer };
  /** Who may call; without them everybody who reaches the port. */
  readonly credentials?: Credentials;
  /** How many bytes the data of one append may have. Default 1 MiB, as servers up to 25.0. */
  readonly maxAppendBytes?: number;
  /** How often a consumer is asked whether it is there; the ninth silence ends it. Default one second. */
  readonly askConsumersMs?: number;
  readonly clock?: () => number;
}

/** A node that serves. */
export interface EventNode {
  readonly port: number;
  /** Ends every call, and leaves the log to whoever comes next. */
  stop(): Promise<void>;
}

/** The server refuses messages above this: its largest record. */
const MAX_MESSAGE_BYTES = 16 * 1_048_576 - 10_000;
const MAX_APPEND_BYTES = 1_048_576;
/** A client that stands still, or is cut off, is gone after 20 s, as on a server. Consumers are asked more often. */
const PING_AFTER_MS = 10_000;
const GIVE_UP_AFTER_MS = 10_000;
const ASK_CONSUMERS_MS = 1_000;

/**
 * Serves an embedded log to any client of EventStoreDB.
 * @throws AlreadyRunning if another process serves that folder; CannotServe if nobody can listen there, or not
 * with that certificate; whatever opening files throws
 */
export async function startEventNode(start: StartEventNode): Promise<EventNode> {
  const { dataFolder, host = '127.0.0.1', clock = () => Date.now() } = start;
  mkdirSync(dataFolder, { recursive: true });
  // The last begun is the first to close: calls end only after what they asked to write is written.
  const closing: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    const lock = InstanceLock.take(dataFolder);
    closing.push(() => {
      lock.release();
    });
    const server = new Server({
      interceptors: [
        requestEndsWatched,
        consumersWatched(start.askConsumersMs ?? ASK_CONSUMERS_MS),
        answersTogether,
        ...(start.credentials ? [credentialsRequired(start.credentials)] : []),
      ],
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
      'grpc.max_send_message_length': -1,
      'grpc.keepalive_time_ms': PING_AFTER_MS,
      'grpc.keepalive_timeout_ms': GIVE_UP_AFTER_MS,
    });
    closing.push(() => {
      server.forceShutdown();
    });
    const log = new NodeLog(
      openLog({ file: join(dataFolder, 'log.db'), clock }),
      new Notices(join(dataFolder, 'notices.db')),
    );
    closing.push(() => log.close());
    await beginLog(log, userOf(start.credentials));
    const groups = new Groups(log);
    closing.push(() => groups.close());
    let { port } = start;
    serve(server, log, groups, start, () => ({ host: start.advertisedHost ?? host, port }));
    const door = await listen(server, host, start);
    closing.push(() => {
      door.close();
    });
    ({ port } = door);
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serve(
  server: Server,
  log: NodeLog,
  groups: Groups,
  { credentials, maxAppendBytes = MAX_APPEND_BYTES }: StartEventNode,
  address: Parameters<typeof readGossip>[0],
): void {
  const services: Served[] = [
    [
      StreamsService,
      {
        append: append(log, maxAppendBytes),
        batchAppend: batchAppend(log, maxAppendBytes),
        read: read(log),
        delete: deleteStream(log),
        tombstone: tombstoneStream(log),
      },
    ],
    [PersistentSubscriptionsService, { ...groupCalls(groups), read: consume(groups) }],
    [GossipService, { read: readGossip(address, log.nowMs) }],
    [UsersService, { details: userDetails(userOf(credentials)) }],
    [OperationsService, operations(groups)],
    [MonitoringService, { stats: stats() }],
    [ProjectionsService, { statistics: projectionStatistics() }],
  ];
  services.push([ServerFeaturesService, { getSupportedMethods: supportedMethods(services) }]);
  for (const [service, handlers] of services) server.addService(service, handlers);
}

/** Without credentials everybody is whoever they say; it is the name that clients of a server try first. */
function userOf(credentials: Credentials | undefined): string {
  return credentials?.name ?? 'admin';
}

/** @throws CannotServe */
async function listen(
  server: Server,
  host: string,
  { port, tls }: StartEventNode,
): Promise<FrontDoor> {
  const http2 = grpcConnections(server);
  return openFrontDoor({ host, port, tls, http2 }).catch((error: unknown) => {
    const address = isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
    throw error instanceof CannotServe ? error : cannotListen(address, error);
  });
}
