import {
  EventStore,
  START,
  type Appended,
  type ConsumeGroup,
  type Delivery,
  type ExpectedRevision,
  type FollowedBatch,
  type FollowLog,
  type JsonObject,
  type NewEvent,
  type NoticeBoard,
  type ParkedEvent,
  type Position,
  type ReadAll,
  type ReadStream,
  type RecordedEvent,
} from '#event-store';
import { inWriting, isPiiToken, sealedIn, type TextPlace } from '#people';
import { valueAt, withValueAt } from '../correction/json-pointer.js';
import { placesOfPersonalData } from './personal-fields.js';

/**
 * The log, in which a sealed text stands as the token `{"$pii": …}` that the documents describe, while outside of
 * it the same text is a string that knows its place. It needs no key: nothing is opened here.
 */
export class SealedEventStore extends EventStore {
  #lastWritten: Position = START;

  constructor(private readonly log: EventStore) {
    super();
  }

  /** The log as it is written, in which tokens stay tokens. */
  get asWritten(): EventStore {
    return this.log;
  }

  /** Where the last of the facts stands that were written through this object; START before the first. */
  get lastWritten(): Position {
    return this.#lastWritten;
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<Appended> {
    const sealed = events.map((event) => withTokens(stream, event));
    const appended = await this.log.append(stream, sealed, expected);
    this.#lastWritten = Math.max(this.#lastWritten, appended.position);
    return appended;
  }

  async *read(stream: string, options?: ReadStream): AsyncIterable<RecordedEvent> {
    for await (const event of this.log.read(stream, options)) yield withTexts(event);
  }

  async find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    const event = await this.log.find(stream, eventId);
    return event && withTexts(event);
  }

  async *readAll(options?: ReadAll): AsyncIterable<RecordedEvent> {
    for await (const event of this.log.readAll(options)) yield withTexts(event);
  }

  end(): Promise<Position> {
    return this.log.end();
  }

  async *follow(options?: FollowLog): AsyncIterable<FollowedBatch> {
    for await (const batch of this.log.follow(options)) {
      yield { ...batch, events: batch.events.map(withTexts) };
    }
  }

  async *consume(group: string, options?: ConsumeGroup): AsyncIterable<Delivery> {
    for await (const delivery of this.log.consume(group, options)) {
      yield {
        event: withTexts(delivery.event),
        attempt: delivery.attempt,
        acknowledge: () => delivery.acknowledge(),
        retry: () => delivery.retry(),
        park: (reason) => delivery.park(reason),
      };
    }
  }

  async parked(group: string): Promise<readonly ParkedEvent[]> {
    const parked = await this.log.parked(group);
    return parked.map((each) => ({ ...each, event: withTexts(each.event) }));
  }

  replayParked(group: string): Promise<number> {
    return this.log.replayParked(group);
  }

  noticeBoard(name: string): NoticeBoard | undefined {
    return this.log.noticeBoard(name);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

/** A sealed text is a token where it was sealed for; anywhere else it stays the string it is. */
function withTokens(stream: string, event: NewEvent): NewEvent {
  return inPlaces(event, stream, (value, place) => {
    const sealed = typeof value === 'string' ? sealedIn(value) : undefined;
    return sealed && isSamePlace(sealed.place, place) ? sealed.token : undefined;
  });
}

function withTexts(event: RecordedEvent): RecordedEvent {
  return inPlaces(event, event.stream, (value, place) =>
    isPiiToken(value) ? inWriting({ token: value, place }) : undefined,
  );
}

/** The event with something else in the places of personal data, where there is something else. */
function inPlaces<Event extends NewEvent>(
  event: Event,
  stream: string,
  by: (value: unknown, place: TextPlace) => unknown,
): Event {
  return placesOfPersonalData(event).reduce<Event>((changed, pointer) => {
    const other = by(valueAt(changed.data, pointer), { stream, eventId: event.id, pointer });
    if (other === undefined) return changed;
    const data: JsonObject = withValueAt(changed.data, pointer, other);
    return { ...changed, data };
  }, event);
}

function isSamePlace(one: TextPlace, other: TextPlace): boolean {
  return (
    one.stream === other.stream && one.eventId === other.eventId && one.pointer === other.pointer
  );
}
