import type { EventStore, RecordedEvent } from '#event-store';
import {
  begin,
  evolve,
  lifeFrom,
  snapshotOf,
  workflowOf,
  type Snapshot,
  type Workflows,
} from '#workflow';
import type { CycleLife } from '../command/verb.js';
import type { CycleData } from '../cycle/cycle-data.js';
import type { Envelope } from '../envelope.js';
import type { Snapshots } from './snapshots.js';

/** Facts between two snapshots of a stream. */
export const SNAPSHOT_EVERY = 1_000;
/** Lives kept in memory at once; the one not used for the longest time goes first. */
const KEPT_LIVES = 256;

/** The life of a stream as the write side holds it: it may run ahead of what is durable. */
export interface LiveStream {
  readonly stream: string;
  readonly life: CycleLife;
  /** Settles when everything the life knows is durable; rejects when some of it was not kept. */
  settled: Promise<void>;
}

/** The point in a stream somebody asks about: a revision, or an instant (ISO 8601 UTC). */
export type PointInTime = { readonly revision: number } | { readonly instant: string };

/** The lives of streams: loaded once, kept while used, forgotten when the store says otherwise. */
export class Lives {
  readonly #kept = new Map<string, Promise<LiveStream | undefined>>();

  constructor(
    private readonly store: EventStore,
    private readonly workflows: Workflows<CycleData>,
    private readonly snapshots: Snapshots,
  ) {}

  /** The life of a stream, or undefined when the stream has no facts. */
  async get(stream: string): Promise<LiveStream | undefined> {
    const kept = this.#kept.get(stream);
    if (kept) {
      this.#kept.delete(stream);
      this.#kept.set(stream, kept);
      return kept;
    }
    const loading = this.#load(stream);
    this.keep(stream, loading);
    try {
      const live = await loading;
      if (!live && this.#kept.get(stream) === loading) this.#kept.delete(stream);
      return live;
    } catch (error) {
      if (this.#kept.get(stream) === loading) this.#kept.delete(stream);
      throw error;
    }
  }

  /** Keeps a life that was just begun. */
  keep(stream: string, live: Promise<LiveStream | undefined>): void {
    this.#kept.set(stream, live);
    if (this.#kept.size > KEPT_LIVES) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
  }

  /** Lets a life go: the store knows better. */
  forget(stream: string): void {
    this.#kept.delete(stream);
  }

  /** The life as it was after a revision or at an instant, replayed from the store. A life of its own. */
  async at(stream: string, point: PointInTime): Promise<CycleLife | undefined> {
    const stored =
      'revision' in point
        ? this.snapshots.latest(stream, point.revision)
        : this.snapshots.before(stream, point.instant);
    return this.#replay(stream, stored?.json, (fact) =>
      'revision' in point
        ? fact.revision <= point.revision
        : (fact.metadata as unknown as Envelope).recordedAt <= point.instant,
    );
  }

  /** The whole life replayed from the first fact, with no cache in between. */
  async fromZero(stream: string): Promise<CycleLife | undefined> {
    return this.#replay(stream, undefined, () => true);
  }

  /** The life as JSON, when its last fact is one that begins a new stretch; to be saved once durable. */
  snapshotDue(life: CycleLife, before: number): string | undefined {
    return Math.floor((life.revision + 1) / SNAPSHOT_EVERY) >
      Math.floor((before + 1) / SNAPSHOT_EVERY)
      ? JSON.stringify(snapshotOf(life))
      : undefined;
  }

  async #load(stream: string): Promise<LiveStream | undefined> {
    const stored = this.snapshots.latest(stream, Number.MAX_SAFE_INTEGER);
    const life = await this.#replay(stream, stored?.json, () => true);
    return life && { stream, life, settled: Promise.resolve() };
  }

  async #replay(
    stream: string,
    json: string | undefined,
    wanted: (fact: RecordedEvent) => boolean,
  ): Promise<CycleLife | undefined> {
    let life = json === undefined ? undefined : this.#restored(json);
    const from = life ? life.revision + 1 : 0;
    for await (const fact of this.store.read(stream, { from })) {
      if (!wanted(fact)) break;
      life ??= begin(workflowOf(this.workflows, fact));
      evolve(life, fact);
    }
    return life;
  }

  #restored(json: string): CycleLife | undefined {
    return lifeFrom(this.workflows, JSON.parse(json) as Snapshot<CycleData>);
  }
}
