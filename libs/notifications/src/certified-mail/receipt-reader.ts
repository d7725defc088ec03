import { Logger } from '@nestjs/common';
import type { Work } from '#duties';
import type { EventStore } from '#event-store';
import { theProgram } from '#people';
import { mailboxStream, type CertifiedReceipt } from '../mailbox.facts.js';
import { mailboxEvent } from '../mailbox-event.js';
import { idOf } from '../notice.js';
import type { Maildir, NewMail } from './maildir.js';
import { MAX_RECEIPT_BYTES, readReceipt, type Receipt } from './receipt.js';
import type { SentMessage, Unreceipted } from './sent-message.js';

export interface ReceiptReaderParts {
  readonly maildir: Maildir;
  readonly store: Pick<EventStore, 'append'>;
  readonly nowMs: () => number;
  /** Which policy is in force: it stands in what is recorded. */
  readonly policy: string;
  /** Whose message it was that a receipt is about. */
  readonly sent: (messageId: string) => SentMessage | undefined;
  readonly unreceipted: (nowMs: number) => Unreceipted;
}

interface Left {
  /** It will not be understood later, either. */
  readonly isHopeless: boolean;
  readonly isReported: boolean;
}

const LOOK_EVERY_MS = 60_000;

/**
 * Turns receipts of certified mail into facts in the mailbox of whoever the message was for. A file leaves `new` only
 * once its fact is recorded; the fact follows from the id of the receipt, so one that is read twice is recorded once.
 * What is no receipt of a message of ours stays where it is, for a person to see.
 */
export class ReceiptReader {
  readonly #logger = new Logger(ReceiptReader.name);
  /** Files that were looked at in vain. */
  readonly #left = new Map<string, Left>();
  #remark: string | undefined;

  constructor(
    private readonly parts: ReceiptReaderParts,
    private readonly pause: (ms: number, signal: AbortSignal) => Promise<void>,
  ) {}

  /** As a duty. @throws StoreUnavailable, and when the folder cannot be read: begun again, it goes on */
  readonly read: Work = async (over, stillHeld) => {
    while (!over.aborted) {
      await this.look(stillHeld);
      await this.pause(LOOK_EVERY_MS, over);
    }
  };

  /** What somebody should know who looks after the program, as it was when it last looked. */
  readonly remark = (): string | undefined => this.#remark;

  /** Looks once. */
  async look(stillHeld: () => boolean): Promise<void> {
    const mails = await this.parts.maildir.arrived();
    const names = new Set(mails.map(({ name }) => name));
    for (const name of this.#left.keys()) if (!names.has(name)) this.#left.delete(name);
    for (const mail of mails) {
      if (!stillHeld()) return;
      if (this.#left.get(mail.name)?.isHopeless !== true) await this.#take(mail);
    }
    this.#remark = this.#remarks();
  }

  #remarks(): string | undefined {
    const { notAccepted, notDelivered } = this.parts.unreceipted(this.parts.nowMs());
    const counted = [
      [this.#left.size, 'mails left in the folder of receipts'],
      [notAccepted, 'certified mails not accepted within 12 hours'],
      [notDelivered, 'certified mails not delivered within 24 hours'],
    ] as const;
    const said = counted.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
    return said.length === 0 ? undefined : said.join(', ');
  }

  async #take(mail: NewMail): Promise<void> {
    const receipt =
      mail.bytes > MAX_RECEIPT_BYTES
        ? undefined
        : await readReceipt(await this.parts.maildir.read(mail));
    if (!receipt) {
      this.#leave(mail, { isHopeless: true });
      return;
    }
    const message = this.parts.sent(receipt.messageId);
    if (!message) {
      // It may be faster than what the views know of the sending.
      this.#leave(mail, { isHopeless: false });
      return;
    }
    await this.#record(receipt, message);
    await this.parts.maildir.settle(mail);
    this.#left.delete(mail.name);
  }

  async #record(receipt: Receipt, { zone, recipientId, noticeIds }: SentMessage): Promise<void> {
    const { fact, receiptId, messageId, atMs, sha256, code } = receipt;
    const { personId, role, authMethod } = theProgram(zone);
    const data: CertifiedReceipt = {
      ...{ noticeIds, messageId, at: new Date(atMs).toISOString(), sha256 },
      ...(code !== undefined && { code }),
    };
    const event = mailboxEvent(
      { type: fact, data },
      {
        eventId: idOf('receipt', receiptId, messageId, fact),
        actor: { personId, role, authMethod },
        nowMs: this.parts.nowMs(),
        policy: this.parts.policy,
      },
    );
    await this.parts.store.append(mailboxStream(zone, recipientId), [event], 'any');
  }

  #leave({ name }: NewMail, { isHopeless }: Pick<Left, 'isHopeless'>): void {
    const before = this.#left.get(name);
    // One that nobody knows of yet is reported when it was looked at twice.
    const isReported = isHopeless || before !== undefined;
    this.#left.set(name, { isHopeless, isReported });
    if (!isReported || before?.isReported === true) return;
    const why = isHopeless ? 'no receipt that can be understood' : 'about no message of ours';
    this.#logger.warn(`${name} in the folder of receipts is ${why}: it stays there`);
  }
}
