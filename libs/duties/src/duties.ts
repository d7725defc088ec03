import { Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { machine, type Surroundings } from './surroundings.js';
import type { Turn, WhoseTurn } from './turn.js';

/**
 * Work that one instance does for all. It goes on until the signal aborts, and then ends soon.
 * @param over aborts when the turn is over: by then somebody else may be about to begin
 * @param stillHeld to be asked right before every effect: a process that stood still learns it here first. What
 * was begun before may still take effect afterwards, so an effect must do no harm when it comes twice
 */
export type Work = (over: AbortSignal, stillHeld: () => boolean) => Promise<void>;

/** How one duty stands at this instance. */
export interface DutyStanding {
  readonly name: string;
  readonly isWorking: boolean;
  /** Why it failed when it was last attempted, if it has not gone well since. */
  readonly failure?: string;
  /** What somebody should know who looks after the program, while it works. */
  readonly remark?: string;
}

/** Who does what. */
export interface DutiesStanding extends WhoseTurn {
  /** How this instance calls itself. */
  readonly instance: string;
  readonly duties: readonly DutyStanding[];
}

interface Duty {
  readonly name: string;
  readonly work: Work;
  readonly remark: () => string | undefined;
  isWorking: boolean;
  failure?: string;
}

/** The pause after work that failed; it doubles at each failure in a row up to the second. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Work that went on for so long before it failed had gone well. */
const WENT_WELL_MS = 60_000;

/**
 * What must be done by exactly one instance at a time: whoever has the turn of duty does all of it. When that
 * instance dies, or stands still, another one goes on within ten seconds.
 */
export class Duties implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(Duties.name);
  readonly #ending = new AbortController();
  readonly #duties: Duty[] = [];
  #attending: Promise<void> | undefined;

  constructor(
    private readonly turn: Turn,
    /** How this instance calls itself. */
    readonly instance: string,
    private readonly surroundings: Surroundings = machine,
  ) {}

  /**
   * Takes a duty on. To be called before the application has started. Work that fails is begun again after a
   * pause, while the turn lasts; work that ends is done for this turn.
   * @param remark what somebody should know who looks after the program; undefined when there is nothing
   */
  perform(name: string, work: Work, remark: () => string | undefined = () => undefined): void {
    if (this.#attending) throw new Error(`${name} comes too late: the duties are under way`);
    if (this.#duties.some((duty) => duty.name === name)) throw new Error(`${name} is there twice`);
    this.#duties.push({ name, work, remark, isWorking: false });
  }

  /** Begins to wait for the turn. Where there is nothing to do, nobody waits. */
  start(): void {
    if (this.#duties.length === 0) return;
    this.#attending ??= this.turn.attend(this.#ending.signal, async (over, stillHeld) => {
      await Promise.all(this.#duties.map((duty) => this.#keepAt(duty, over, stillHeld)));
    });
  }

  /** Ends the work, and hands the turn on. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#attending;
  }

  /** Costs nothing. */
  standing(): DutiesStanding {
    const duties = this.#duties.map(({ name, isWorking, failure, remark }) => {
      const remarked = isWorking ? remark() : undefined;
      return {
        ...{ name, isWorking },
        ...(failure !== undefined && { failure }),
        ...(remarked !== undefined && { remark: remarked }),
      };
    });
    return { instance: this.instance, ...this.turn.stands(), duties };
  }

  onApplicationBootstrap(): void {
    this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  async #keepAt(duty: Duty, over: AbortSignal, stillHeld: () => boolean): Promise<void> {
    for (let failures = 0; !over.aborted && stillHeld();) {
      const begunMs = this.surroundings.steadyMs();
      duty.isWorking = true;
      try {
        await duty.work(over, stillHeld);
        delete duty.failure;
        return;
      } catch (error) {
        if (!stillHeld()) return; // what it was doing was taken away from it
        duty.failure = String(error);
        this.#logger.error(`${duty.name} failed and will be begun again`, error);
      } finally {
        duty.isWorking = false;
      }
      if (this.surroundings.steadyMs() - begunMs > WENT_WELL_MS) failures = 0;
      const ceiling = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures++, 10), LONGEST_PAUSE_MS);
      await this.surroundings.pause(ceiling * (0.5 + this.surroundings.random() / 2), over);
    }
  }
}
