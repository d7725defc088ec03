import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { selfSignedCertificate } from '../../../../test/certificate.fixture.js';
import type { SmtpSettings } from './smtp.channel.js';

/** What may go wrong on the way of a mail (RFC 5321). */
export const mailFaults = [
  ...['none', 'refused', 'black-hole', 'greeting-554', 'login-535', 'bad-certificate'],
  ...['starttls-stripped', 'sender-421', 'sender-550', 'greylist-451', 'recipient-550'],
  ...['data-452', 'data-554', 'slow-after-data', 'lost-answer'],
] as const;
export type MailFault =
  | ('none' | 'refused' | 'black-hole' | 'greeting-554' | 'login-535' | 'bad-certificate')
  | ('starttls-stripped' | 'sender-421' | 'sender-550' | 'greylist-451' | 'recipient-550')
  | ('data-452' | 'data-554' | 'slow-after-data' | 'lost-answer');

/** A message that the server has. */
export interface ArrivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly messageId: string;
  readonly raw: string;
  readonly isEncrypted: boolean;
}

export const LOGIN = { user: 'traccia@ente.example', password: 'una password lunga' } as const;

/** A real mail server on this machine that can be told to fail, and keeps its port while it does. */
export class MailServer {
  readonly arrived: ArrivedMail[] = [];
  readonly #identity = selfSignedCertificate();
  readonly #stranger = selfSignedCertificate();
  readonly #sockets = new Set<Socket>();
  #fault: MailFault = 'none';
  #server: SMTPServer | Server | undefined;
  #port = 0;

  private constructor(
    /** Whether it speaks TLS from the first byte. */
    private readonly isImplicitTls: boolean,
  ) {}

  static async start(isImplicitTls = false): Promise<MailServer> {
    const server = new MailServer(isImplicitTls);
    await server.suffer('none');
    return server;
  }

  get port(): number {
    return this.#port;
  }

  /** How a channel reaches it, with little patience where the fault is that nothing comes. */
  get settings(): SmtpSettings {
    const { isImplicitTls } = this;
    return {
      relay: {
        host: 'localhost',
        port: this.#port,
        isImplicitTls,
        isLoopback: false,
        login: LOGIN,
      },
      from: { name: 'Ufficio di Piano', address: 'traccia@ente.example' },
      patience: {
        ...{ dnsMs: 10_000, connectionMs: 10_000 },
        greetingMs: this.#fault === 'black-hole' ? 500 : 10_000,
        silenceMs: this.#fault === 'slow-after-data' ? 800 : 20_000,
      },
      authorities: [this.#identity.certificate],
    };
  }

  /** From now on this goes wrong with everything that comes, until something else does. */
  async suffer(fault: MailFault): Promise<void> {
    this.#fault = fault;
    await this.stop();
    if (fault === 'refused') return;
    const server = fault === 'black-hole' ? createServer() : this.#smtp(fault);
    const listening = server instanceof SMTPServer ? server.server : server;
    listening.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).once('close', () => this.#sockets.delete(socket));
    });
    listening.listen(this.#port, 'localhost');
    await once(listening, 'listening');
    this.#server = server;
    this.#port = (listening.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #smtp(fault: MailFault): SMTPServer {
    const { certificate, key } = fault === 'bad-certificate' ? this.#stranger : this.#identity;
    const server = new SMTPServer({
      ...{ secure: this.isImplicitTls, cert: certificate, key, name: 'localhost' },
      ...(fault === 'starttls-stripped' && { disabledCommands: ['STARTTLS'] }),
      disableReverseLookup: true,
      closeTimeout: 1,
      onConnect: (_session, callback) => {
        callback(fault === 'greeting-554' ? answer(554, 'No SMTP service here') : null);
      },
      onAuth: ({ username, password }, _session, callback) => {
        const isKnown = username === LOGIN.user && password === LOGIN.password;
        if (isKnown && fault !== 'login-535') callback(null, { user: username });
        else callback(answer(535, '5.7.8 Authentication credentials invalid'));
      },
      onMailFrom: (_address, _session, callback) => {
        if (fault === 'sender-421') callback(answer(421, '4.3.2 Shutting down'));
        else if (fault === 'sender-550') callback(answer(550, '5.7.1 Sender not allowed'));
        else callback();
      },
      onRcptTo: ({ address }, _session, callback) => {
        if (fault === 'greylist-451') callback(answer(451, '4.7.1 Greylisted'));
        else if (fault === 'recipient-550' && address.startsWith('nessuno@'))
          callback(answer(550, `5.1.1 <${address}> User unknown`));
        else callback();
      },
      onData: (stream, session, callback) => {
        text(stream).then((raw) => {
          this.#data(raw, session, callback);
        }, callback);
      },
    });
    server.on('error', () => undefined); // clients that do not like the certificate
    return server;
  }

  #data(raw: string, session: SMTPServerSession, callback: (error?: Error) => void): void {
    const fault = this.#fault;
    if (fault === 'data-452') callback(answer(452, '4.3.1 Insufficient system storage'));
    else if (fault === 'data-554') callback(answer(554, '5.7.1 Message refused'));
    else {
      const { mailFrom, rcptTo } = session.envelope;
      this.arrived.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        messageId: /^Message-ID:\s*<(.*)>\r$/imu.exec(raw)?.[1] ?? '',
        raw,
        isEncrypted: session.secure,
      });
      if (fault === 'lost-answer') this.#hangUp(session);
      else if (fault !== 'slow-after-data') callback();
    }
  }

  #hangUp({ remotePort }: SMTPServerSession): void {
    for (const socket of this.#sockets) if (socket.remotePort === remotePort) socket.destroy();
  }
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
