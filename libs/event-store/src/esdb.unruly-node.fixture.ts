import { promisify } from 'node:util';
import { credentials, Server, ServerCredentials, status } from '@grpc/grpc-js';
import type {
  ClientDuplexStream,
  handleBidiStreamingCall,
  handleServerStreamingCall,
} from '@grpc/grpc-js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Bell } from './bell.js';
import { parseUUID } from './esdb.protocol.js';
import type { Streams } from './esdb.protocol.js';

type Request = Streams.BatchAppendReq;
type Answer = Streams.BatchAppendResp;

/** What becomes of an append that comes on a shared call. */
type Fate =
  | 'written'
  | 'written, and never answered'
  /** It is not even handed on. */
  | 'lost'
  /** The call breaks as soon as it has come, for all. */
  | 'breaks the call';

/**
 * Stands before a node as if it were that node, and does to appends that share a call what a test wants:
 * by the number of the append, counted from 0 over all calls.
 */
export class UnrulyNode {
  /** How appends fare. As they should, unless a test says otherwise. */
  fate: (append: number) => Fate = () => 'written';
  /** What an answer looks like in the end. */
  disguise: (answer: Answer) => Answer = (answer) => answer;
  /** Whether it says of itself that it knows no call that appends share. */
  old = false;
  /** Whether live subscriptions bring nothing, be it that they begin. */
  silent = false;
  readonly #node: InstanceType<typeof streamServices.StreamsClient>;
  readonly #server = new Server();
  readonly #bell = new Bell();
  readonly #calls = new Set<{ emit(event: 'error', error: object): unknown }>();
  #port = 0;
  #opened = 0;
  #came = 0;
  #answered = 0;
  #alone = 0;

  private constructor(port: number) {
    this.#node = new streamServices.StreamsClient(
      `127.0.0.1:${port}`,
      credentials.createInsecure(),
    );
    this.#server.addService(streamServices.StreamsService, {
      batchAppend: this.#batchAppend,
      read: this.#read,
      append: this.#append,
    });
  }

  static async before(port: number): Promise<UnrulyNode> {
    const node = new UnrulyNode(port);
    const bind = promisify(node.#server.bindAsync.bind(node.#server));
    node.#port = await bind('127.0.0.1:0', ServerCredentials.createInsecure());
    return node;
  }

  get port(): number {
    return this.#port;
  }

  /** How many appends have come on shared calls. */
  get shared(): number {
    return this.#came;
  }

  /** How many calls for appends to share have been opened. */
  get calls(): number {
    return this.#opened;
  }

  /** How many appends have come in the old way. */
  get alone(): number {
    return this.#alone;
  }

  /** Resolves when so many appends have come on shared calls, and the node has answered so many of all. */
  async seen(came: number, answered: number): Promise<void> {
    while (this.#came < came || this.#answered < answered)
      await this.#bell.rung(this.#bell.rings, undefined);
  }

  /** Ends all calls that appends share. */
  breakCalls(): void {
    for (const call of this.#calls) call.emit('error', { code: status.UNAVAILABLE });
    this.#calls.clear();
  }

  end(): void {
    this.#server.forceShutdown();
    this.#node.close();
  }

  readonly #batchAppend: handleBidiStreamingCall<Request, Answer> = (call) => {
    if (this.old) {
      call.emit('error', { code: status.UNIMPLEMENTED });
      return;
    }
    this.#opened++;
    this.#calls.add(call);
    const fates = new Map<string, Fate>();
    const onwards: ClientDuplexStream<Request, Answer> = this.#node.batchAppend();
    onwards.on('error', () => undefined); // it ends with the test
    onwards.on('data', (answer: Answer) => {
      this.#answered++;
      if (fates.get(idOf(answer)) === 'written' && this.#calls.has(call))
        call.write(this.disguise(answer));
      this.#bell.ring();
    });
    call.on('data', (request: Request) => {
      // The parts of an append have one fate; the first has the options.
      const fate = request.hasOptions()
        ? this.fate(this.#came++)
        : (fates.get(idOf(request)) ?? 'lost');
      fates.set(idOf(request), fate);
      if (fate.startsWith('written')) onwards.write(request);
      if (fate === 'breaks the call') this.breakCalls();
      this.#bell.ring();
    });
    call.on('end', () => {
      call.end();
    });
    call.on('cancelled', () => {
      this.#calls.delete(call);
    });
  };

  readonly #read: handleServerStreamingCall<Streams.ReadReq, Streams.ReadResp> = (call) => {
    if (this.silent && call.request.getOptions()?.hasSubscription()) {
      call.once('cancelled', () => undefined);
      return;
    }
    const onwards = this.#node.read(call.request);
    onwards.on('data', (message: Streams.ReadResp) => call.write(message));
    onwards.on('error', (error) => call.emit('error', error));
    onwards.on('end', () => {
      call.end();
    });
    call.on('cancelled', () => {
      onwards.cancel();
    });
  };

  readonly #append = (
    call: AsyncIterable<Streams.AppendReq>,
    answer: (error: Error | null, response?: Streams.AppendResp) => void,
  ): void => {
    this.#alone++;
    const onwards = this.#node.append(answer);
    void (async () => {
      for await (const message of call) onwards.write(message);
      onwards.end();
    })();
  };
}

function idOf(message: Request | Answer): string {
  return parseUUID(message.getCorrelationId()) ?? '';
}
