import type { DatabaseSync } from 'node:sqlite';
import type { Work } from '#duties';
import type { EventStore } from '#event-store';
import { theProgram } from '#people';
import type { Projector } from '#projections';
import { mailboxStream, type MissingReceipt } from '../mailbox.facts.js';
import { mailboxEvent } from '../mailbox-event.js';
import { idOf } from '../notice.js';
import { statement } from '../statement.js';

/** A certified mail that is owed a receipt for too long (RFC 6109, 3.1.4 and 3.3.3). */
export interface Unreceipted extends MissingReceipt {
  readonly zone: string;
  readonly recipientId: string;
  /** Whether it is recorded that it is missed. */
  readonly isRecorded: boolean;
}

const ACCEPTED_WITHIN_MS = 12 * 3_600_000;
const DELIVERED_WITHIN_MS = 24 * 3_600_000;

/** What was sent and not accepted within twelve hours, or accepted and not delivered within twenty-four. */
export function unreceipted(database: DatabaseSync, nowMs: number): readonly Unreceipted[] {
  const before = (ms: number): string => new Date(nowMs - ms).toISOString();
  const bounds = { accepted: before(ACCEPTED_WITHIN_MS), delivered: before(DELIVERED_WITHIN_MS) };
  return findUnreceipted(database)
    .all(bounds)
    .map((row) => ({
      zone: row['zone'] as string,
      recipientId: row['recipient_id'] as string,
      messageId: row['message_id'] as string,
      // Aggregated by SQLite.
      noticeIds: JSON.parse(row['notice_ids'] as string) as readonly string[],
      missing: row['state'] === 'sent' ? 'acceptance' : 'delivery',
      isRecorded: row['recorded'] === 1,
    }));
}

export interface MissingReceiptsParts {
  /** The projection that holds the tables of `noticeTables`. */
  readonly notices: Pick<Projector, 'read' | 'ready'>;
  readonly store: Pick<EventStore, 'append'>;
  readonly nowMs: () => number;
  /** Which policy is in force: it stands in what is recorded. */
  readonly policy: string;
}

const LOOK_EVERY_MS = 60_000;

/** Sees to it that somebody learns of certified mail of which no receipt came: it proves nothing. */
export class MissingReceipts {
  #missing: readonly Unreceipted[] = [];

  constructor(
    private readonly parts: MissingReceiptsParts,
    private readonly pause: (ms: number, signal: AbortSignal) => Promise<void>,
  ) {}

  /** As a duty. @throws StoreUnavailable, ProjectionUnavailable: begun again, it goes on */
  readonly watch: Work = async (over, stillHeld) => {
    await this.parts.notices.ready();
    while (!over.aborted) {
      await this.look(stillHeld);
      await this.pause(LOOK_EVERY_MS, over);
    }
  };

  /** What somebody should know who looks after the program, as it was when it last looked. */
  readonly remark = (): string | undefined => {
    const count = (which: Unreceipted['missing']): number =>
      this.#missing.filter(({ missing }) => missing === which).length;
    const counted = [
      [count('acceptance'), 'certified mails not accepted within 12 hours'],
      [count('delivery'), 'certified mails not delivered within 24 hours'],
    ] as const;
    const said = counted.filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`);
    return said.length === 0 ? undefined : said.join(', ');
  };

  /** Looks once, and records what nobody has recorded yet. @throws StoreUnavailable */
  async look(stillHeld: () => boolean): Promise<void> {
    const { notices, nowMs } = this.parts;
    this.#missing = notices.read((database) => unreceipted(database, nowMs()));
    for (const each of this.#missing) {
      if (!stillHeld()) return;
      if (!each.isRecorded) await this.#record(each);
    }
  }

  async #record({ zone, recipientId, noticeIds, messageId, missing }: Unreceipted): Promise<void> {
    const { store, nowMs, policy } = this.parts;
    const { personId, role, authMethod } = theProgram(zone);
    const event = mailboxEvent(
      { type: 'CertifiedMailReceiptMissed', data: { noticeIds, messageId, missing } },
      {
        eventId: idOf('receipt-missed', messageId, missing),
        ...{ actor: { personId, role, authMethod }, nowMs: nowMs(), policy },
      },
    );
    // Recorded a second time, while the view does not know of it yet, it is the same fact.
    await store.append(mailboxStream(zone, recipientId), [event], 'any');
  }
}

const findUnreceipted = statement(`
  SELECT zone, recipient_id, message_id, state, json_group_array(notice_id) AS notice_ids,
    min(EXISTS (
      SELECT 1 FROM happened_to_delivery AS happened
      WHERE happened.notice_id = delivery.notice_id AND happened.channel = 'pec'
        AND happened.message_id = delivery.message_id
        AND happened.type = 'CertifiedMailReceiptMissed'
        AND happened.code = CASE state WHEN 'sent' THEN 'acceptance-missed' ELSE 'delivery-missed' END
    )) AS recorded
  FROM (SELECT * FROM delivery WHERE channel = 'pec' ORDER BY notice_id) AS delivery
  WHERE state = 'sent' AND changed_at < :accepted OR state = 'accepted' AND changed_at < :delivered
  GROUP BY zone, recipient_id, message_id, state
  ORDER BY min(changed_at), message_id`);
