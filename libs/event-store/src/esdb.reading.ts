import type { ClientReadableStream } from '@grpc/grpc-js';
import { START } from './event-store.js';
import type { Position, RecordedEvent } from './event-store.js';
import type { EsdbConnection } from './esdb.connection.js';
import { recordedEvent, storedEvent, streamIdentifier } from './esdb.events.js';
import type { RecordedMessage } from './esdb.events.js';
import { failureOf } from './esdb.failures.js';
import { Patience } from './esdb.patience.js';
import { shared, streams } from './esdb.protocol.js';
import type { Streams } from './esdb.protocol.js';
import type { StoredEvent } from './stored-event.js';

/** How long somebody waits for a page, over all tries, in milliseconds. */
const PAGE_MS = 3_500;
/** A page of large events ends before it holds many more bytes than this. */
const MAX_PAGE_BYTES = 4_194_304;

/** Some events in the order asked for. */
export interface EsdbPage<Event = RecordedEvent> {
  readonly events: readonly Event[];
  /** True when there were no more at this moment. */
  readonly last: boolean;
  /** False for a stream that is not there. */
  readonly found: boolean;
}

type Options = Streams.ReadReq.Options;

/**
 * Reads the store page by page. Each page is a call of its own that is answered in time or fails, so that
 * a stalled store is told from a reader who takes its time, and nothing stays open when a reader leaves.
 */
export class EsdbReading {
  constructor(private readonly connection: EsdbConnection) {}

  /** Events of a stream, from this revision inclusive; `'end'` is its last one. @throws EsdbFailure */
  streamPage(
    stream: string,
    from: number | 'end',
    forward: boolean,
    limit: number,
    patience = new Patience(PAGE_MS),
  ): Promise<EsdbPage> {
    return this.#streamPage(stream, from, forward, limit, patience, recordedEvent);
  }

  /** The same forward, with the bytes of each event. @throws EsdbFailure */
  storedStreamPage(
    stream: string,
    from: number,
    limit: number,
    patience: Patience,
  ): Promise<EsdbPage<StoredEvent>> {
    return this.#streamPage(stream, from, true, limit, patience, storedEvent);
  }

