import { createServer, type Server, type Socket } from 'node:net';
import type { ClamdAddress } from './clamd.js';

/** What clamd finds in a file of a test that says it (EICAR, the file by which every antivirus is tried). */
export const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';

/** A program that listens where clamd would, and speaks INSTREAM as clamd(8) says. */
export class ListeningClamd {
  /** How it answers besides; by default as clamd does. */
  answers: ((bytes: Buffer) => string | undefined | Promise<string>) | undefined;
  /** Bytes of what was sent last. */
  lastBytes: Buffer | undefined;
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** @param path the file of a socket; a free port where there is none */
  static async listen(path?: string): Promise<ListeningClamd> {
    const server = createServer();
    const clamd = new ListeningClamd(server);
    server.on('connection', (socket) => {
      clamd.#sockets.add(socket);
      socket.once('close', () => clamd.#sockets.delete(socket));
      socket.on('error', () => undefined);
      void clamd.#serve(socket);
    });
    await new Promise<void>((resolve) => {
      if (path === undefined) server.listen(0, '127.0.0.1', resolve);
      else server.listen(path, resolve);
    });
    return clamd;
  }

  get address(): ClamdAddress {
    const address = this.server.address();
    if (address === null) throw new Error('Nobody listens');
    return typeof address === 'string'
      ? { path: address }
      : { host: '127.0.0.1', port: address.port };
  }

  async end(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }

  async #serve(socket: Socket): Promise<void> {
    let received = Buffer.alloc(0);
    try {
      for await (const piece of socket.iterator({ destroyOnReturn: false })) {
        received = Buffer.concat([received, piece as Buffer]);
        const bytes = streamIn(received);
        if (bytes === undefined) continue;
        this.lastBytes = bytes;
        const found = bytes.includes(EICAR) ? 'Win.Test.EICAR_HDB-1 FOUND' : 'OK';
        const answer = this.answers ? await this.answers(bytes) : `stream: ${found}\0`;
        if (answer === undefined) socket.destroy();
        else socket.end(answer);
        return;
      }
    } catch {
      // Whoever asked went away.
    }
  }
}

/** The whole of what was sent; undefined while more is to come. */
function streamIn(received: Buffer): Buffer | undefined {
  const command = Buffer.from('zINSTREAM\0');
  if (!received.subarray(0, command.length).equals(command)) return undefined;
  const pieces: Buffer[] = [];
  let at = command.length;
  while (at + 4 <= received.length) {
    const length = received.readUInt32BE(at);
    at += 4;
    if (length === 0) return Buffer.concat(pieces);
    if (at + length > received.length) return undefined;
    pieces.push(received.subarray(at, at + length));
    at += length;
  }
  return undefined;
}
