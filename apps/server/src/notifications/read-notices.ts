import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Position } from '#event-store';
import { idOf } from '#notifications';
import type { Person } from '#people';
import { noticeOf, NoticesProjection } from '#planning';
import { mustHaveSession } from '../access/fresh-proof.js';
import { CycleReader } from '../api/cycle-reader.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import { Mailboxes } from './mailboxes.js';

/** Records that somebody has read what they were told. */
@Injectable()
export class ReadNotices {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly mailboxes: Mailboxes,
  ) {}

  /**
   * Once each, however often it is said; what is none of theirs is passed over.
   * @returns where the last of it was recorded; undefined where nothing was
   * @throws Problem not-allowed, role-not-held, session-needed: a program reads nothing in the place of a person
   */
  async read(
    request: FastifyRequest,
    person: Person,
    noticeIds: readonly string[],
  ): Promise<Position | undefined> {
    mustHaveSession(request);
    await this.reader.mustRead(person, 'worklist');
    const { zone, personId: recipientId } = person;
    const whose = { zone, recipientId, nowMs: this.reader.nowMs() };
    let position: Position | undefined;
    for (const noticeId of noticeIds) {
      const notice = await this.views.read(NoticesProjection, undefined, (database) =>
        noticeOf(database, noticeId, whose),
      );
      if (notice?.readAt !== null) continue;
      position = await this.mailboxes.record({
        ...{ zone, recipientId, by: person, eventId: idOf('read', noticeId) },
        fact: { type: 'NoticeRead', data: { noticeId } },
      });
    }
    return position;
  }
}
