import { AppendTooLarge, START, WrongExpectedRevision } from './event-store.js';
import type { Appended, Position, RecordedEvent } from './event-store.js';
import type { AppendAnswer } from './esdb.append-answer.js';
import type { AppendRequest } from './esdb.append-request.js';
import type { EsdbConnection } from './esdb.connection.js';
import { isTheVery } from './esdb.events.js';
import { EsdbFailure, failureOf, outcomeUnknown, tooLate, unavailable } from './esdb.failures.js';
import type { KnownStream } from './esdb.known-stream.js';
import { KnownStreams } from './esdb.known-streams.js';
import { Patience } from './esdb.patience.js';
import type { EsdbReading } from './esdb.reading.js';
import type { EsdbSightings } from './esdb.sightings.js';
import type { PreparedAppend } from './prepared-append.js';

/** How long an append may take, over all its tries, in milliseconds: below the five seconds callers wait. */
const APPEND_MS = 4_000;
/** How long looking for an event may take, in milliseconds. */
const FIND_MS = 3_500;
const PAGE = 500;

/**
 * Writes to streams with the rules of the port on a server whose own rules are weaker: it knows ids only
 * as long as they are in its memory, and not at all where the expected revision is right. So what is a
 * repetition and what is wrong is decided here, by the ids of the stream, and the server is always told
 * the exact revision: if anybody else wrote meanwhile it refuses, and we look and decide again.
 */
export class EsdbWriting {
  readonly #streams = new KnownStreams();

  constructor(
    private readonly connection: EsdbConnection,
    private readonly reading: EsdbReading,
    private readonly sightings: EsdbSightings,
  ) {}

  /** @throws WrongExpectedRevision, AppendTooLarge, StoreUnavailable */
  append(append: PreparedAppend): Promise<Appended> {
    const patience = new Patience(APPEND_MS); // waiting for others at the stream counts, too
    return this.#streams.turn(append.stream, (known) => this.#append(append, known, patience));
  }

