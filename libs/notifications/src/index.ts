export type { CalendarEntry, EntryTime } from './calendar-feed/calendar-entry.js';
export { CalendarFeeds, type IssuedFeed } from './calendar-feed/calendar-feeds.js';
export {
  CalendarFeedsProjection,
  type CalendarFeed,
} from './calendar-feed/calendar-feeds.projection.js';
export { calendarText, type CalendarHead } from './calendar-feed/calendar-text.js';
export { invitationTo, type Invitation, type Invited } from './calendar-feed/meeting-invitation.js';
export {
  channelNames,
  type Address,
  type Channel,
  type ChannelName,
  type OutgoingMessage,
  type SendOutcome,
} from './channel.js';
export {
  MAILBOX,
  mailboxOf,
  mailboxStream,
  type AttemptedDelivery,
  type CertifiedReceipt,
  type DeliveryOfNotices,
  type MailboxActor,
  type MailboxEnvelope,
  type MailboxFact,
  type MailboxFactType,
  type Preferences,
} from './mailbox.facts.js';
export { idOf, noticeIdOf, type About, type Notice } from './notice.js';
export { isAbout, type NoticeChannel, type NoticeRule } from './notice-rule.js';
export type { MessageContent, Render, RenderedMessage, ToldNotice } from './rendering.js';
export {
  followedMailboxFacts,
  followMailbox,
  isDeadLetter,
  WORTH_SENDING_MS,
} from './follow-mailbox.js';
export { DIGEST_TIME } from './letter.js';
export { deliveryStates, noticeTables, type DeliveryState } from './notices.schema.js';
export { moveDigests } from './move-digests.js';
export {
  addNotice,
  preferencesOf,
  removeNoticesToCome,
  takeBackNotices,
  undoNotices,
  type NoticeToAdd,
} from './told-notices.js';
export type { DueLetter, NoticeInLetter } from './due-letters.js';
export { hasGoneBefore } from './has-gone.js';
export { mailboxEvent } from './mailbox-event.js';
export { messageWriter, type MessageWriterParts, type NoticeWords } from './message-writer.js';
export {
  Postman,
  type ChannelStanding,
  type PostmanParts,
  type WrittenMessage,
} from './postman.js';
export { SmtpChannel, type SmtpSettings } from './email/smtp.channel.js';
export { isMailAddress, mailSender, smtpRelay, UnusableRelay } from './email/smtp-relay.js';
export { renderMessage } from './email/render-message.js';
export { ForbiddenAddress, isPublicAddress, lookUpPublic } from './webhook/public-address.js';
export { cloudEventOf } from './webhook/cloud-event.js';
export { WebhookChannel } from './webhook/webhook.channel.js';
export { RegisteredWebhooks } from './webhook/registered-webhooks.js';
export { webhookRecipient, type WebhookEndpoint } from './webhook/webhook-endpoint.js';
export { readWebhooks, UnusableWebhooks } from './webhook/webhook-file.js';
export { MissingReceipts } from './certified-mail/missing-receipts.js';
export { receipts } from './certified-mail/receipt.js';
export { FolderReader } from './incoming/folder-reader.js';
export { Maildir } from './incoming/maildir.js';
export type { Report, ReportKind } from './incoming/report.js';
export { returnedMail } from './returned-mail/returned-mail.js';
