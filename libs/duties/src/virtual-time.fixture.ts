import { setImmediate as settled } from 'node:timers/promises';
import { StoreUnavailable, type JsonObject, type Notice, type NoticeBoard } from '#event-store';
import type { Surroundings } from './surroundings.js';

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly ring: () => void;
}

/** Time that passes only when a test says so, and then at once: from one thing that happens to the next. */
export class VirtualTime {
  #timers: Timer[] = [];
  #order = 0;
  nowMs = 0;

  at(atMs: number, ring: () => void): () => void {
    const timer = { atMs: Math.max(atMs, this.nowMs), order: this.#order++, ring };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** @param look is called after everything that happens */
  async pass(ms: number, look: () => void = () => undefined): Promise<void> {
    const endMs = this.nowMs + ms;
    for (;;) {
      await settled();
      look();
      const next = this.#timers
        .toSorted((one, other) => one.atMs - other.atMs || one.order - other.order)
        .at(0);
      if (!next || next.atMs > endMs) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.nowMs = next.atMs;
      // Also right before it: a clock may have moved on while nobody did anything.
      look();
      next.ring();
    }
    this.nowMs = endMs;
    await settled();
    look();
  }
}

/** A process: it can stand still, or be dead, and then nothing of it goes on. What it had sent is on its way. */
export class VirtualProcess implements Surroundings {
  #standsStill = false;
  #waiting: (() => void)[] = [];
  /** How far its wall clock is from that of the others. */
  #wallOffMs = 0;
  isDead = false;

  constructor(
    private readonly time: VirtualTime,
    private readonly chance: () => number,
    /** Steady clocks do not mean the same by zero, nor quite the same by a second. */
    private readonly steady: { readonly zeroMs: number; readonly rate: number },
  ) {}

  steadyMs(): number {
    return this.steady.zeroMs + this.time.nowMs * this.steady.rate;
  }

  wallMs(): number {
    return this.time.nowMs + this.#wallOffMs;
  }

  random(): number {
    return this.chance();
  }

  setWallClock(byMs: number): void {
    this.#wallOffMs += byMs;
  }

  standStill(): void {
    this.#standsStill = true;
  }

  goOn(): void {
    this.#standsStill = false;
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  get standsStill(): boolean {
    return this.#standsStill;
  }

  pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const cancel = this.time.at(this.time.nowMs + ms / this.steady.rate, () => {
        signal.removeEventListener('abort', abort);
        this.when(resolve);
      });
      const abort = (): void => {
        cancel();
        resolve();
      };
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  /** Goes on when the process does. */
  when(goOn: () => void): void {
    if (this.isDead) return;
    if (this.#standsStill) {
      this.#waiting.push(() => {
        this.when(goOn);
      });
    } else goOn();
  }
}

/** The board of a store that may be away, be slow, and lose an answer. */
export class VirtualBoard {
  readonly #notices: Notice[] = [];
  isAway = false;
  /** How often an answer is lost, from 0 to 1. */
  lost = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly chance: () => number,
  ) {}

  /** As one process sees it, from a distance. */
  seenBy(process: VirtualProcess): NoticeBoard {
    return {
      latest: () => this.#asked(process, () => this.#notices.at(-1)),
      post: (id, data, after) => this.#asked(process, () => this.#post(id, data, after)),
    };
  }

  #post(id: string, data: JsonObject, after: number): Notice | undefined {
    const same = this.#notices[after + 1];
    if (same?.id === id) return same;
    if (after !== this.#notices.length - 1) return undefined;
    const notice = { id, data, revision: after + 1 };
    this.#notices.push(notice);
    return notice;
  }

  /** The way there, what happens there, and the way back take their time. */
  #asked<Answer>(process: VirtualProcess, ask: () => Answer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        reject(new StoreUnavailable('away'));
      };
      const thereMs = this.time.nowMs + this.chance() * 400;
      this.time.at(thereMs, () => {
        if (this.isAway) {
          this.time.at(thereMs + this.chance() * 2_500, () => {
            process.when(fail);
          });
          return;
        }
        const answer = ask();
        const isLost = this.chance() < this.lost;
        this.time.at(thereMs + (isLost ? 2_500 : this.chance() * 400), () => {
          process.when(() => {
            if (isLost) fail();
            else resolve(answer);
          });
        });
      });
    });
  }
}