  /** @throws StoreUnavailable */
  find(stream: string, id: string): Promise<RecordedEvent | undefined> {
    const patience = new Patience(FIND_MS);
    return this.#streams.turn(stream, async (known) => {
      try {
        if (known.place(id) === undefined) await this.#learn(stream, known, patience);
        const place = known.place(id);
        if (place === undefined) return undefined;
        return await this.#eventAt(stream, place.revision, patience);
      } catch (error) {
        throw unavailable(error);
      }
    });
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.#streams.idle();
  }

  async #append(append: PreparedAppend, known: KnownStream, patience: Patience): Promise<Appended> {
    /** Set when a try may have been kept without our knowing. */
    let unknown: EsdbFailure | undefined;
    let written = false;
    try {
      if (known.current === -1) await this.#learn(append.stream, known, patience);
      for (;;) {
        let verdict = decide(append, known);
        if (verdict === 'wrong' || append.events.length === 0) {
          await this.#learn(append.stream, known, patience);
          verdict = decide(append, known);
        }
        if (verdict === 'wrong') throw wrong(append, known.current);
        if (verdict !== 'write') {
          // What an earlier try of this very call has written is no repetition.
          const repeated =
            verdict.repeated &&
            (unknown === undefined || !(await this.#isOurs(append, known, patience)));
          return await this.#answer(append.stream, { ...verdict, repeated }, patience);
        }
        if (patience.isOver) throw tooLate();
        const request = { stream: append.stream, events: append.events, after: known.current };
        const sighting = this.sightings.look(request);
        try {
          const answer = await this.#try(request, patience);
          if (answer instanceof EsdbFailure) {
            unknown = answer;
            await patience.pause();
            await this.#learn(append.stream, known, patience);
          } else if (answer.kind === 'wrong') {
            await this.#learn(append.stream, known, patience);
            known.skipTo(answer.current);
          } else {
            remember(append, known, answer);
            written = true;
            // Another process may have written the same first, which the server takes for a success: as when
            // a command is sent to two instances. Whatever else we then knew of the events would be untrue.
            let seen = await sighting.at(answer.position);
            if (seen === 'long there' && unknown === undefined) seen = 'others';
            const ours =
              seen === 'ours' ||
              (seen !== 'others' && (await this.#isOurs(append, known, patience)));
            return await this.#answer(append.stream, { ...answer, repeated: !ours }, patience);
          }
        } finally {
          this.sightings.leave(sighting);
        }
      }
    } catch (error) {
      if (error instanceof WrongExpectedRevision || error instanceof AppendTooLarge) throw error;
      if (unknown === undefined && !written) throw unavailable(error);
      throw outcomeUnknown(unknown ?? error);
    }
  }

  /**
   * @returns a failure that leaves the outcome unknown
   * @throws EsdbFailure, AppendTooLarge: nothing was written
   */
  async #try(request: AppendRequest, patience: Patience): Promise<Decided | EsdbFailure> {
    const deadline = patience.deadline();
    let answer: AppendAnswer;
    try {
      answer = await this.connection.run(deadline, ({ appends }) =>
        appends.send(request, deadline),
      );
    } catch (error) {
      if (this.connection.closed) throw error;
      return failureOf(error);
    }
    if (answer.kind !== 'refused') return answer;
    if (answer.failure.kind !== 'too-large') throw answer.failure;
    throw new AppendTooLarge(
      'Il deposito degli eventi non accetta scritture così grandi: alzarne il limite MaxAppendSize. / ' +
        'The event store does not take appends of this size: raise its limit MaxAppendSize.',
      { cause: answer.failure },
    );
  }

  /** Whether the events that are recorded are, byte for byte, those of this append. */
  async #isOurs(
    { stream, events }: PreparedAppend,
    known: KnownStream,
    patience: Patience,
  ): Promise<boolean> {
    for (let next = 0; next < events.length;) {
      const place = known.place(events[next]?.id ?? '');
      if (place === undefined) return false;
      const limit = events.length - next;
      const page = await this.reading.storedStreamPage(stream, place.revision, limit, patience);
      if (page.events.length === 0) return false;
      for (const recorded of page.events) {
        const ours = events[next++];
        if (ours === undefined || !isTheVery(recorded, ours)) return false;
      }
    }
    return true;
  }

  async #answer(
    stream: string,
    { revision, position, repeated }: Resting,
    patience: Patience,
  ): Promise<Appended> {
    return {
      revision,
      position: position ?? (await this.#positionOf(stream, revision, patience)),
      repeated,
    };
  }

  async #positionOf(stream: string, revision: number, patience: Patience): Promise<Position> {
    if (revision < 0) return START;
    return (await this.#eventAt(stream, revision, patience))?.position ?? START;
  }

  async #eventAt(
    stream: string,
    revision: number,
    patience: Patience,
  ): Promise<RecordedEvent | undefined> {
    const { events } = await this.reading.streamPage(stream, revision, true, 1, patience);
    const [event] = events;
    return event?.revision === revision ? event : undefined;
  }

  /** Reads what has come to the stream since it was last looked at. @throws EsdbFailure */
  async #learn(stream: string, known: KnownStream, patience: Patience): Promise<void> {
    for (;;) {
      const from = known.current + 1;
      const { events, last, found } = await this.reading.storedStreamPage(
        ...([stream, from, PAGE, patience] as const),
      );
      if (!found) known.forget();
      for (const { id, revision, position } of events) known.add(id, { revision, position });
      if (last) return;
    }
  }
}

/** An answer after which it is known what was written. */
type Decided = Exclude<AppendAnswer, { readonly kind: 'refused' }>;

/** Where an append came to rest, as far as we know without asking. */
interface Resting {
  readonly revision: number;
  readonly position: Position | undefined;
  readonly repeated: boolean;
}

function remember(
  { events }: PreparedAppend,
  known: KnownStream,
  { revision, position }: AppendAnswer & { readonly kind: 'written' },
): void {
  const first = revision - events.length + 1;
  for (const [n, { id }] of events.entries()) {
    const last = n === events.length - 1;
    known.add(id, { revision: first + n, position: last ? position : undefined });
  }
}

function decide(
  { events, expected }: PreparedAppend,
  known: KnownStream,
): Resting | 'write' | 'wrong' {
  const { current } = known;
  if (expected === 'exists' && current === -1) return 'wrong';
  const believed = typeof expected === 'number' ? expected : expected === 'none' ? -1 : current;
  if (events.length === 0) {
    if (believed !== current) return 'wrong';
    return { revision: current, position: known.last?.position, repeated: false };
  }
  const places = events.map(({ id }) => known.place(id));
  const last = places.at(-1);
  if (last !== undefined && !places.includes(undefined)) {
    const justAfter = places.every((place, n) => place?.revision === believed + 1 + n);
    if (justAfter || believed === current) return { ...last, repeated: true };
  }
  if (believed !== current || places.some((place) => place !== undefined)) return 'wrong';
  return 'write';
}

function wrong({ stream, expected }: PreparedAppend, current: number): WrongExpectedRevision {
  return new WrongExpectedRevision(stream, expected, current === -1 ? 'none' : current);
}
