import { Injectable } from '@nestjs/common';
import { channelNames, WORTH_SENDING_MS } from '#notifications';
import type { Person } from '#people';
import {
  AgendaProjection,
  Clock,
  deadlineInAgenda,
  deliveriesOf,
  deliveryTo,
  NoticesProjection,
  otherDayNow,
  remindedDay,
} from '#planning';
import { Refusal } from '#workflow';
import { CycleReader } from '../api/cycle-reader.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import { refusalProblem } from '../api/refusal-problem.js';
import { httpProblem } from '../http/http-problems.js';
import { Mailboxes } from './mailboxes.js';
import { SetUpChannels } from './set-up-channels.js';

/** What became of the wish to send something again. */
export interface Resent {
  /** False for what is waiting to be sent, and goes on waiting. */
  readonly asked: boolean;
  /** Of the fact that says so. */
  readonly position?: number;
}

/** Looks after single deliveries: shows what happened to one, and lets it begin anew. */
@Injectable()
export class DeliveriesDesk {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly mailboxes: Mailboxes,
    private readonly clock: Clock,
    private readonly channels: SetUpChannels,
  ) {}

  /** All that happened to one delivery. @throws Problem not-allowed, role-not-held, not-found */
  async delivery(person: Person, noticeId: string, channel: string, after?: number) {
    await this.reader.mustRead(person, 'deliveries');
    const found = await this.#find(person.zone, noticeId, channel, after);
    return found.delivery;
  }

  /** @throws Problem not-allowed, role-not-held */
  async mustResend(person: Person): Promise<void> {
    const [it, en] = ['Rispedire un avviso', 'Send a notice again'];
    await this.reader.mustOperate(person, 'resend-notices', it, en);
  }

  /**
   * Lets a delivery begin anew, whatever has become of it; one that is waiting goes on waiting. A reminder of a day
   * that has moved since is not sent as if it held: whoever it is for is reminded of the other one.
   * @throws Problem not-allowed, role-not-held, not-found, reminder-of-another-day, reminder-taken-back
   */
  async resend(person: Person, noticeId: string, channel: string): Promise<Resent> {
    await this.mustResend(person);
    const { zone } = person;
    const found = await this.#find(zone, noticeId, channel);
    const { recipientId, state, dueMs } = found.to;
    // What nobody has attempted in time waits in vain.
    const isExpired =
      found.delivery.attempts === 0 && dueMs < this.clock.nowMs() - WORTH_SENDING_MS;
    if (state === 'waiting' && !isExpired) return { asked: false };
    if (state === 'taken-back') {
      const refusal = new Refusal('reminder-taken-back');
      throw refusalProblem(refusal, { rule: refusal.code });
    }
    await this.#mustStillHold(noticeId);
    const data = { noticeId, channel: found.delivery.channel };
    const fact = { type: 'DeliveryResendAsked', data } as const;
    const position = await this.mailboxes.record({ zone, recipientId, fact, by: person });
    return { asked: true, position };
  }

  /** @throws Problem reminder-of-another-day */
  async #mustStillHold(noticeId: string): Promise<void> {
    const told = await this.views.read(NoticesProjection, undefined, (database) =>
      remindedDay(database, noticeId),
    );
    if (!told) return;
    const { cycleId, deadlineId, due } = told;
    const deadline = await this.views.read(AgendaProjection, undefined, (database) =>
      deadlineInAgenda(database, cycleId, deadlineId),
    );
    const now = deadline && otherDayNow(told, deadline);
    if (now === undefined) return;
    const refusal = new Refusal('reminder-of-another-day', { due, now });
    throw refusalProblem(refusal, { rule: refusal.code, cycleId });
  }

  async #find(zone: string, noticeId: string, channel: string, after?: number) {
    // What is no channel is by none of the deliveries.
    const name = channelNames.find((each) => each === channel);
    const found =
      name &&
      (await this.views.read(NoticesProjection, after, (database) => {
        const to = deliveryTo(database, zone, noticeId, name);
        const delivery = deliveriesOf(database, noticeId, this.channels.names).find(
          (each) => each.channel === name,
        );
        return to && delivery ? { to, delivery } : undefined;
      }));
    if (!found) throw httpProblem('not-found');
    return found;
  }
}
