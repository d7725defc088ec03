/** Where mail is handed over: the office's own relay, or the provider of its certified mail. */
export interface SmtpRelay {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS, without which nothing is sent. */
  readonly isImplicitTls: boolean;
  /** This very machine, where a message goes nowhere before the relay has it: the only one spoken to in clear. */
  readonly isLoopback: boolean;
  readonly login?: SmtpLogin;
}

/** How a relay knows us. */
export interface SmtpLogin {
  readonly user: string;
  readonly password: string;
}

/** Who a message says it is from. */
export interface MailSender {
  readonly name?: string;
  readonly address: string;
}

/** A setting of the mail cannot be used; says why in Italian and English, and repeats nothing that is secret. */
export class UnusableRelay extends Error {
  override readonly name = 'UnusableRelay';
}

/** Message submission (RFC 6409), and with TLS from the first byte (RFC 8314). */
const SUBMISSION_PORT = 587;
const SUBMISSIONS_PORT = 465;

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads `smtp://host:port` or `smtps://user@host`; a user of the form of an address is written `name%40host`.
 * @param password of the user; it stands in a file of its own, never in the address
 * @throws UnusableRelay
 */
export function smtpRelay(address: string, password?: string): SmtpRelay {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isImplicitTls = url?.protocol === 'smtps:';
  if (!url || !(isImplicitTls || url.protocol === 'smtp:') || url.hostname === '')
    throw new UnusableRelay(
      'serve smtps://utente@host oppure smtp://host:porta (must be smtps://user@host or smtp://host:port)',
    );
  if (url.password !== '')
    throw new UnusableRelay(
      'la password va in un file, non nell’indirizzo (the password belongs in a file, not in the address)',
    );
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '')
    throw new UnusableRelay(
      'dopo host e porta non va altro (nothing follows the host and the port)',
    );
  const user = userOf(url);
  if ((user === '') !== (password === undefined))
    throw new UnusableRelay(
      'utente e file della password servono insieme (give a user and the file of the password, or neither)',
    );
  const isLoopback = loopback.has(url.hostname.toLowerCase());
  return Object.freeze({
    host: url.hostname.replace(/^\[(.*)\]$/u, '$1'),
    port: url.port === '' ? (isImplicitTls ? SUBMISSIONS_PORT : SUBMISSION_PORT) : Number(url.port),
    isImplicitTls,
    isLoopback,
    ...(password !== undefined && { login: { user, password } }),
  });
}

function userOf(url: URL): string {
  try {
    return decodeURIComponent(url.username);
  } catch (cause) {
    throw new UnusableRelay(
      'l’utente non è scritto bene: @ si scrive %40 (the user is not well written: @ is written %40)',
      { cause },
    );
  }
}

/**
 * Reads `traccia@ente.example` or `Ufficio di Piano <traccia@ente.example>`.
 * @throws UnusableRelay
 */
export function mailSender(written: string): MailSender {
  const [, name = '', address = written.trim()] = /^([^<>]*)<([^<>]*)>\s*$/u.exec(written) ?? [];
  if (!isMailAddress(address) || /\p{Cc}/u.test(name))
    throw new UnusableRelay(
      'serve un indirizzo, come traccia@ente.example o Ufficio di Piano <traccia@ente.example> ' +
        '(must be an address, with or without a name before it)',
    );
  return name.trim() === '' ? { address } : { name: name.trim(), address };
}

/** The longest path a mail server must take (RFC 5321, 4.5.3.1.3), without its angle brackets. */
const MAX_ADDRESS_LENGTH = 254;

/**
 * Whether a text is one plain mailbox: nothing in it ends a command or a header, or names a second recipient.
 * Quoted local parts (RFC 5321, 4.1.2) are refused: nobody has one.
 */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= MAX_ADDRESS_LENGTH &&
    /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()[\]\\,;:"]+$/u.test(text)
  );
}
