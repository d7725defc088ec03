import type { Work } from '#duties';
import { StoreUnavailable, type EventStore, type Position } from '#event-store';
import { theProgram } from '#people';
import type { Projector } from '#projections';
import { pauseAfter, pauseOfChannel } from './backoff.js';
import type { Address, Channel, ChannelName, OutgoingMessage, SendOutcome } from './channel.js';
import { dueLetters, firstAttempt, type DueLetter, type NoticeInLetter } from './due-letters.js';
import { WORTH_SENDING_MS, type IdleCode } from './follow-mailbox.js';
import type { AttemptedDelivery, MailboxFact } from './mailbox.facts.js';
import { afterQuiet } from './letter.js';
import { mailboxEvent } from './mailbox-event.js';
import { mailboxStream } from './mailbox.facts.js';
import { idOf, messageIdOf } from './notice.js';
import { preferencesOf } from './told-notices.js';

/** How often it looks whether something is to leave. */
const LOOK_EVERY_MS = 1_000;
/** So many letters are read at a time, and so many sent at once by a channel: more is a flood to many a relay. */
const PAGE = 100;
const AT_ONCE = 2;
/** How long the view of notices may take to know what is recorded, before it is tried again. */
const UP_TO_DATE_MS = 10_000;
/** How often it is tried to record what became of a message, a second apart. */
const ATTEMPTS_TO_RECORD = 5;

/** What a message says, before it is said to whom and under which id. */
export type WrittenMessage = Omit<OutgoingMessage, 'to' | 'messageId' | 'causeEventIds'>;

/** What the postman works with. */
export interface PostmanParts {
  /** The projection that holds the tables of `noticeTables`. */
  readonly notices: Pick<Projector, 'read' | 'ready' | 'reached'>;
  readonly store: Pick<EventStore, 'append' | 'end'>;
  readonly channels: readonly Channel[];
  /** Where somebody is reached by a channel; undefined where the directory has no address. */
  readonly addressOf: (
    zone: string,
    recipientId: string,
    channel: ChannelName,
  ) => Address | undefined;
  /** Puts a letter into words. */
  readonly write: (letter: DueLetter, to: Address) => WrittenMessage;
  /** Looks again right before it leaves: why it is not to be sent any more; undefined where it is. */
  readonly whyIdle: (notice: NoticeInLetter) => IdleCode | undefined;
  /** The name of ours in Message-IDs, `traccia.example.org`. */
  readonly host: string;
  /** Milliseconds since 1970, UTC. */
  readonly nowMs: () => number;
  /** Which policy is in force: it stands in what is recorded. */
  readonly policy: string;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Ends early, and without an error, when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How a channel stands at the instance that has the turn of duty. */
export interface ChannelStanding {
  readonly channel: ChannelName;
  /** Where it leads to one recipient alone. */
  readonly recipientId?: string;
  /** Since when nothing gets through, in milliseconds since 1970 (UTC), and why. */
  readonly down?: { readonly sinceMs: number; readonly code: string; readonly probes: number };
}

/**
 * Sends what is due, and records what became of it. Whatever it knows follows from the log, so another instance goes
 * on where this one stops. What it sends may come twice, when it ends between the answer of a server and its own
 * fact: then under the same Message-ID. No failure takes back the fact that is told of.
 */
export class Postman {
  readonly #down = new Map<Channel, Down>();

  constructor(private readonly parts: PostmanParts) {}

  /** As a duty. @throws StoreUnavailable, ProjectionUnavailable, NotYetProjected: begun again, it goes on */
  readonly deliver: Work = async (over, stillHeld) => {
    const { notices, channels, nowMs } = this.parts;
    await notices.ready();
    const beginsMs = nowMs();
    const queues = new AbortController();
    const signal = AbortSignal.any([over, queues.signal]);
    const working = channels.map(async (channel) => {
      try {
        await this.#work(channel, this.#notBefore(channel, beginsMs), signal, stillHeld);
      } finally {
        // When one queue fails, the others end as well: the duty is begun again as a whole.
        queues.abort();
      }
    });
    const ended = await Promise.allSettled(working);
    const failed = ended.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  };

  /** Costs nothing. */
  standing(): readonly ChannelStanding[] {
    return this.parts.channels.map((channel) => {
      const { name, recipientId } = channel;
      const down = this.#down.get(channel);
      return {
        channel: name,
        ...(recipientId !== undefined && { recipientId }),
        ...(down && { down: { sinceMs: down.sinceMs, code: down.code, probes: down.probes } }),
      };
    });
  }

