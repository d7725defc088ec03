/** By what a notice reaches somebody outside the program. */
export type ChannelName = 'email' | 'pec' | 'webhook';

export const channelNames = ['email', 'pec', 'webhook'] as const satisfies readonly ChannelName[];

/** Where a message goes. */
export interface Address {
  /** What the recipient is called; absent where only the address is known. */
  readonly name?: string;
  /** `ufficio@example.org`, or the URL of a webhook. Never to be written into a fact or a log line. */
  readonly address: string;
}

/** A message to one recipient; there is never a second one in it. */
export interface OutgoingMessage {
  readonly to: Address;
  /** The same at every attempt, without angle brackets: `<key>.<16 hex>@host`. */
  readonly messageId: string;
  /** The thread of what it is about, Message-IDs without angle brackets. */
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An invitation, or its being called off, which a program of mail puts into the calendar (RFC 6047). */
  readonly invitation?: { readonly method: 'REQUEST' | 'CANCEL'; readonly text: string };
  /** Files of text that come along. */
  readonly attachments?: readonly { readonly filename: string; readonly text: string }[];
  /** Further ones, such as `List-Unsubscribe`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The facts that it tells of. */
  readonly causeEventIds: readonly string[];
}

/**
 * What became of a message. Codes are short and kebab-case or SMTP's own numbers (`451`, `tls-failed`): never a
 * text of the server, which may hold an address.
 */
export type SendOutcome =
  /** The next one along the way answers for it. */
  | { readonly kind: 'sent'; readonly code?: string }
  | {
      /** Not now. */
      readonly kind: 'deferred';
      readonly code: string;
      /** Whether it says something of the channel rather than of the message: then nothing else gets through. */
      readonly isChannelDown: boolean;
      /** For how long the other side asks to be left alone, in milliseconds. */
      readonly waitMs?: number;
    }
  /** It may have arrived: it is sent again under the same Message-ID. */
  | { readonly kind: 'unknown'; readonly code: string }
  /** Never, to this address. */
  | { readonly kind: 'refused'; readonly code: string };

/** A way out of the program. One contract for all: it sends one message, says what became of it, and never throws. */
export interface Channel {
  readonly name: ChannelName;
  /** Where it leads to one recipient alone: what goes to others has queues of its own, and waits for nobody here. */
  readonly recipientId?: string;
  /** @param signal aborts when nobody waits for the answer any more: the message may then have arrived */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome>;
}
