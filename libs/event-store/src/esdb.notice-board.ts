import { randomUUID } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import { NoticeBoard, type JsonObject, type Notice } from './event-store.js';
import { sendAppend } from './esdb.append.js';
import type { EsdbConnection } from './esdb.connection.js';
import { unavailable } from './esdb.failures.js';
import { Patience } from './esdb.patience.js';
import type { EsdbReading } from './esdb.reading.js';
import { noticesStream } from './notices.js';

/** How long looking at the board, or posting, may take, in milliseconds: whoever waits soon has to know. */
const CALL_MS = 2_500;
/** A server keeps the last so many, and takes the others away when it is tidied up. */
const KEPT = 8;

/**
 * A board as a small stream of the server. Of the rules of the port it needs none but the exact revision,
 * which the server compares; and nothing about its notices is remembered, however many there have been.
 */
export class EsdbNoticeBoard extends NoticeBoard {
  readonly #stream: string;
  #limited = false;

  constructor(
    name: string,
    private readonly connection: EsdbConnection,
    private readonly reading: EsdbReading,
  ) {
    super();
    this.#stream = noticesStream(name);
  }

  async latest(): Promise<Notice | undefined> {
    try {
      const patience = new Patience(CALL_MS);
      const page = await this.reading.streamPage(this.#stream, 'end', false, 1, patience);
      const [event] = page.events;
      return event && { id: event.id, revision: event.revision, data: event.data };
    } catch (error) {
      throw unavailable(error);
    }
  }

  async post(id: string, data: JsonObject, after: number): Promise<Notice | undefined> {
    try {
      await this.#limit();
      const answer = await this.#append(this.#stream, id, 'Notice', data, after);
      return answer.kind === 'written' ? { id, revision: after + 1, data } : undefined;
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** Says once that the stream is to stay small. If it had been said before, that holds. */
  async #limit(): Promise<void> {
    if (this.#limited) return;
    const limit = { $maxCount: KEPT };
    await this.#append(`$$${this.#stream}`, randomUUID(), '$metadata', limit, -1);
    this.#limited = true;
  }

  #append(stream: string, id: string, type: string, data: JsonObject, after: number) {
    const event = { id, type, data: canonicalJson(data), metadata: '{}' };
    return this.connection.insist(new Patience(CALL_MS), (remote, deadline) =>
      sendAppend(remote, deadline, stream, [event], after),
    );
  }
}
