import { randomUUID } from 'node:crypto';
import { Channel, Metadata } from '@grpc/grpc-js';
import type { ChannelCredentials } from '@grpc/grpc-js';
import type { StreamCalls } from './esdb.append.js';
import { EsdbAppends } from './esdb.appends.js';
import { channelCredentials } from './esdb.address.js';
import type { EsdbAddress } from './esdb.address.js';
import { closed, failureOf, tooLate } from './esdb.failures.js';
import type { EsdbFailure } from './esdb.failures.js';
import type { Patience } from './esdb.patience.js';
import { discoverEndpoint, PersistentSubscriptionsClient, StreamsClient } from './esdb.protocol.js';
import type { EndPoint } from './esdb.protocol.js';

/** Largest event of any server, with what surrounds it. */
const MAX_MESSAGE_BYTES = 17 * 1_048_576;
/** An answer that does not come in less time than this says nothing about the connection. */
const MIN_TRY_MS = 500;
/** A peer that has vanished without a word is noticed after this long, and the answer time below. */
const KEEPALIVE_MS = 5_000;
const KEEPALIVE_ANSWER_MS = 3_000;

/** One node of the store that we are connected to. */
export interface Remote extends StreamCalls {
  readonly groups: InstanceType<typeof PersistentSubscriptionsClient>;
  readonly appends: EsdbAppends;
}

interface OpenRemote extends Remote {
  readonly channel: Channel;
  readonly endpoint: EndPoint;
}

/**
 * The one connection to the store. It finds the leader of a cluster, goes where a node that is not the
 * leader sends it, and after a break begins anew at the next call. Calls have no influence on each other
 * but that: whatever was under way on a connection that broke fails by itself.
 */
export class EsdbConnection {
  readonly #address: EsdbAddress;
  readonly #credentials: ChannelCredentials;
  readonly #name: string;
  #remote: Promise<OpenRemote> | undefined;
  #failed: EndPoint | undefined;
  #leader: EndPoint | undefined;
  #closed = false;

  /** Does not connect yet. @throws UnusableStoreAddress */
  constructor(address: EsdbAddress) {
    this.#address = address;
    this.#credentials = channelCredentials(address);
    this.#name = address.connectionName ?? `traccia-${randomUUID()}`;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Makes calls to the present node.
   * @param deadline by when a node must have been found
   * @throws EsdbFailure, StoreUnavailable when closed
   */
  async run<Answer>(deadline: Date, call: (remote: Remote) => Promise<Answer>): Promise<Answer> {
    if (this.#closed) throw closed();
    const begunMs = Date.now();
    let remote: OpenRemote | undefined;
    try {
      remote = await by(deadline, (this.#remote ??= this.#connect()));
      return await call(remote);
    } catch (error) {
      const failure = failureOf(error);
      // Who had hardly any time left has learnt nothing about the connection.
      const tooShort = failure.kind === 'late' && Date.now() - begunMs < MIN_TRY_MS;
      if (failure.mayPass && !tooShort) this.#leave(remote, failure);
      throw failure;
    }
  }

  /** The same, again and again as long as trying again may help and there is patience. */
  async insist<Answer>(
    patience: Patience,
    call: (remote: Remote, deadline: Date) => Promise<Answer>,
  ): Promise<Answer> {
    let last = tooLate(); // if the time was spent on waiting for others
    while (!patience.isOver) {
      try {
        const deadline = patience.deadline();
        return await this.run(deadline, (remote) => call(remote, deadline));
      } catch (error) {
        last = failureOf(error);
        if (!last.mayPass || this.#closed) throw error;
        await patience.pause();
      }
    }
    throw last;
  }

  /** Whatever is under way has been waited for, or fails. */
  close(): void {
    this.#closed = true;
    this.#leave(undefined, undefined);
  }

  async #connect(): Promise<OpenRemote> {
    const endpoint = this.#leader ?? (await this.#find());
    this.#leader = undefined;
    const channel = new Channel(`${endpoint.address}:${endpoint.port}`, this.#credentials, {
      'grpc.keepalive_time_ms': milliseconds(this.#address.keepAliveInterval, KEEPALIVE_MS),
      'grpc.keepalive_timeout_ms': milliseconds(
        this.#address.keepAliveTimeout,
        KEEPALIVE_ANSWER_MS,
      ),
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
      // A new channel is a new connection, and not the one that was just found broken.
      'grpc.use_local_subchannel_pool': 1,
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 1_000,
    });
    // With a channel the stubs take no address.
    const where = ['', this.#credentials, { channelOverride: channel }] as const;
    const calls = { streams: new StreamsClient(...where), metadata: () => this.#metadata() };
    return {
      ...calls,
      channel,
      endpoint,
      groups: new PersistentSubscriptionsClient(...where),
      appends: new EsdbAppends(calls),
    };
  }

  async #find(): Promise<EndPoint> {
    const { hosts, dnsDiscover, nodePreference, gossipTimeout } = this.#address;
    const [only] = hosts;
    if (only !== undefined && hosts.length === 1 && !dnsDiscover) return only;
    const search = {
      maxDiscoverAttempts: 1, // whoever waits tries again
      gossipTimeout: gossipTimeout ?? 2,
      ...(nodePreference === undefined ? {} : { nodePreference }),
    };
    if (dnsDiscover && only !== undefined)
      return discoverEndpoint({ ...search, discover: only }, this.#credentials, this.#failed);
    return discoverEndpoint({ ...search, endpoints: hosts }, this.#credentials, this.#failed);
  }

  #metadata(): Metadata {
    const metadata = new Metadata();
    metadata.set('connection-name', this.#name);
    const { nodePreference = 'leader' } = this.#address;
    if (nodePreference === 'leader') metadata.set('requires-leader', 'true');
    return metadata;
  }

  /** The next call begins with a new connection, where the failure says if it does. */
  #leave(remote: OpenRemote | undefined, failure: EsdbFailure | undefined): void {
    const present = this.#remote;
    if (present === undefined) return;
    const leave = (left: OpenRemote): void => {
      if (this.#remote !== present) return; // somebody has left it already
      this.#remote = undefined;
      this.#failed = left.endpoint;
      this.#leader = failure?.leader;
      left.appends.leave();
      left.channel.close();
    };
    void present.then(
      (left) => {
        if (remote === undefined || remote === left) leave(left);
      },
      () => {
        if (this.#remote === present) this.#remote = undefined; // it was never found
      },
    );
  }
}

function milliseconds(given: number | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  return given < 0 ? 2 ** 31 - 1 : given;
}

function by<Answer>(deadline: Date, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => {
        reject(tooLate());
      },
      Math.max(0, deadline.getTime() - Date.now()),
    );
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
