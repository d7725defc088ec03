import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { idOf, type MailboxFact } from '#notifications';
import type { Person } from '#people';
import { inboxOf, noticeOf, NoticesProjection, type InboxQuery, type NoticeRow } from '#planning';
import { mustHaveSession } from '../access/fresh-proof.js';
import { CycleReader } from '../api/cycle-reader.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import { httpProblem } from '../http/http-problems.js';
import { Mailboxes } from './mailboxes.js';

/** That something was recorded, and where: what `?after=` waits for. */
export interface Noted {
  readonly position: number;
}

/** What somebody is told, and what they say of it: nobody else's inbox can be read, by whomever. */
@Injectable()
export class OwnNotices {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly mailboxes: Mailboxes,
  ) {}

  /** Whose inbox, and now; whoever holds a role has one. @throws Problem not-allowed, role-not-held */
  async whose(person: Person): Promise<Pick<InboxQuery, 'zone' | 'recipientId' | 'nowMs'>> {
    await this.reader.mustRead(person, 'worklist');
    const { zone, personId: recipientId } = person;
    return { zone, recipientId, nowMs: this.reader.nowMs() };
  }

  /** One of theirs. @param after where the log must have been read to @throws Problem not-found */
  async one(person: Person, noticeId: string, after?: number): Promise<NoticeRow> {
    const whose = await this.whose(person);
    const notice = await this.views.read(NoticesProjection, after, (database) =>
      noticeOf(database, noticeId, whose),
    );
    if (!notice) throw httpProblem('not-found');
    return notice;
  }

  /** Says that it was read, once. @throws Problem not-found, session-needed */
  async read(request: FastifyRequest, person: Person, noticeId: string): Promise<Noted> {
    mustHaveSession(request);
    const { readAt, cause } = await this.one(person, noticeId);
    if (readAt !== null) return { position: cause.position };
    return this.#note(person, { type: 'NoticeRead', data: { noticeId } }, idOf('read', noticeId));
  }

  /**
   * Says that one has seen what one was asked to see.
   * @throws Problem not-found, session-needed: a program sees nothing in the place of a person
   */
  async acknowledge(request: FastifyRequest, person: Person, noticeId: string): Promise<Noted> {
    mustHaveSession(request);
    const { acknowledgedAt, cause } = await this.one(person, noticeId);
    if (acknowledgedAt !== null) return { position: cause.position };
    const fact = { type: 'NoticeAcknowledged', data: { noticeId } } as const;
    return this.#note(person, fact, idOf('acknowledged', noticeId));
  }

  /** Lets further notices about the same thing come to the inbox alone. @throws Problem not-found, session-needed */
  async mute(request: FastifyRequest, person: Person, threadId: string): Promise<Noted> {
    mustHaveSession(request);
    await this.#mustHaveThread(threadId, person);
    return this.#note(person, { type: 'ThreadMuted', data: { threadId } });
  }

  /** Lets them come as they did before. @throws Problem not-found, session-needed */
  async unmute(request: FastifyRequest, person: Person, threadId: string): Promise<Noted> {
    mustHaveSession(request);
    await this.#mustHaveThread(threadId, person);
    return this.#note(person, { type: 'ThreadUnmuted', data: { threadId } });
  }

  async #mustHaveThread(threadId: string, person: Person): Promise<void> {
    const whose = await this.whose(person);
    const { total } = await this.views.read(NoticesProjection, undefined, (database) =>
      inboxOf(database, { ...whose, threadId, limit: 1 }),
    );
    if (total === 0) throw httpProblem('not-found');
  }

  async #note(person: Person, fact: MailboxFact, eventId?: string): Promise<Noted> {
    const { zone, personId: recipientId } = person;
    const entry = {
      ...{ zone, recipientId, fact, by: person },
      ...(eventId !== undefined && { eventId }),
    };
    return { position: await this.mailboxes.record(entry) };
  }
}
