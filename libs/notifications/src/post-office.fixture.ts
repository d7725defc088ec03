import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe } from 'node:timers/promises';
import {
  SqliteEventStore,
  StoreUnavailable,
  type EventStore,
  type JsonObject,
  type LogFilter,
  type NewEvent,
  type RecordedEvent,
} from '#event-store';
import { Projection, Projections } from '#projections';
import type { Address, Channel, ChannelName, OutgoingMessage, SendOutcome } from './channel.js';
import { followMailbox } from './follow-mailbox.js';
import { mailboxEvent } from './mailbox-event.js';
import { MAILBOX, mailboxStream, type MailboxFact } from './mailbox.facts.js';
import { noticeIdOf } from './notice.js';
import { noticeTables } from './notices.schema.js';
import { Postman, type PostmanParts } from './postman.js';
import { addNotice } from './told-notices.js';

/** What a test says of a notice. */
interface Told {
  readonly to: string;
  readonly digest: 'may' | 'never';
  readonly atMs: number;
  readonly channel: ChannelName;
}

/** Notices without a domain: a fact says itself whom it is told to. */
class TestNotices extends Projection {
  readonly name = 'test-notices';
  readonly version = 1;
  readonly filter: LogFilter = { categories: ['test', MAILBOX] };
  readonly schema = noticeTables;

  apply(event: RecordedEvent, database: DatabaseSync): void {
    if (followMailbox(event, database)) return;
    const { to, digest, atMs, channel } = event.data as unknown as Told;
    const { id: eventId, type, position } = event;
    addNotice(database, {
      noticeId: noticeIdOf(eventId, 'rule', to),
      ...{ zone: 'livornese', recipientId: to, ruleId: 'rule', audience: 'all', cycleId: 'ciclo' },
      about: { kind: 'cycle', id: 'ciclo' },
      cause: { eventId, type, position, recordedAt: new Date(atMs).toISOString() },
      ...{ rule: { digest }, channels: [channel], commandId: eventId },
      ...{ shownMs: atMs, isInInbox: true },
    });
  }
}

/** A channel that answers as a test says, and keeps what it was given. */
export class TestChannel implements Channel {
  readonly name: ChannelName;
  readonly given: OutgoingMessage[] = [];
  /** How many are under way at the same time, at most. */
  most = 0;
  #under = 0;

  constructor(
    private readonly answer: (message: OutgoingMessage) => SendOutcome | Promise<SendOutcome>,
    { name = 'email' }: { readonly name?: ChannelName } = {},
  ) {
    this.name = name;
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    this.given.push(message);
    this.most = Math.max(this.most, ++this.#under);
    await breathe();
    this.#under -= 1;
    return this.answer(message);
  }
}

/** The policy that holds here. */
const POLICY = '2024-01.1+ab12cd34';

/** What became of a delivery, as the log says. */
export interface Recorded {
  readonly type: string;
  readonly recipientId: string;
  readonly atMs: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * A real log and a real view, and a time that passes when the postman waits. With several postmen it passes faster,
 * which does no harm.
 */
export class PostOffice {
  readonly folder = mkdtempSync(join(tmpdir(), 'post-'));
  readonly store: EventStore = SqliteEventStore.open({ file: join(this.folder, 'log.db') });
  readonly projections = new Projections(this.store, this.folder);
  nowMs = Date.parse('2024-02-20T09:00:00Z');
  /** Whom the directory has no address of. */
  readonly unknown = new Set<string>();
  /** Lets what is recorded fail. */
  isStoreAway = false;
  #chance = 0.5;
  /** Where days pass, a look comes every few minutes: that is often enough, and a thousand times faster. */
  #strideMs = 0;

  constructor() {
    this.projections.start([new TestNotices()]);
  }

  get notices() {
    return this.projections.of(TestNotices);
  }

