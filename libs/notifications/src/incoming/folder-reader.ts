import { Logger } from '@nestjs/common';
import type { Work } from '#duties';
import type { EventStore } from '#event-store';
import { theProgram } from '#people';
import type { Projector } from '#projections';
import { mailboxStream } from '../mailbox.facts.js';
import { mailboxEvent } from '../mailbox-event.js';
import type { Maildir, NewMail } from './maildir.js';
import { NOTHING_TO_RECORD, type Report, type ReportKind } from './report.js';
import { sentMessage, type SentMessage } from './sent-message.js';

export interface FolderReaderParts {
  readonly maildir: Maildir;
  readonly kind: ReportKind;
  /** The projection that holds the tables of `noticeTables`. */
  readonly notices: Pick<Projector, 'read' | 'ready'>;
  readonly store: Pick<EventStore, 'append'>;
  readonly nowMs: () => number;
  /** Which policy is in force: it stands in what is recorded. */
  readonly policy: string;
  /** Takes a report of a message that is in no mailbox; whether it knows the message, and has recorded it. */
  readonly elsewhere?: (report: Report) => Promise<boolean>;
}

interface Left {
  /** How often it was looked at, to no end. */
  readonly looks: number;
  /** It will not be understood later, either. */
  readonly isHopeless: boolean;
}

const LOOK_EVERY_MS = 60_000;
/** After a day nobody waits any more for the view to know of a message. */
const MOST_LOOKS = 24 * 60;
/** A flood of mails is read in portions, so that one look ends. */
const MOST_AT_ONCE = 1_000;

/**
 * Turns what comes back of messages into facts in the mailbox of whoever each message was for. A file leaves `new`
 * only once its fact is recorded; the id of the fact follows from the report, so one that is read twice is recorded
 * once. What is no report of a message of ours stays where it is, for a person to see. Nothing is ever answered, so
 * no two programs can write to each other without end.
 */
export class FolderReader {
  readonly #logger = new Logger(FolderReader.name);
  /** Files that were looked at in vain. */
  readonly #left = new Map<string, Left>();

  constructor(
    private readonly parts: FolderReaderParts,
    private readonly pause: (ms: number, signal: AbortSignal) => Promise<void>,
  ) {}

  /** As a duty. @throws StoreUnavailable, ProjectionUnavailable, and when the folder cannot be read: begun again, it goes on */
  readonly read: Work = async (over, stillHeld) => {
    // A view that is behind knows of no message: what is there would wait for the next look.
    await this.parts.notices.ready();
    while (!over.aborted) {
      await this.look(stillHeld);
      await this.pause(LOOK_EVERY_MS, over);
    }
  };

  /** What somebody should know who looks after the program, as it was when it last looked. */
  readonly remark = (): string | undefined =>
    this.#left.size === 0
      ? undefined
      : `${this.#left.size} mails left in the folder of ${this.parts.kind.folder}`;

  /** Looks once. */
  async look(stillHeld: () => boolean): Promise<void> {
    const mails = await this.parts.maildir.arrived();
    const names = new Set(mails.map(({ name }) => name));
    for (const name of this.#left.keys()) if (!names.has(name)) this.#left.delete(name);
    const looks = ({ name }: NewMail): number => this.#left.get(name)?.looks ?? 0;
    const hopeful = mails
      .filter(({ name }) => this.#left.get(name)?.isHopeless !== true)
      // Those that nobody has looked at come first: what waits in vain holds nothing up.
      .toSorted((one, other) => looks(one) - looks(other));
    for (const mail of hopeful.slice(0, MOST_AT_ONCE)) {
      if (!stillHeld()) return;
      await this.#take(mail);
    }
  }

  async #take(mail: NewMail): Promise<void> {
    const { kind, maildir, notices } = this.parts;
    const report =
      mail.bytes > kind.mostBytes ? undefined : await kind.read(await maildir.read(mail));
    if (!report) {
      this.#leave(mail, true);
      return;
    }
    if (report !== NOTHING_TO_RECORD) {
      const { messageId } = report;
      const message = notices.read((database) => sentMessage(database, messageId, kind.channel));
      if (message) {
        await this.#record(report, message);
      } else if ((await this.parts.elsewhere?.(report)) !== true) {
        // It may be faster than what the views know of the sending.
        this.#leave(mail, false);
        return;
      }
    }
    await maildir.settle(mail);
    this.#left.delete(mail.name);
  }

  async #record(
    { eventId, factAbout }: Report,
    { zone, recipientId, noticeIds }: SentMessage,
  ): Promise<void> {
    const { store, nowMs, policy } = this.parts;
    const { personId, role, authMethod } = theProgram(zone);
    const actor = { personId, role, authMethod };
    const event = mailboxEvent(factAbout(noticeIds), { eventId, actor, nowMs: nowMs(), policy });
    await store.append(mailboxStream(zone, recipientId), [event], 'any');
  }

  #leave({ name }: NewMail, isNoReport: boolean): void {
    const looks = (this.#left.get(name)?.looks ?? 0) + 1;
    this.#left.set(name, { looks, isHopeless: isNoReport || looks >= MOST_LOOKS });
    // One that nobody knows of yet is reported when it was looked at twice.
    if (looks !== (isNoReport ? 1 : 2)) return;
    const { folder } = this.parts.kind;
    const why = isNoReport ? 'nothing that can be understood' : 'about no message of ours';
    this.#logger.warn(`${name} in the folder of ${folder} is ${why}: it stays there`);
  }
}
