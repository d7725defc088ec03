import type { Checkpoints } from './checkpoints.js';
import type { GroupSettings } from './group-settings.js';

/** When a group writes down how far it has come. */
export class CheckpointKeeper {
  readonly #checkpoints: Checkpoints;
  readonly #settings: GroupSettings;
  readonly #done: () => string;
  readonly #unwantedBetween: number;
  #written: string | undefined;
  #lastMs: number;
  #settled = 0;
  #unwanted = 0;
  #writing: Promise<void> | undefined;

  /**
   * @param done how far everything is settled at the moment
   * @param unwantedBetween how many events may be passed over, for a filter, until that is written down
   */
  constructor(
    checkpoints: Checkpoints,
    settings: GroupSettings,
    done: () => string,
    nowMs: number,
    unwantedBetween = Infinity,
  ) {
    this.#checkpoints = checkpoints;
    this.#settings = settings;
    this.#done = done;
    this.#unwantedBetween = unwantedBetween;
    this.#written = checkpoints.last();
    this.#lastMs = nowMs;
  }

  /** What is written durably; undefined if nothing is yet. */
  get written(): string | undefined {
    return this.#written;
  }

  settled(): void {
    this.#settled++;
    if (this.#settled >= this.#settings.maxCheckpointCount) this.#write();
  }

  passedOver(count: number): void {
    this.#unwanted += count;
  }

  tick(nowMs: number): void {
    const { minCheckpointCount, checkpointAfterMs } = this.#settings;
    const due = this.#settled >= minCheckpointCount && nowMs - this.#lastMs >= checkpointAfterMs;
    if (!due && this.#unwanted < this.#unwantedBetween) return;
    this.#lastMs = nowMs;
    this.#write();
  }

  /** Writes whatever is not written yet, and resolves when it is. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#settled > 0) this.#write();
    await this.#writing;
  }

  #write(): void {
    const done = this.#done();
    if (this.#writing !== undefined || done === this.#written) return;
    const settled = this.#settled;
    this.#unwanted = 0;
    this.#writing = this.#checkpoints.write(done).then(
      () => {
        this.#writing = undefined;
        this.#written = done;
        this.#settled -= settled;
        if (this.#settled >= this.#settings.maxCheckpointCount) this.#write();
      },
      () => {
        // The next tick tries again. Until then a crash would only give events a second time.
        this.#writing = undefined;
      },
    );
  }
}
