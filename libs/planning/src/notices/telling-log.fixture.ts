import { DatabaseSync } from 'node:sqlite';
import type { AccessFact } from '#access-log';
import type { JsonObject, RecordedEvent } from '#event-store';
import {
  idOf,
  mailboxStream,
  noticeTables,
  type DeliveryState,
  type MailboxFact,
} from '#notifications';
import { Workflows } from '#workflow';
import { streamOf } from '../cycle/cycle-id.js';
import { definitions } from '../definitions/index.js';
import type { LifeData } from '../life-data.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { PlanningFact } from '../planning-fact.js';
import { noticeOf, type NoticeRow } from './inbox.js';
import { NoticesProjection } from './notices.projection.js';

export const CYCLE = 'livornese-poa-annuale-2024';
export const ORGANISATION = 'livornese-organizzazione';
export const REGISTER = 'livornese-registro-di-zona';
export const workflows = new Workflows<LifeData>(definitions, sha256);

/** What a test says of who recorded a fact, and when. */
interface Circumstances {
  readonly by?: string;
  readonly role?: string;
  /** ISO 8601 UTC; a minute after the fact before, unless said. */
  readonly at?: string;
  readonly commandId?: string;
}

/** A log written by hand, and the notices that follow from it. */
export class TellingLog {
  readonly events: RecordedEvent[] = [];
  readonly projection = new NoticesProjection(workflows);
  readonly database = new DatabaseSync(':memory:');
  #at = Date.parse('2024-02-20T09:00:00Z');

  constructor() {
    this.database.exec(this.projection.schema);
  }

  /** Records facts of a cycle or register, and lets the notices follow. */
  record(
    cycleId: string,
    facts: readonly PlanningFact[],
    { by = 'operatore', role = 'UPo', at, commandId }: Circumstances = {},
  ): void {
    for (const fact of facts) {
      const recordedAt = this.#next(at);
      const metadata = {
        actor: { personId: by, role, authMethod: 'passkey' },
        ...{ recordedAt, occurredOn: recordedAt.slice(0, 10) },
        commandId: commandId ?? idOf('command', String(this.events.length)),
      };
      this.#write(streamOf(cycleId), fact, metadata);
    }
  }

  /** Records a fact of a mailbox. */
  post(recipientId: string, fact: MailboxFact, at?: string): void {
    const recordedAt = this.#next(at);
    const actor = { personId: recipientId, role: 'UH', authMethod: 'passkey' };
    const metadata = { actor, recordedAt, schemaVersion: 1 };
    this.#write(mailboxStream('livornese', recipientId), fact, metadata);
  }

  /** Records a fact of an access, which the log hands out twice. @param stream `access-livornese-2024-02` */
  access(stream: string, fact: AccessFact): void {
    const actor = { personId: 'accesso-di-emergenza', role: 'UPc', authMethod: 'emergency' };
    const metadata = { actor, recordedAt: this.#next(undefined), schemaVersion: 1 };
    const event = this.#write(stream, fact, metadata);
    this.#follow(event);
  }

  /** Who was told by which rules, once the day has come: `scheda-returned head responsabile`. */
  told(cycleId = CYCLE, now = '2100-01-01T00:00:00Z'): readonly string[] {
    return this.database
      .prepare(
        `SELECT rule_id AS rule, audience, recipient_id AS who FROM notice
         WHERE cycle_id = ? AND shown_ms <= ? ORDER BY position, rule_id, recipient_id`,
      )
      .all(cycleId, Date.parse(now))
      .map(({ rule, audience, who }) => [rule, audience, who].join(' '));
  }

  /** The notices of somebody, the newest first. */
  noticesOf(recipientId: string): readonly NoticeRow[] {
    const whose = { zone: 'livornese', recipientId, nowMs: Date.parse('2100-01-01T00:00:00Z') };
    return this.database
      .prepare('SELECT notice_id FROM notice WHERE recipient_id = ? ORDER BY shown_ms DESC')
      .all(recipientId)
      .flatMap((row) => noticeOf(this.database, row['notice_id'] as string, whose) ?? []);
  }

  /** How the deliveries to somebody stand: `email waiting 2024-02-20T09:00:00.000Z`. */
  deliveriesTo(recipientId: string): readonly string[] {
    return this.database
      .prepare(
        'SELECT channel, state, next_ms AS nextMs FROM delivery WHERE recipient_id = ? ORDER BY changed_at, notice_id, channel',
      )
      .all(recipientId)
      .map(({ channel, state, nextMs }) => {
        const standing = state as DeliveryState;
        const next = standing === 'waiting' ? [new Date(nextMs as number).toISOString()] : [];
        return [channel, standing, ...next].join(' ');
      });
  }

  /** How many messages the deliveries to somebody make. */
  lettersTo(recipientId: string): number {
    const sql = 'SELECT count(DISTINCT letter_id) AS letters FROM delivery WHERE recipient_id = ?';
    return this.database.prepare(sql).get(recipientId)?.['letters'] as number;
  }

  #next(at: string | undefined): string {
    this.#at = at === undefined ? this.#at + 60_000 : Date.parse(at);
    return new Date(this.#at).toISOString();
  }

  #write(
    stream: string,
    { type, data }: { readonly type: string; readonly data: unknown },
    metadata: unknown,
  ): RecordedEvent {
    const event: RecordedEvent = {
      ...{ stream, type, position: this.events.length + 1, createdMs: this.#at },
      revision: this.events.filter((each) => each.stream === stream).length,
      id: idOf('event', String(this.events.length)),
      // Plain data by their types.
      data: data as JsonObject,
      metadata: metadata as JsonObject,
    };
    this.events.push(event);
    this.#follow(event);
    return event;
  }

  #follow(event: RecordedEvent): void {
    const { stream } = event;
    const { categories = [] } = this.projection.filter;
    const category = stream.slice(0, stream.indexOf('-'));
    if (categories.includes(category)) this.projection.apply(event, this.database);
  }
}

/** Every row of the tables of notices, to compare two ways of making them. */
export function rowsOf(database: DatabaseSync): Readonly<Record<string, readonly unknown[]>> {
  const tables = [...noticeTables.matchAll(/CREATE TABLE (\w+)/g)].map(([, table = '']) => table);
  return Object.fromEntries(
    tables.map((table) => [
      table,
      database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all(),
    ]),
  );
}
