import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { CommandFailed } from '../failure.js';

/** So long a mail may take. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;

/** A mail as it came in. */
export interface TakenMail {
  readonly recipient: string;
  /** Without angle brackets; what came twice has the same one. */
  readonly messageId: string;
  /** The notices it leads to. */
  readonly noticeIds: readonly string[];
}

/** A mail server of our own on this machine, which takes every mail and passes none on. */
export class MailSink {
  readonly #taken = new Map<string, TakenMail>();

  private constructor(private readonly server: SMTPServer) {}

  static async open(): Promise<MailSink> {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData: (stream, { envelope }, done) => {
        buffer(stream).then((raw) => {
          const recipient = envelope.rcptTo[0]?.address ?? '';
          sink.#take(recipient, raw.toString('latin1'));
          done();
        }, done);
      },
    });
    const sink = new MailSink(server);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return sink;
  }

  /** `smtp://127.0.0.1:2525` */
  get address(): string {
    // Listening at a port, it is at one.
    const { address, port } = this.server.server.address() as AddressInfo;
    return `smtp://${address}:${port}`;
  }

  /** Waits until a mail came in that leads to a notice. @throws CommandFailed when none does */
  async has(noticeId: string): Promise<void> {
    const untilMs = performance.now() + PATIENCE_MS;
    while (!this.mails.some(({ noticeIds }) => noticeIds.includes(noticeId))) {
      if (performance.now() > untilMs) throw new CommandFailed(`L’avviso ${noticeId} non arriva.`);
      await pause(LOOK_EVERY_MS);
    }
  }

  /** What was taken, each mail once. */
  get mails(): readonly TakenMail[] {
    return [...this.#taken.values()];
  }

  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.server.close(() => {
      resolve(undefined);
    });
    await promise;
  }

  #take(recipient: string, message: string): void {
    const messageId = /^message-id:\s*<([^>]+)>/im.exec(message)?.[1] ?? '';
    // Quoted-printable breaks lines anywhere (RFC 2045, 6.7), and nothing else of an address.
    const text = message.replaceAll(/=\r\n/g, '');
    const noticeIds = [...text.matchAll(/\/notifiche\/([0-9a-f-]{36})/g)].map(([, id = '']) => id);
    this.#taken.set(messageId, { recipient, messageId, noticeIds: [...new Set(noticeIds)] });
  }
}
