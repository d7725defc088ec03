import type { MailboxFact } from '../mailbox.facts.js';

/** What a mail that came in says of one message of ours. */
export interface Report {
  /** Of the message it is about, without angle brackets. */
  readonly messageId: string;
  /** Of the fact: the same report, however often it comes, is recorded once. */
  readonly eventId: string;
  readonly factAbout: (noticeIds: readonly string[]) => MailboxFact;
}

/** Well understood, and nothing to record: such as that a message is still under way. */
export const NOTHING_TO_RECORD = Symbol('nothing to record');

/** A kind of mail that other programs put into a folder for us. */
export interface ReportKind {
  /** What the folder is called for whoever looks after the program: `receipts`. */
  readonly folder: string;
  /** By what the messages went out that are reported of. */
  readonly channel: 'email' | 'pec';
  /** What is larger is not opened. */
  readonly mostBytes: number;
  /** Undefined where a mail is none of this kind. Never throws, whatever the mail holds. */
  readonly read: (bytes: Buffer) => Promise<Report | typeof NOTHING_TO_RECORD | undefined>;
}
