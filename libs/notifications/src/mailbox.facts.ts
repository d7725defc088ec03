import type { ChannelName } from './channel.js';

/**
 * What became of the notices of one recipient, and how they want them. The streams are `mailbox-<zone>-<recipient>`,
 * one for each person or body. No address is ever in one of these, nor a text of a mail server.
 */
export type MailboxFact =
  | { readonly type: 'NoticeRead'; readonly data: { readonly noticeId: string } }
  | { readonly type: 'NoticeAcknowledged'; readonly data: { readonly noticeId: string } }
  | { readonly type: 'PreferencesChosen'; readonly data: Preferences }
  | {
      /** Further notices about the same thing come to the inbox only; those that are owed come all the same. */
      readonly type: 'ThreadMuted';
      readonly data: { readonly threadId: string };
    }
  | { readonly type: 'ThreadUnmuted'; readonly data: { readonly threadId: string } }
  | { readonly type: 'DeliveryAttempted'; readonly data: AttemptedDelivery }
  | {
      /** A dead letter: it will not be attempted again before a person asks. */
      readonly type: 'DeliveryGivenUp';
      readonly data: DeliveryOfNotices & {
        readonly code: string;
        /** Of `no-address`: the channels by which anything went then. What waits for another one reaches nobody. */
        readonly setUp?: readonly ChannelName[];
      };
    }
  | {
      /** A person asks for a notice to be sent again by a channel. */
      readonly type: 'DeliveryResendAsked';
      readonly data: { readonly noticeId: string; readonly channel: ChannelName };
    }
  | {
      /** Since this fact the recipient has another address: what was refused at the former one is past. */
      readonly type: 'AddressChanged';
      readonly data: { readonly channel: ChannelName };
    }
  | { readonly type: 'DeliveryReturned'; readonly data: ReturnedDelivery }
  | { readonly type: 'CertifiedMailAccepted'; readonly data: CertifiedReceipt }
  | { readonly type: 'CertifiedMailDelivered'; readonly data: CertifiedReceipt }
  | { readonly type: 'CertifiedMailNotDelivered'; readonly data: CertifiedReceipt }
  | { readonly type: 'CertifiedMailReceiptMissed'; readonly data: MissingReceipt }
  | {
      /** A secret address of the recipient's calendar; whoever has it reads the calendar. */
      readonly type: 'CalendarFeedIssued';
      readonly data: { readonly feedId: string; readonly secretSha256: string };
    }
  | { readonly type: 'CalendarFeedRevoked'; readonly data: { readonly feedId: string } }
  | {
      /** The recipient is a program that listens: from here on it is told of facts of these types. */
      readonly type: 'WebhookRegistered';
      readonly data: { readonly types: readonly string[] };
    }
  | {
      readonly type: 'WebhookRemoved';
      readonly data: {
        /** It stands in the file all the same: for days nothing got through, or it wants nothing any more (410). */
        readonly givenUp?: true;
      };
    };

/** Notices that go in one message by one channel. */
export interface DeliveryOfNotices {
  /** One, or those of a digest. */
  readonly noticeIds: readonly string[];
  readonly channel: ChannelName;
  /** Without angle brackets. */
  readonly messageId: string;
}

/** One attempt to send a message, and what became of it. */
export interface AttemptedDelivery extends DeliveryOfNotices {
  /** 1, 2, 3 …: of this message. */
  readonly attempt: number;
  readonly outcome: 'sent' | 'deferred' | 'refused' | 'unknown';
  readonly code?: string;
  /** When it is to be attempted again, ISO 8601 UTC; absent where it is not. */
  readonly again?: string;
}

/** A mail that a relay had taken, and that came back later. */
export interface ReturnedDelivery extends DeliveryOfNotices {
  /** SHA-256 of the whole report as it came. */
  readonly sha256: string;
  /** `5.1.1` (RFC 3463), or `no-code`. */
  readonly code: string;
}

/** A certified mail of which nothing came back in the time that its provider has. */
export interface MissingReceipt {
  readonly noticeIds: readonly string[];
  readonly messageId: string;
  /** Of the two receipts, which is missing. */
  readonly missing: 'acceptance' | 'delivery';
}

/** A receipt of certified mail. */
export interface CertifiedReceipt {
  readonly noticeIds: readonly string[];
  readonly messageId: string;
  /** When the provider says it was, ISO 8601 UTC. */
  readonly at: string;
  /** SHA-256 of the whole receipt as it came. */
  readonly sha256: string;
  readonly code?: string;
}

/** How somebody wants to be told. What is not said stands as the rule has it. */
export interface Preferences {
  /** Whether a rule comes by a channel. The inbox and what is owed cannot be turned off. */
  readonly rules: Readonly<Record<string, Readonly<Partial<Record<'email' | 'pec', boolean>>>>>;
  /** Whether what may be collected comes in one mail, at `DIGEST_TIME` on each working day of the office. */
  readonly digest: boolean;
  /** No mail is sent between the two times of the day in Rome, `20:00` and `07:30`; absent: at any hour. */
  readonly quiet?: { readonly from: string; readonly to: string };
  /** Of mails and feeds. */
  readonly language: 'it' | 'en';
}

export type MailboxFactType = MailboxFact['type'];

/** Who did it, as in the facts of planning: ids only. */
export interface MailboxActor {
  readonly personId: string;
  readonly role: string;
  readonly unitId?: string;
  readonly authMethod: string;
}

/** What stands around every fact of a mailbox. */
export interface MailboxEnvelope {
  readonly actor: MailboxActor;
  /** The instant it was written, ISO 8601 UTC. */
  readonly recordedAt: string;
  readonly requestId?: string;
  /** Which policy held then, `2026-11.1+ab12cd34`. Absent from facts that are older than this member. */
  readonly policy?: string;
  readonly schemaVersion: 1;
}

/** The category of the streams. */
export const MAILBOX = 'mailbox';

const named = /^mailbox-([a-z0-9]{1,40})-(.+)$/;

/** The stream of what became of the notices of somebody: `mailbox-livornese-direttore`. */
export function mailboxStream(zone: string, recipientId: string): string {
  return `${MAILBOX}-${zone}-${recipientId}`;
}

/** Whose mailbox a stream is; undefined for another stream. */
export function mailboxOf(
  stream: string,
): { readonly zone: string; readonly recipientId: string } | undefined {
  const [, zone, recipientId] = named.exec(stream) ?? [];
  return zone === undefined || recipientId === undefined ? undefined : { zone, recipientId };
}
