import type { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import type { EventStore, Position } from '#event-store';
import { FollowedVersion } from './followed-version.js';
import type { Retried } from './followed-version.js';
import { NotYetProjected } from './not-yet-projected.js';
import { Progress } from './progress.js';
import type { ParkedFact } from './projection-file.js';
import type { ProjectionFolder } from './projection-folder.js';
import { ProjectionUnavailable } from './projection-unavailable.js';
import type { Projection } from './projection.js';

/** How a projection stands, for health pages. */
export interface Lag {
  readonly name: string;
  /** The version that is being read. */
  readonly version: number;
  readonly checkpoint: Position;
  readonly logEnd: Position;
  /** True when the rows show the whole log as it stands. */
  readonly caughtUp: boolean;
  /** How many facts could not be applied. */
  readonly parked: number;
  /** The newer version that is being built beside it, if any. */
  readonly building: { readonly version: number; readonly checkpoint: Position } | undefined;
  /** Why the projection is not following the log just now, if so. */
  readonly failure: string | undefined;
}

/** How long a reader waits for the rows to come as far as the log. */
export interface Reach {
  /** In milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Keeps the rows of one projection up to the log and lets people read them.
 * While a new version is being built, the version before it goes on being followed and read; when
 * the new one has come as far, it is read instead, and the older files are deleted.
 */
export class Projector {
  private readonly logger: Logger;
  private readonly progress = new Progress();
  private readonly current: FollowedVersion;
  private served: FollowedVersion;
  private retired: Promise<void> | undefined;
  private tidied = false;

  /** @throws RangeError when names and versions do not make one file each. */
  constructor(
    readonly projection: Projection,
    private readonly store: EventStore,
    private readonly folder: ProjectionFolder,
  ) {
    checkNameAndVersions(projection);
    this.logger = new Logger(`Projection ${projection.name}`);
    this.current = this.follower(projection);
    this.served = this.current;
  }

  /** Opens what is there, for reading at once, and begins to follow the log. Does not wait for it. */
  start(): void {
    const former = this.formerVersion();
    if (former) this.served = this.follower(former);
    this.served.start();
    if (former) this.current.start();
    this.progressed();
  }

  /**
   * Looks at the rows. `fn` is synchronous and cannot write. Its second argument is the version that
   * made the rows: the present one, or the one before it while the present one is being built.
   * @throws ProjectionUnavailable, and whatever `fn` throws.
   */
  read<T>(fn: (database: DatabaseSync, version: number) => T): T {
    const { version } = this.served.projection;
    return this.served.read((database) => fn(database, version));
  }

  /**
   * Waits until what is read shows the log up to this position, so that people see what they wrote.
   * @throws NotYetProjected when the time is over; the signal's reason; ProjectionUnavailable when
   * the projector is stopped meanwhile.
   */
  reached(position: Position, { timeoutMs, signal }: Reach): Promise<void> {
    return this.progress.until(() => this.served.checkpoint >= position, {
      timeoutMs,
      signal,
      late: () => new NotYetProjected(this.projection.name, position, this.served.checkpoint),
    });
  }

  /** Up to where what is read shows the log: what is worked out of it holds as long as this stays. */
  get checkpoint(): Position {
    return this.served.checkpoint;
  }

  /** True once the present version is read and has come to the end of the log as it stood. */
  get isReady(): boolean {
    return this.served === this.current && this.current.caughtUp;
  }

  /**
   * Waits, as long as it takes, until `isReady`.
   * @throws ProjectionUnavailable when the projector is stopped before.
   */
  ready(): Promise<void> {
    return this.progress.until(() => this.isReady);
  }

  async lag(): Promise<Lag> {
    const logEnd = await this.store.end();
    const { projection, checkpoint } = this.served;
    const { version } = this.projection;
    return {
      name: projection.name,
      version: projection.version,
      checkpoint,
      logEnd,
      caughtUp: checkpoint >= logEnd,
      parked: this.served.parkedCount(),
      building:
        this.served === this.current ? undefined : { version, checkpoint: this.current.checkpoint },
      failure: this.current.failure ?? this.served.failure,
    };
  }

  /** The facts that could not be applied, in the order of the log. */
  parked(): readonly ParkedFact[] {
    return this.served.parked();
  }

  /**
   * Applies the parked facts again, in the order of the log: for failures whose cause has passed.
   * They come after facts that the log has later; where that matters, raise the version instead.
   */
  retryParked(): Promise<Retried> {
    return this.served.retryParked();
  }

  /** Stops following and lets the files go. Nothing can be read afterwards. */
  async stop(): Promise<void> {
    this.progress.end(new ProjectionUnavailable(this.projection.name, 'it was stopped'));
    await Promise.all([this.served.stop(), this.current.stop(), this.retired]);
  }

  private follower(projection: Projection): FollowedVersion {
    const { store, folder, logger, progress } = this;
    return new FollowedVersion(projection, store, folder, logger, progress, () => {
      this.progressed();
    });
  }

  private formerVersion(): Projection | undefined {
    let former = this.projection.previous;
    while (former && !this.folder.has(former)) former = former.previous;
    return former;
  }

  private progressed(): void {
    // Comparing the two, and not the new one with the log's end, people never go back in time, and
    // an old version that is stuck does not hold up the new one.
    const { current, served } = this;
    if (served !== current && current.checkpoint >= served.checkpoint) this.swap();
    if (this.isReady) this.tidy();
    this.progress.made();
  }

  private swap(): void {
    const former = this.served;
    this.served = this.current;
    this.retired = former.stop();
    this.logger.log(
      `v${this.projection.version} is read from now on, instead of v${former.projection.version}`,
    );
  }

  private tidy(): void {
    if (this.tidied) return;
    this.tidied = true;
    try {
      this.folder.removeOlderThan(this.projection);
    } catch (error) {
      // Another process may hold them. They only take up room, and the next start tries again.
      this.logger.warn(`Older files could not be deleted: ${String(error)}`);
    }
  }
}

function checkNameAndVersions({ name, version, previous }: Projection): void {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new RangeError(`A projection is named in kebab-case, not ${name}`);
  if (!Number.isSafeInteger(version) || version < 1)
    throw new RangeError(`The version of ${name} is a whole number from 1, not ${version}`);
  if (!previous) return;
  if (previous.name !== name || previous.version >= version)
    throw new RangeError(
      `Before ${name} v${version} cannot be ${previous.name} v${previous.version}`,
    );
  checkNameAndVersions(previous);
}
