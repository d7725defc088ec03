import type { EventStore, NewEvent, RecordedEvent } from '#event-store';
import {
  begin,
  evolve,
  lifeFrom,
  snapshotOf,
  workflowOf,
  type Snapshot,
  type Workflows,
} from '#workflow';
import type { AnyLife } from '../command/verb.js';
import { correctionsIn } from '../correction/correction.data.js';
import { asShown } from '../correction/redaction.js';
import type { LifeData } from '../life-data.js';
import type { Envelope } from '../envelope.js';
import type { Snapshots, StoredSnapshot } from './snapshots.js';

/** Facts between two snapshots of a stream. */
export const SNAPSHOT_EVERY = 1_000;
/** Lives kept in memory at once; the one not used for the longest time goes first. */
const KEPT_LIVES = 256;
/** Lives without redacted texts kept at once: few cycles have any. */
const KEPT_SHOWN = 16;

/** The life of a stream as the write side holds it. Only the line of its stream folds facts into it. */
export interface LiveStream {
  readonly stream: string;
  readonly life: AnyLife;
  /**
   * While facts that the life knows are being written: whether they were kept. It never rejects, and stays
   * where they were not.
   */
  writing: Promise<boolean> | undefined;
}

/** The point in a stream somebody asks about: a revision, or an instant (ISO 8601 UTC, milliseconds). */
export type PointInTime = { readonly revision: number } | { readonly instant: string };

/** A life without redacted texts, as it was at a revision. */
interface ShownLife {
  readonly revision: number;
  readonly life: Promise<AnyLife | undefined>;
}

/** Whether a fact was recorded by then. */
function upTo(point: PointInTime): (fact: RecordedEvent) => boolean {
  return 'revision' in point
    ? ({ revision }) => revision <= point.revision
    : ({ metadata }) => (metadata as unknown as Envelope).recordedAt <= point.instant;
}

/** A life as a snapshot keeps it. */
function writtenDown(stream: string, life: AnyLife, eventId: string): StoredSnapshot {
  const json = JSON.stringify(snapshotOf(life));
  const { revision, data } = life;
  return { stream, revision, eventId, recordedAt: data.lastRecordedAt, json };
}

/** The lives of streams: loaded once, kept while used, forgotten when the store says otherwise. */
export class Lives {
  readonly #kept = new Map<string, Promise<LiveStream | undefined>>();
  readonly #shown = new Map<string, ShownLife>();

  constructor(
    private readonly store: EventStore,
    private readonly workflows: Workflows<LifeData>,
    private readonly snapshots: Snapshots,
  ) {}

