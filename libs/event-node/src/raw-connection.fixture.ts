import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Frames of HTTP/2 (RFC 9113, 6) that the tests need. */
const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const SETTINGS = 4;
export const PING = 6;
export const END_STREAM = 0x1;
const ACK = 0x1;
const END_HEADERS = 0x4;
const CANCEL = 8;
const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const FRAME_HEADER_BYTES = 9;
/** The only stream of a connection. */
const STREAM = 1;

interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

/** A connection on which a test decides about every single frame. */
export class RawConnection {
  readonly socket: Socket;
  readonly received: Frame[] = [];
  /** Whether pings are answered. */
  answersPings = true;
  #bytes = Buffer.alloc(0);
  #changed = () => {
    // nobody waits yet
  };

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.setNoDelay(true);
    this.socket.on('error', () => undefined); // broken on purpose
    this.socket.on('data', (bytes) => {
      this.#receive(bytes);
    });
    this.socket.write(Buffer.concat([Buffer.from(PREFACE), frame(SETTINGS, 0, 0)]));
  }

  /** Begins a call of gRPC. */
  call(path: string): Promise<void> {
    return this.headers(0, {
      ':method': 'POST',
      ':scheme': 'http',
      ':path': path,
      ':authority': 'localhost',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
  }

  headers(flags: number, fields: Readonly<Record<string, string>>): Promise<void> {
    return this.#send(frame(HEADERS, flags | END_HEADERS, STREAM, literals(fields)));
  }

  data(payload: Buffer, flags = 0): Promise<void> {
    return this.#send(frame(DATA, flags, STREAM, payload));
  }

  /** Takes the call back. */
  reset(): Promise<void> {
    const code = Buffer.alloc(4);
    code.writeUInt32BE(CANCEL);
    return this.#send(frame(RST_STREAM, 0, STREAM, code));
  }

  /** Resolves when the other end has read everything that was sent before. */
  async read(): Promise<void> {
    const isAnswer = ({ type, flags }: Frame) => type === PING && flags === ACK;
    const answers = this.received.filter(isAnswer).length;
    await this.#send(frame(PING, 0, 0, Buffer.alloc(8)));
    await this.until(() => this.received.filter(isAnswer).length > answers);
  }

  /** Resolves when the other end has answered the call to its end. */
  answered(): Promise<void> {
    return this.until(() =>
      this.received.some(({ stream, flags }) => stream === STREAM && (flags & END_STREAM) !== 0),
    );
  }

  /** Resolves when the other end wants to know whether we are there. */
  async asked(): Promise<void> {
    await this.until(() => this.received.some(({ type, flags }) => type === PING && flags !== ACK));
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds())
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
  }

  /** Closes it in good order; resolves when the other end has done so, too. */
  async close(): Promise<void> {
    const closed = once(this.socket, 'close');
    this.socket.end();
    await closed;
  }

  /** Resolves when they have left; what would follow our own end stays here. */
  async #send(bytes: Buffer): Promise<void> {
    if (this.socket.writableEnded) return;
    await new Promise<void>((sent) => {
      this.socket.write(bytes, () => {
        sent();
      });
    });
  }

  #receive(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    while (this.#bytes.length >= FRAME_HEADER_BYTES) {
      const end = FRAME_HEADER_BYTES + this.#bytes.readUIntBE(0, 3);
      if (this.#bytes.length < end) break;
      const [type = 0, flags = 0] = this.#bytes.subarray(3, 5);
      const stream = this.#bytes.readUInt32BE(5);
      const payload = this.#bytes.subarray(FRAME_HEADER_BYTES, end);
      this.#bytes = this.#bytes.subarray(end);
      this.received.push({ type, flags, stream, payload });
      if (type === SETTINGS && flags !== ACK) void this.#send(frame(SETTINGS, ACK, 0));
      if (type === PING && flags !== ACK && this.answersPings)
        void this.#send(frame(PING, ACK, 0, payload));
    }
    this.#changed();
  }
}

function frame(type: number, flags: number, stream: number, payload?: Buffer): Buffer {
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  header.writeUIntBE(payload?.length ?? 0, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(stream, 5);
  return payload ? Buffer.concat([header, payload]) : header;
}

/** Header fields that name themselves in full (RFC 7541, 6.2.2); every text is shorter than 127 bytes. */
function literals(fields: Readonly<Record<string, string>>): Buffer {
  const text = (value: string) => [Buffer.from([value.length]), Buffer.from(value, 'latin1')];
  return Buffer.concat(
    Object.entries(fields).flatMap(([name, value]) => [
      Buffer.from([0]),
      ...text(name),
      ...text(value),
    ]),
  );
}
