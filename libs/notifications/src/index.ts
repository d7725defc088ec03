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
export { idOf, messageIdOf, noticeIdOf, threadIdOf, type About, type Notice } from './notice.js';
export { isAbout, type NoticeChannel, type NoticeRule } from './notice-rule.js';
export type { MessageContent, Render, RenderedMessage, ToldNotice } from './rendering.js';