  /**
   * Before when nothing is looked at, in milliseconds since 1970 (UTC). On an old log what is past telling is not told,
   * without a fact for each; but of a mail that came due since mails leave, it is recorded that it did not, however
   * long nothing got through and whoever began anew meanwhile. A program is given up as a whole.
   */
  #notBefore({ name, recipientId }: Channel, beginsMs: number): number {
    const pastTellingMs = beginsMs - WORTH_SENDING_MS;
    if (recipientId !== undefined) return pastTellingMs;
    const firstMs = this.parts.notices.read((database) => firstAttempt(database, name));
    return Math.min(pastTellingMs, firstMs ?? pastTellingMs);
  }

  async #work(
    channel: Channel,
    notBeforeMs: number,
    over: AbortSignal,
    stillHeld: () => boolean,
  ): Promise<void> {
    const { pause, random } = this.parts;
    while (!over.aborted && stillHeld()) {
      const letters = await this.#due(channel, notBeforeMs);
      const down = this.#down.get(channel);
      const waiting = (down ? this.#whileDown(letters, down.probes) : letters).toReversed();
      let last: Position = 0;
      const refused = new Set<string>();
      const carry = async (): Promise<void> => {
        for (let next = waiting.pop(); next && !over.aborted && stillHeld(); next = waiting.pop()) {
          last = Math.max(last, await this.#carry(next, channel, { over, stillHeld, refused }));
          if (!down && this.#down.has(channel)) return;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, carry));
      if (last > 0) await this.parts.notices.reached(last, { timeoutMs: UP_TO_DATE_MS });
      const since = this.#down.get(channel);
      if (since) await pause(Math.max(pauseOfChannel(since.probes, random()), since.waitMs), over);
      else if (letters.length < PAGE) await pause(LOOK_EVERY_MS, over);
    }
  }

  /** What is due, once the view knows all that is recorded: also what another postman has sent. */
  async #due({ name, recipientId }: Channel, notBeforeMs: number): Promise<readonly DueLetter[]> {
    const { notices, store, nowMs } = this.parts;
    const query = { channel: name, recipientId, notBeforeMs, limit: PAGE };
    const look = () =>
      notices.read((database) => dueLetters(database, { ...query, nowMs: nowMs() }));
    if (look().length === 0) return [];
    await notices.reached(await store.end(), { timeoutMs: UP_TO_DATE_MS });
    return look();
  }

  /** What of all that is due is looked at while a channel is down: what is given up anyway, and one that goes to see. */
  #whileDown(letters: readonly DueLetter[], probes: number): readonly DueLetter[] {
    const [expired, others] = [
      letters.filter((letter) => this.#isPastSending(letter)),
      letters.filter((letter) => !this.#isPastSending(letter)),
    ];
    return [...expired, ...probe(others, probes)];
  }

  #isPastSending({ dueMs }: DueLetter): boolean {
    return dueMs < this.parts.nowMs() - WORTH_SENDING_MS;
  }

  /** Sends one letter, or finds that it is not to be sent. @returns where what was recorded stands; 0 for nothing */
  async #carry(
    letter: DueLetter,
    channel: Channel,
    { over, stillHeld, refused }: Round,
  ): Promise<Position> {
    const { addressOf } = this.parts;
    // Programs are sent every fact as it was recorded, whatever has become of it since.
    const whyIdle = channel.name === 'webhook' ? () => undefined : this.parts.whyIdle;
    const [code] = letter.notices.flatMap((notice) => whyIdle(notice) ?? []);
    if (code !== undefined) {
      // What is idle for another reason, the next look finds.
      const idle = letter.notices.filter((notice) => whyIdle(notice) === code);
      return this.#giveUp(letter, idle, code);
    }
    if (this.#isPastSending(letter)) {
      return this.#giveUp(letter, letter.notices, letter.code ?? 'expired');
    }
    const address = addressOf(letter.zone, letter.recipientId, channel.name);
    if (!address) return this.#giveUp(letter, letter.notices, 'no-address');
    // What the view will say of it once it knows.
    if (refused.has(address.address)) return 0;
    const outcome = await channel.send(this.#messageTo(address, letter), over);
    // What was cut off by the end of the turn may well be the next one's to find out.
    if (outcome.kind !== 'sent' && (over.aborted || !stillHeld())) return 0;
    if (outcome.kind === 'deferred' && outcome.isChannelDown) {
      this.#noteDown(channel, outcome);
      return 0;
    }
    this.#down.delete(channel);
    if (outcome.kind === 'refused') refused.add(address.address);
    return this.#record(letter, this.#attempted(letter, outcome));
  }

  #messageTo(to: Address, letter: DueLetter): OutgoingMessage {
    const { notices } = letter;
    return {
      ...this.parts.write(letter, to),
      to,
      messageId: this.#messageId(letter),
      causeEventIds: [...new Set(notices.map(({ cause }) => cause.eventId))],
    };
  }

  #messageId({ letterId, recipientId }: DueLetter): string {
    return messageIdOf(letterId, recipientId, this.parts.host);
  }

  #noteDown(
    channel: Channel,
    { code, waitMs = 0 }: { readonly code: string; readonly waitMs?: number },
  ): void {
    const down = this.#down.get(channel);
    const sinceMs = down?.sinceMs ?? this.parts.nowMs();
    this.#down.set(channel, { sinceMs, code, waitMs, probes: (down?.probes ?? 0) + 1 });
  }

  #attempted(letter: DueLetter, outcome: SendOutcome): RecordedAs {
    const { nowMs, random } = this.parts;
    const attempt = letter.attempts + 1;
    const messageId = this.#messageId(letter);
    const isToBeRepeated = outcome.kind === 'deferred' || outcome.kind === 'unknown';
    const data: AttemptedDelivery = {
      noticeIds: letter.notices.map(({ noticeId }) => noticeId),
      ...{ channel: letter.channel, messageId, attempt, outcome: outcome.kind },
      ...(outcome.code !== undefined && { code: outcome.code }),
      ...(isToBeRepeated && {
        again: new Date(
          this.#afterQuiet(letter, Math.round(nowMs() + pauseAfter(attempt, random()))),
        ).toISOString(),
      }),
    };
    // A message is sent once, however many have sent it and at whichever attempt.
    const name = outcome.kind === 'sent' ? ['sent'] : ['attempt', String(attempt)];
    return {
      fact: { type: 'DeliveryAttempted', data },
      eventId: idOf('delivery', messageId, ...name),
    };
  }

  /** When somebody may be sent a letter that is to leave at an instant. */
  #afterQuiet({ zone, recipientId, channel }: DueLetter, atMs: number): number {
    if (channel !== 'email') return atMs;
    const { quiet } = this.parts.notices.read((database) =>
      preferencesOf(database, zone, recipientId),
    );
    return afterQuiet(atMs, quiet);
  }

  #giveUp(letter: DueLetter, notices: readonly NoticeInLetter[], code: string): Promise<Position> {
    const messageId = this.#messageId(letter);
    const noticeIds = notices.map(({ noticeId }) => noticeId);
    const setUp = [...new Set(this.parts.channels.map(({ name }) => name))].sort();
    const data = {
      ...{ noticeIds, channel: letter.channel, messageId, code },
      ...(code === 'no-address' && { setUp }),
    };
    return this.#record(letter, {
      fact: { type: 'DeliveryGivenUp', data },
      eventId: idOf('given-up', messageId, ...noticeIds),
    });
  }

  /** @throws StoreUnavailable when the store stays away: the message then is sent again under the same Message-ID */
  async #record(
    { zone, recipientId }: DueLetter,
    { fact, eventId }: RecordedAs,
  ): Promise<Position> {
    const { store, nowMs, policy, pause } = this.parts;
    const { personId, role, authMethod } = theProgram(zone);
    const actor = { personId, role, authMethod };
    const event = mailboxEvent(fact, { eventId, actor, nowMs: nowMs(), policy });
    for (let attempt = 1; ; attempt++) {
      try {
        const { position } = await store.append(mailboxStream(zone, recipientId), [event], 'any');
        return position;
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || attempt >= ATTEMPTS_TO_RECORD) throw error;
        await pause(LOOK_EVERY_MS, new AbortController().signal);
      }
    }
  }
}

/** Since when a channel is down, why, how often somebody went to see, and how long it asks to be left alone. */
interface Down {
  readonly sinceMs: number;
  readonly code: string;
  readonly probes: number;
  readonly waitMs: number;
}

/** What those who carry the letters of one look have in common. */
interface Round {
  readonly over: AbortSignal;
  readonly stillHeld: () => boolean;
  /** The addresses that were refused for good on it. */
  readonly refused: Set<string>;
}

/** A fact under the id that whoever records the same gives it. */
interface RecordedAs {
  readonly fact: MailboxFact;
  readonly eventId: string;
}

/**
 * What a channel is down for is no fault of a message: one goes to see, the others wait. Not always the same, which
 * might be at fault after all.
 */
function probe(letters: readonly DueLetter[], probes: number): readonly DueLetter[] {
  const begin = letters.length === 0 ? 0 : probes % letters.length;
  return letters.slice(begin, begin + 1);
}