  /** Tells somebody of a fact; answers with the notice. */
  async tell(
    to: string,
    digest: Told['digest'] = 'never',
    { atMs = this.nowMs, channel = 'email' }: Partial<Pick<Told, 'atMs' | 'channel'>> = {},
  ): Promise<string> {
    const id = randomUUID();
    const data = { to, digest, atMs, channel };
    await this.#append('test-1', { id, type: 'Happened', data, metadata: {} });
    return noticeIdOf(id, 'rule', to);
  }

  async post(recipientId: string, fact: MailboxFact): Promise<void> {
    const actor = { personId: recipientId, role: 'UH', authMethod: 'passkey' };
    const eventId = randomUUID();
    const event = mailboxEvent(fact, { eventId, actor, nowMs: this.nowMs, policy: POLICY });
    await this.#append(mailboxStream('livornese', recipientId), event);
  }

  postman(channel: Channel, more: Partial<PostmanParts> = {}): Postman {
    const append: EventStore['append'] = async (...what) => {
      if (this.isStoreAway) throw new StoreUnavailable('away');
      return this.store.append(...what);
    };
    return new Postman({
      notices: this.notices,
      store: { append, end: () => this.store.end() },
      channels: [channel],
      addressOf: (_zone, id): Address | undefined =>
        this.unknown.has(id) ? undefined : { address: `${id}@example.org` },
      write: ({ notices }) => ({
        ...{ subject: 'Avviso', html: '' },
        text: notices.map(({ noticeId }) => noticeId).join(' '),
      }),
      whyIdle: () => undefined,
      host: 'traccia.example.org',
      nowMs: () => this.nowMs,
      policy: POLICY,
      random: () => (this.#chance = (this.#chance * 7 + 0.31) % 1),
      pause: async (ms) => {
        this.nowMs += Math.max(ms, this.#strideMs);
        await breathe();
      },
      ...more,
    });
  }

  /** Lets postmen work until something is so, or so much time has passed. */
  async work(
    postmen: readonly Postman[],
    { until = () => false, forMs = 60_000 }: { until?: () => boolean; forMs?: number } = {},
  ): Promise<void> {
    const ending = new AbortController();
    const endMs = this.nowMs + forMs;
    this.#strideMs = forMs / 1_000;
    const held = (): boolean => {
      if (this.nowMs >= endMs || until()) ending.abort();
      return !ending.signal.aborted;
    };
    await Promise.all(postmen.map((each) => each.deliver(ending.signal, held)));
    await this.notices.reached(await this.store.end(), { timeoutMs: 10_000 });
  }

  /** What is recorded in the mailboxes, in the order of the log. */
  async recorded(): Promise<readonly Recorded[]> {
    const facts: Recorded[] = [];
    for await (const { type, stream, data, metadata } of this.store.readAll({
      filter: { categories: [MAILBOX] },
    })) {
      const atMs = Date.parse(metadata['recordedAt'] as string);
      facts.push({ type, recipientId: stream.split('-').slice(2).join('-'), atMs, data });
    }
    return facts;
  }

  /** How the deliveries stand, by recipient. */
  states(): Readonly<Record<string, readonly string[]>> {
    const rows = this.notices.read((database) =>
      database
        .prepare('SELECT recipient_id AS who, state FROM delivery ORDER BY who, notice_id')
        .all(),
    );
    const states: Record<string, string[]> = {};
    for (const { who, state } of rows) (states[who as string] ??= []).push(state as string);
    return states;
  }

  async leave(): Promise<void> {
    await this.projections.stop();
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }

  async #append(stream: string, event: NewEvent & { readonly data: JsonObject }): Promise<void> {
    const { position } = await this.store.append(stream, [event], 'any');
    await this.notices.reached(position, { timeoutMs: 10_000 });
  }
}

/** The ids of messages by which somebody was sent something, without what says that they are the same. */
export const messagesTo = (channel: TestChannel, who: string): readonly string[] =>
  channel.given.filter(({ to }) => to.address.startsWith(`${who}@`)).map((each) => each.messageId);
