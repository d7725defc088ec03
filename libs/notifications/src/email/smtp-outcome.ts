import type { SendOutcome } from '../channel.js';

/** What nodemailer says of a message that was not taken; none of its texts leaves this file. */
export interface SmtpFailure {
  /** Its own word for the kind of failure, such as `EENVELOPE`. */
  readonly code?: string | undefined;
  /** The command that was answered. */
  readonly command?: string | undefined;
  /** The answer of the server, as it came. */
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly timeoutType?: string | undefined;
  /** What the system said of a socket, such as `ECONNREFUSED`. */
  readonly originalCode?: string | undefined;
}

/** What a failure means for the message. Only codes go on from here: the text of an answer repeats addresses. */
export function outcomeOf(failure: SmtpFailure): SendOutcome {
  const { code = '', responseCode } = failure;
  return responseCode === undefined || namedByItself.has(code)
    ? unanswered(failure)
    : answered(failure);
}

/** What these mean says more than the number that came with them. */
const namedByItself = new Set(['ETLS', 'EAUTH', 'ENOAUTH', 'EDNS']);

/** The server has given an answer, and it was not the one that was hoped for (RFC 5321, 4.2.1). */
function answered({ code, command, response = '', responseCode = 0 }: SmtpFailure): SendOutcome {
  const answer = answerCode(responseCode, response);
  // It closes the connection, whatever was asked: nobody else would fare better (RFC 5321, 3.8).
  const isLeaving = responseCode === 421;
  const isAboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  // Who sends, and what comes before that, is the same for every message.
  const isAboutUs = !isAboutMessage || (command === 'MAIL FROM' && responseCode >= 500);
  if (isLeaving || isAboutUs) return { kind: 'deferred', code: answer, isChannelDown: true };
  // 503 is about the order of commands, not about the message.
  return responseCode >= 500 && responseCode !== 503
    ? { kind: 'refused', code: answer }
    : { kind: 'deferred', code: answer, isChannelDown: false };
}

/** `550`, or `550-5.1.1` where the server says more (RFC 3463). */
function answerCode(responseCode: number, response: string): string {
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/u.exec(response)?.[1];
  return `${responseCode}${enhanced === undefined ? '' : `-${enhanced}`}`;
}

/** Nothing was answered: either nobody was reached, or what was said last is lost. */
function unanswered(failure: SmtpFailure): SendOutcome {
  const { code, timeoutType, originalCode } = failure;
  const down = (why: string): SendOutcome => ({ kind: 'deferred', code: why, isChannelDown: true });
  switch (code) {
    case 'ETIMEDOUT':
      // While it was idle, which may have been after the message: it may have it.
      return timeoutType === undefined || timeoutType === 'SOCKET_TIMEOUT'
        ? { kind: 'unknown', code: 'no-answer' }
        : down(timeoutType.toLowerCase().replaceAll('_', '-'));
    case 'ESOCKET':
      if (originalCode !== undefined && neverConnected.has(originalCode))
        return down('unreachable');
      // What Node calls errors of certificates and TLS has an underscore in it; what the system calls its own, none.
      return originalCode?.includes('_') === true
        ? down('tls-failed')
        : { kind: 'unknown', code: 'connection-lost' };
    case 'ECONNECTION':
    case 'EPROTOCOL':
      return { kind: 'unknown', code: 'connection-lost' };
    case 'EABORT':
      return { kind: 'unknown', code: 'interrupted' };
    case 'EDNS':
      return down('host-unknown');
    case 'ETLS':
      return down('tls-failed');
    case 'EAUTH':
    case 'ENOAUTH':
      return down('login-failed');
    case 'EENVELOPE':
      return { kind: 'refused', code: 'address-invalid' };
    case 'EMESSAGE':
      return { kind: 'refused', code: 'too-large' };
    case undefined:
    default:
      // None of the mail's: whether it is sent again is for whoever gives up after so many days.
      return { kind: 'deferred', code: 'not-sent', isChannelDown: false };
  }
}

const neverConnected = new Set([
  ...['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'ENOTFOUND'],
  ...['EACCES', 'EPERM'],
]);
