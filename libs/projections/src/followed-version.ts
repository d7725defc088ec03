import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import { START } from '#event-store';
import type { EventStore, Position, RecordedEvent } from '#event-store';
import type { Progress } from './progress.js';
import { ProjectionFile } from './projection-file.js';
import type { ParkedFact } from './projection-file.js';
import type { ProjectionFolder } from './projection-folder.js';
import type { Projection } from './projection.js';
import { ProjectionUnavailable } from './projection-unavailable.js';
import { isBusy } from './sqlite-fault.js';

/**
 * Facts per transaction. Large enough that a commit costs little per fact, small enough that nobody
 * else in this process waits more than some milliseconds.
 */
const BATCH = 500;

/**
 * The rest after a batch that came as far as the log, unless somebody waits for more, in milliseconds. While
 * many write, a view then takes what came meanwhile in one transaction instead of one for each of them; when
 * nobody has written for so long, a fact is applied at once.
 */
const REST_MS = 50;

/** The pause after a failure, in milliseconds; it doubles at each failure in a row up to the second. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** What came of a second attempt at the parked facts. */
export interface Retried {
  /** Facts that were applied now. */
  readonly applied: number;
  /** Facts that failed again and stay parked. */
  readonly parked: number;
}

/**
 * One version of a projection on its way along the log: follows, applies, starts again after a
 * failure. A failure (store away, disk full) concerns this version only, is logged, shows in
 * `failure`, and passes when its cause has passed.
 */
export class FollowedVersion {
  private readonly ending = new AbortController();
  private file: ProjectionFile | undefined;
  private running: Promise<void> | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private lastFailure: string | undefined;
  private atEnd = false;

  constructor(
    readonly projection: Projection,
    private readonly store: EventStore,
    private readonly folder: ProjectionFolder,
    private readonly logger: Logger,
    private readonly progress: Progress,
    private readonly progressed: () => void,
  ) {}

  get checkpoint(): Position {
    return this.file?.checkpoint ?? START;
  }

  /** True once it reached the end of the log as it stood; it stays true while following along. */
  get caughtUp(): boolean {
    return this.atEnd;
  }

  /** Why it is not following just now, if so. */
  get failure(): string | undefined {
    return this.lastFailure;
  }

  /** Opens the file, so that what is there can be read at once, and begins to follow. */
  start(): void {
    try {
      this.open();
    } catch (error) {
      this.failed(error);
    }
    this.running = this.run();
  }

  /** @throws ProjectionUnavailable when there is no file to read just now. */
  read<T>(fn: (database: DatabaseSync) => T): T {
    return this.opened().read(fn);
  }

  parked(): readonly ParkedFact[] {
    return this.opened().parked();
  }

  parkedCount(): number {
    return this.file?.parkedCount() ?? 0;
  }

  /** Applies the parked facts again, in the order of the log, each by itself. */
  async retryParked(): Promise<Retried> {
    let applied = 0;
    let parked = 0;
    for (const { stream, revision } of this.parked()) {
      const event = await this.recorded(stream, revision);
      if (!event) throw new Error(`The log has no revision ${revision} of ${stream} any more`);
      if (this.opened().retry(event)) applied++;
      else parked++;
    }
    return { applied, parked };
  }

  /** Nothing is written or read after this call; the promise ends when the store was let go, too. */
  async stop(): Promise<void> {
    this.ending.abort();
    this.close();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopped()) {
      try {
        await this.follow();
      } catch (error) {
        if (this.isStopped()) return;
        this.failed(error);
        // Only stopping cuts a pause short, and the loop looks at that next.
        const { signal } = this.ending;
        await pause(this.pauseMs, undefined, { signal }).catch(() => undefined);
        this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  private async follow(): Promise<void> {
    // After a failure the connection is not to be trusted; opening again also looks at the file again.
    if (!this.file || this.lastFailure !== undefined) this.open();
    const end = await this.store.end();
    const belongs = await this.belongsTo(end);
    if (this.isStopped()) return;
    if (!belongs) this.rebuild('it was built from another log');
    this.lastFailure = undefined;
    if (this.checkpoint >= end) this.moved(true);

    for await (const batch of this.store.follow({
      after: this.checkpoint,
      filter: this.projection.filter,
      batch: BATCH,
      signal: this.ending.signal,
    })) {
      if (this.isStopped()) return;
      const errors = this.opened().apply(batch);
      if (errors.length > 0) this.reportParked(errors);
      this.pauseMs = FIRST_PAUSE_MS;
      this.moved(batch.caughtUp);
      // A rebuild takes many batches; requests get their turn in between.
      await (batch.caughtUp ? this.progress.rest(REST_MS, this.ending.signal) : breathe());
    }
    if (!this.isStopped()) throw new Error('The store ended the following');
  }

  private isStopped(): boolean {
    return this.ending.signal.aborted;
  }

  private moved(caughtUp: boolean): void {
    this.atEnd ||= caughtUp;
    this.progressed();
  }

  /** A log restored from a backup, or begun anew, does not hold the last fact that the file holds. */
  private async belongsTo(logEnd: Position): Promise<boolean> {
    const last = this.opened().lastFact();
    if (!last) return this.checkpoint <= logEnd;
    const found = await this.recorded(last.stream, last.revision);
    return found?.id === last.id && found.position === last.position;
  }

  private async recorded(stream: string, revision: number): Promise<RecordedEvent | undefined> {
    for await (const event of this.store.read(stream, { from: revision, max: 1 })) return event;
    return undefined;
  }

  /** Opens the file again; one that cannot be trusted is a spoilt cache and is built anew. */
  private open(): void {
    this.close();
    const found = this.folder.has(this.projection);
    try {
      this.file = this.openFile();
    } catch (error) {
      if (!found || isBusy(error)) throw error;
      this.rebuild(String(error));
    }
  }

  private rebuild(reason: string): void {
    this.logger.warn(`${this.label} is rebuilt from the beginning of the log: ${reason}`);
    this.close();
    this.folder.remove(this.projection);
    this.file = this.openFile();
    this.atEnd = false;
  }

  private openFile(): ProjectionFile {
    return new ProjectionFile(this.projection, this.folder.pathOf(this.projection));
  }

  private opened(): ProjectionFile {
    if (!this.file) throw new ProjectionUnavailable(this.label, this.lastFailure ?? 'not started');
    return this.file;
  }

  private close(): void {
    this.file?.close();
    this.file = undefined;
  }

  private failed(error: unknown): void {
    this.lastFailure = String(error);
    this.logger.error(`${this.label} stopped following and will try again`, stackOf(error));
  }

  private reportParked(errors: readonly unknown[]): void {
    const [first] = errors;
    this.logger.error(`${this.label} parked facts: ${errors.length}. The first:`, stackOf(first));
  }

  private get label(): string {
    return `${this.projection.name} v${this.projection.version}`;
  }
}

function stackOf(error: unknown): string {
  return (error as Partial<Error> | undefined)?.stack ?? String(error);
}