  async #streamPage<Event>(
    stream: string,
    from: number | 'end',
    forward: boolean,
    limit: number,
    patience: Patience,
    eventOf: (message: RecordedMessage) => Event,
  ): Promise<EsdbPage<Event>> {
    const of = new streams.ReadReq.Options.StreamOptions();
    of.setStreamIdentifier(streamIdentifier(stream));
    if (from === 'end') of.setEnd(new shared.Empty());
    else of.setRevision(String(from));
    const options = readOptions(forward, limit).setStream(of);
    try {
      return await this.#page(options, limit, patience, eventOf);
    } catch (error) {
      // Ended for ever by an administrator: there is nothing left to read.
      if (failureOf(error).kind === 'stream-deleted') return NOT_FOUND;
      throw error;
    }
  }

  /**
   * Events of the whole log, those of the server itself included, strictly beyond a position.
   * @throws EsdbFailure
   */
  logPage(
    after: Position | 'end',
    forward: boolean,
    limit: number,
    patience = new Patience(PAGE_MS),
  ): Promise<EsdbPage> {
    return this.#logPage(after, forward, limit, patience, recordedEvent);
  }

  /** The same forward, with the bytes of each event. @throws EsdbFailure */
  storedPage(after: Position, limit: number): Promise<EsdbPage<StoredEvent>> {
    return this.#logPage(after, true, limit, new Patience(PAGE_MS), storedEvent);
  }

  async #logPage<Event extends { readonly position: Position }>(
    after: Position | 'end',
    forward: boolean,
    limit: number,
    patience: Patience,
    eventOf: (message: RecordedMessage) => Event,
  ): Promise<EsdbPage<Event>> {
    const of = new streams.ReadReq.Options.AllOptions();
    if (after === 'end') of.setEnd(new shared.Empty());
    else if (after === START) of.setStart(new shared.Empty());
    else of.setPosition(position(after));
    // Forward the server counts the position itself in: one more than we need, to be dropped.
    const inclusive = forward && after !== 'end' && after !== START;
    const count = inclusive ? limit + 1 : limit;
    const options = readOptions(forward, count).setAll(of);
    const page = await this.#page(options, count, patience, eventOf);
    if (!inclusive) return page;
    return { ...page, events: page.events.filter((event) => event.position > after) };
  }

  /** Position of the last event of the log, whoever wrote it; START if there is none. */
  async end(): Promise<Position> {
    const { events } = await this.logPage('end', false, 1);
    return events[0]?.position ?? START;
  }

  /** The last events of a stream, latest first, with the links through which they are read. */
  lastThroughLinks(
    stream: string,
    limit: number,
    patience = new Patience(PAGE_MS),
  ): Promise<readonly Streams.ReadResp.ReadEvent[]> {
    const of = new streams.ReadReq.Options.StreamOptions();
    of.setStreamIdentifier(streamIdentifier(stream)).setEnd(new shared.Empty());
    const options = readOptions(false, limit).setStream(of).setResolveLinks(true);
    return this.connection.insist(patience, async (remote, deadline) => {
      const read: Streams.ReadResp.ReadEvent[] = [];
      const request = new streams.ReadReq().setOptions(options);
      await collect(remote.streams.read(request, remote.metadata(), { deadline }), (event) => {
        read.push(event);
        return true;
      });
      return read;
    });
  }

  #page<Event>(
    options: Options,
    limit: number,
    patience: Patience,
    eventOf: (message: RecordedMessage) => Event,
  ): Promise<EsdbPage<Event>> {
    return this.connection.insist(patience, async (remote, deadline) => {
      const events: Event[] = [];
      let bytes = 0;
      const request = new streams.ReadReq().setOptions(options);
      const call = remote.streams.read(request, remote.metadata(), { deadline });
      const found = await collect(call, (message) => {
        const recorded = message.getEvent();
        if (recorded === undefined) return true;
        events.push(eventOf(recorded));
        bytes += recorded.getData_asU8().byteLength + recorded.getCustomMetadata_asU8().byteLength;
        return bytes < MAX_PAGE_BYTES;
      });
      return { events, found, last: events.length < limit && bytes < MAX_PAGE_BYTES };
    });
  }
}

const NOT_FOUND: EsdbPage<never> = { events: [], last: true, found: false };

/**
 * Takes what a call brings until it ends, or until somebody has had enough.
 * @returns false if the server knows no such stream
 */
function collect(
  call: ClientReadableStream<Streams.ReadResp>,
  take: (event: Streams.ReadResp.ReadEvent) => boolean,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let found = true;
    call.on('data', (message: Streams.ReadResp) => {
      if (message.hasStreamNotFound()) found = false;
      const event = message.getEvent();
      if (event === undefined) return;
      try {
        if (take(event)) return;
        resolve(true);
      } catch (error) {
        reject(failureOf(error));
      }
      call.cancel();
    });
    call.on('error', (error) => {
      reject(failureOf(error)); // after it was settled, as by our own cancelling, this does nothing
    });
    call.on('end', () => {
      resolve(found);
    });
  });
}

function readOptions(forward: boolean, count: number): Options {
  const { ReadDirection, UUIDOption } = streams.ReadReq.Options;
  const options = new streams.ReadReq.Options();
  options.setReadDirection(forward ? ReadDirection.FORWARDS : ReadDirection.BACKWARDS);
  options.setCount(String(count));
  options.setResolveLinks(false);
  options.setNoFilter(new shared.Empty());
  options.setUuidOption(new UUIDOption().setString(new shared.Empty()));
  return options;
}

function position(at: Position): Streams.ReadReq.Options.Position {
  const message = new streams.ReadReq.Options.Position();
  message.setCommitPosition(String(at));
  message.setPreparePosition(String(at));
  return message;
}