  /** The life of a stream for the write side, or undefined when the stream has no facts. */
  async get(stream: string): Promise<LiveStream | undefined> {
    const kept = this.#kept.get(stream);
    if (kept) {
      this.#kept.delete(stream);
      this.#kept.set(stream, kept);
      return kept;
    }
    const loading = this.#load(stream);
    this.#keep(stream, loading);
    try {
      const live = await loading;
      if (!live && this.#kept.get(stream) === loading) this.#kept.delete(stream);
      return live;
    } catch (error) {
      if (this.#kept.get(stream) === loading) this.#kept.delete(stream);
      throw error;
    }
  }

  /** Keeps a life whose every fact is durable. */
  keep(live: LiveStream): void {
    this.#keep(live.stream, Promise.resolve(live));
  }

  /** Lets a life go: the store knows better. */
  forget(stream: string): void {
    this.#kept.delete(stream);
  }

  /** Lets go of a life that knows facts which were not kept. */
  abandon(live: LiveStream): void {
    live.writing = Promise.resolve(false);
    this.forget(live.stream);
  }

  /**
   * The life as the store has it now, for reading: without what is not durable yet, and with what other
   * instances have written. It goes on living: look at it at once, or copy what you need.
   */
  async current(stream: string): Promise<AnyLife | undefined> {
    return (await this.#durable(stream))?.life;
  }

  /** Several lives as the store has them, all at once: none of them knows a fact that may not be kept. */
  async together(streams: readonly string[]): Promise<readonly (AnyLife | undefined)[]> {
    for (;;) {
      const lives = await Promise.all(streams.map((stream) => this.#durable(stream)));
      if (lives.every((live) => !live?.writing)) return lives.map((live) => live?.life);
    }
  }

  async #durable(stream: string): Promise<LiveStream | undefined> {
    for (;;) {
      const live = await this.get(stream);
      if (!live) return undefined;
      if (!live.writing && (await this.#isBehind(live))) this.forget(stream);
      else if (!live.writing || (await live.writing)) return live;
    }
  }

  /** The life as it was after a revision or at an instant, replayed from the store. A life of its own. */
  async at(stream: string, point: PointInTime): Promise<AnyLife | undefined> {
    const stored =
      'revision' in point
        ? this.snapshots.latest(stream, point.revision)
        : this.snapshots.before(stream, point.instant);
    return this.#replay(stream, stored, upTo(point));
  }

  /**
   * The life for people to see, now or at a point in time: without the texts that were redacted since, also
   * where it is asked for as it was before. What decides, and what is proved, stays with what is recorded.
   */
  async shown(stream: string, point?: PointInTime): Promise<AnyLife | undefined> {
    const now = await this.current(stream);
    if (!now || correctionsIn(now.data).redactions.length === 0) {
      return point ? this.at(stream, point) : now;
    }
    const hidden = (fact: RecordedEvent): RecordedEvent => asShown(fact, now.data);
    if (point) return this.#replay(stream, undefined, upTo(point), hidden);
    const { revision } = now;
    const kept = this.#shown.get(stream);
    if (kept?.revision === revision) return kept.life;
    const life = this.#replay(stream, undefined, upTo({ revision }), hidden);
    this.#keepShown(stream, { revision, life });
    return life;
  }

  #keepShown(stream: string, shown: ShownLife): void {
    this.#shown.delete(stream);
    this.#shown.set(stream, shown);
    // One that could not be replayed is tried again when it is next asked for.
    shown.life.catch(() => this.#shown.delete(stream));
    if (this.#shown.size > KEPT_SHOWN) {
      const [oldest] = this.#shown.keys();
      if (oldest !== undefined) this.#shown.delete(oldest);
    }
  }

  /** The whole life replayed from the first fact, with no cache in between. */
  async fromZero(stream: string): Promise<AnyLife | undefined> {
    return this.#replay(stream, undefined, () => true);
  }

  /** The life written down, when the events it was just brought to begin a new stretch; saved once durable. */
  snapshotDue(
    { stream, life }: Pick<LiveStream, 'stream' | 'life'>,
    before: number,
    events: readonly NewEvent[],
  ): StoredSnapshot | undefined {
    const last = events.at(-1);
    const stretches = (revision: number): number => Math.floor((revision + 1) / SNAPSHOT_EVERY);
    if (!last || stretches(life.revision) === stretches(before)) return undefined;
    return writtenDown(stream, life, last.id);
  }

  #keep(stream: string, live: Promise<LiveStream | undefined>): void {
    this.#kept.delete(stream);
    this.#kept.set(stream, live);
    if (this.#kept.size > KEPT_LIVES) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
  }

  #isBehind({ stream, life }: LiveStream): Promise<boolean> {
    return this.#reaches(stream, life.revision + 1);
  }

  /** Whether a stream has an event at a revision, or beyond it. */
  async #reaches(stream: string, from: number): Promise<boolean> {
    for await (const _written of this.store.read(stream, { from, max: 1 })) return true;
    return false;
  }

  async #load(stream: string): Promise<LiveStream | undefined> {
    // Of most zones one register or the other is not there, and every command asks for it.
    if (!(await this.#reaches(stream, 0))) return undefined;
    const stored = this.snapshots.latest(stream, Number.MAX_SAFE_INTEGER);
    let replayed = 0;
    let lastId = '';
    const life = await this.#replay(stream, stored, ({ id }) => {
      replayed++;
      lastId = id;
      return true;
    });
    // What other instances recorded was never written down here: without this, each of their facts would cost
    // us the whole stream once more.
    if (life && replayed >= SNAPSHOT_EVERY) this.snapshots.save(writtenDown(stream, life, lastId));
    return life && { stream, life, writing: undefined };
  }

  async #replay(
    stream: string,
    stored: StoredSnapshot | undefined,
    wanted: (fact: RecordedEvent) => boolean,
    seen: (fact: RecordedEvent) => RecordedEvent = (fact) => fact,
  ): Promise<AnyLife | undefined> {
    let life = stored && (await this.#restored(stored));
    const from = life ? life.revision + 1 : 0;
    for await (const fact of this.store.read(stream, { from })) {
      if (!wanted(fact)) break;
      life ??= begin(workflowOf(this.workflows, fact));
      evolve(life, seen(fact));
    }
    return life;
  }

  /** The life of a snapshot, if it is of this log: the event it was taken after stands where it stood. */
  async #restored({
    stream,
    revision,
    eventId,
    json,
  }: StoredSnapshot): Promise<AnyLife | undefined> {
    const event = await this.store.find(stream, eventId);
    if (event?.revision !== revision) return undefined;
    return lifeFrom(this.workflows, JSON.parse(json) as Snapshot<LifeData>);
  }
}
