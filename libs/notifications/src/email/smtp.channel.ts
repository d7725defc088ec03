import { createTransport } from 'nodemailer';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.js';
import { oneLine } from './one-line.js';
import { outcomeOf, type SmtpFailure } from './smtp-outcome.js';
import { isMailAddress, type MailSender, type SmtpRelay } from './smtp-relay.js';

/** How long each step may take, in milliseconds. */
export interface SmtpPatience {
  readonly dnsMs: number;
  readonly connectionMs: number;
  readonly greetingMs: number;
  /**
   * Without a byte from the server. A filter may think about a message for long before it takes it; whoever gives up
   * earlier does not know whether it did, and sends it a second time.
   */
  readonly silenceMs: number;
}

const PATIENCE: SmtpPatience = {
  dnsMs: 10_000,
  connectionMs: 15_000,
  greetingMs: 30_000,
  silenceMs: 120_000,
};

export interface SmtpSettings {
  readonly relay: SmtpRelay;
  readonly from: MailSender;
  readonly patience?: SmtpPatience;
  /** Certificates to believe besides those that Node knows, as PEM; a test signs its own. */
  readonly authorities?: readonly Buffer[];
}

/** More would be taken for a flood by many a relay. */
const MAX_CONNECTIONS = 2;
const IDLE_MS = 30_000;
/** RFC 3461, 4.4. */
const MAX_ENVELOPE_ID_LENGTH = 100;
/** An answer of a server is a line or two. */
const MAX_RESPONSE_BYTES = 64 * 1024;

/**
 * Mail over SMTP (RFC 5321, 6409, 8314), one message for one recipient: a server that takes one of two recipients
 * has taken the message. In clear to this very machine alone; whoever takes STARTTLS out of the answer of another
 * server gets nothing.
 */
export class SmtpChannel implements Channel {
  readonly #transport;
  readonly #from: MailSender;

  constructor(
    readonly name: 'email' | 'pec',
    { relay, from, patience = PATIENCE, authorities = [] }: SmtpSettings,
  ) {
    const { host, port, isImplicitTls, isLoopback, login } = relay;
    this.#from = from;
    this.#transport = createTransport({
      pool: true,
      maxConnections: MAX_CONNECTIONS,
      // Only what was not begun to be sent is begun again, on another connection.
      maxRequeues: 1,
      idleTimeout: IDLE_MS,
      ...{ host, port, secure: isImplicitTls },
      ...(!isImplicitTls && (isLoopback ? { ignoreTLS: true } : { requireTLS: true })),
      tls: {
        minVersion: 'TLSv1.2',
        ...(authorities.length > 0 && { ca: [...authorities] }),
      },
      ...(login && { auth: { user: login.user, pass: login.password }, forceAuth: true }),
      dnsTimeout: patience.dnsMs,
      connectionTimeout: patience.connectionMs,
      greetingTimeout: patience.greetingMs,
      socketTimeout: patience.silenceMs,
      maxResponseSize: MAX_RESPONSE_BYTES,
      disableFileAccess: true,
      disableUrlAccess: true,
      // What it would write down holds addresses.
      logger: false,
    });
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    const { to, messageId, inReplyTo, references, subject, text, html, headers = {} } = message;
    const { invitation, attachments = [] } = message;
    if (!isMailAddress(to.address)) return { kind: 'refused', code: 'address-invalid' };
    try {
      const { response } = await this.#transport.sendMail({
        from: { name: this.#from.name ?? '', address: this.#from.address },
        to: { name: oneLine(to.name ?? ''), address: to.address },
        envelope: { from: this.#from.address, to: [to.address] },
        ...{ text, subject: oneLine(subject), messageId: `<${messageId}>` },
        ...(html !== '' && { html }),
        attachments: attachments.map(({ filename, text: content }) => ({
          ...{ filename, content, contentType: 'text/plain; charset=utf-8' },
        })),
        ...(inReplyTo !== undefined && { inReplyTo: `<${inReplyTo}>` }),
        ...(references && { references: references.map((id) => `<${id}>`) }),
        ...(invitation && {
          icalEvent: {
            method: invitation.method,
            content: invitation.text,
            filename: 'invito.ics',
          },
        }),
        // Nobody's absence is told to us (RFC 3834).
        headers: { ...cleaned(headers), 'Auto-Submitted': 'auto-generated' },
        // Heard by those relays that offer it (RFC 3461): a message that comes back says which it is and why, and
        // nothing else.
        dsn: {
          ...(messageId.length <= MAX_ENVELOPE_ID_LENGTH && { id: messageId }),
          ...{ ret: 'HDRS', notify: ['FAILURE', 'DELAY'] },
        },
        signal,
      });
      return { kind: 'sent', code: response.slice(0, 3) };
    } catch (error) {
      // It rejects with errors of its own, whose members these are.
      return outcomeOf(error as SmtpFailure);
    }
  }

  /** Lets go of the connections; what is being sent is cut off. */
  close(): void {
    this.#transport.close({ force: true });
  }
}

function cleaned(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)]));
}
