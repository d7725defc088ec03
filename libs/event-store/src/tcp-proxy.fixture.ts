import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** What becomes of the bytes of a connection. */
type Mode =
  | 'open'
  /** Nothing passes, in either direction, and nobody is told. */
  | 'black hole'
  /** What the client says arrives; what the server says is lost. */
  | 'no answers'
  /** Nothing passes for now: it arrives, all of it and in order, when the connection is open again. */
  | 'held'
  /** New connections are closed at once. */
  | 'cut';

/** Stands between a client and a server, and does to their connection what networks do. */
export class TcpProxy {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  #mode: Mode = 'open';
  #delayMs = 0;

  private constructor(to: number) {
    this.#server = createServer({ noDelay: true }, (client) => {
      if (this.#mode === 'cut') {
        client.resetAndDestroy();
        return;
      }
      const connection = new Connection(client, to, this.#mode, this.#delayMs);
      this.#connections.add(connection);
      client.on('close', () => this.#connections.delete(connection));
    });
  }

  static async to(port: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(port);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port; // it listens on a port
  }

  /** From now on, for connections there are and those to come. */
  become(mode: Mode): void {
    this.#mode = mode;
    for (const connection of this.#connections) {
      if (mode === 'cut') connection.reset();
      else connection.become(mode);
    }
  }

  /** New connections work; those there are stay as they are. */
  mendForNewConnections(): void {
    this.#mode = 'open';
  }

  /** Breaks the connections there are; new ones are as before. */
  reset(): void {
    for (const connection of this.#connections) connection.reset();
  }

  /** Every byte takes this much longer from now on, on new connections. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  async end(): Promise<void> {
    this.reset();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

class Connection {
  readonly #client: Socket;
  readonly #server: Socket;
  #mode: Mode;
  readonly #held: (() => void)[] = [];

  constructor(client: Socket, port: number, mode: Mode, delayMs: number) {
    this.#client = client;
    this.#mode = mode;
    this.#server = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#pass(client, this.#server, delayMs, () => this.#mode !== 'black hole');
    this.#pass(
      this.#server,
      client,
      delayMs,
      () => this.#mode !== 'black hole' && this.#mode !== 'no answers',
    );
  }

  become(mode: Mode): void {
    this.#mode = mode;
    if (mode !== 'open') return;
    for (const pass of this.#held.splice(0)) pass();
  }

  reset(): void {
    this.#client.resetAndDestroy();
    this.#server.destroy();
  }

  #pass(from: Socket, to: Socket, delayMs: number, passes: () => boolean): void {
    from.on('data', (bytes) => {
      if (!passes()) return;
      if (this.#mode === 'held') this.#held.push(() => to.write(bytes));
      else if (delayMs === 0) to.write(bytes);
      else setTimeout(() => to.write(bytes), delayMs);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}
