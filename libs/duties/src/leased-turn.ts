import { randomUUID } from 'node:crypto';
import { StoreUnavailable, type Notice, type NoticeBoard } from '#event-store';
import { machine, type Surroundings } from './surroundings.js';
import type { Serve, Turn, WhoseTurn } from './turn.js';

/** The holder says that it is there this often, counted from one beginning to the next. */
const RENEW_EVERY_MS = 2_000;
/** It counts as holder for so long from the beginning of its last renewal that succeeded. */
const HELD_FOR_MS = 5_000;
/**
 * Others take over when they have heard nothing for so long. More than HELD_FOR_MS: the difference is for
 * whatever the holder has begun to come to its end, and for clocks that do not run equally fast.
 */
const TAKEN_AFTER_MS = 6_000;
/** Whoever waits looks this often. */
const LOOK_EVERY_MS = 1_000;
/** The longest pause after a call that failed. */
const LONGEST_PAUSE_MS = 1_000;
const FIRST_PAUSE_MS = 100;
/** How long the work has to end when the process is asked to stop, for the turn to be handed on. */
const HAND_ON_MS = 3_000;

/** A moment, on both clocks. */
interface Moment {
  readonly steadyMs: number;
  readonly wallMs: number;
}

/** What the holder posts. */
interface Word {
  readonly holder: string;
  /** True once it has ended its work, and somebody else may begin at once. */
  readonly hasLeft: boolean;
}

/**
 * The turn as a lease on the board of the store. Two holders at a time are excluded by three things:
 * - whoever takes or renews posts after the very notice it has seen, so of two who post one is refused;
 * - the holder stops before others may begin: it counts from the *beginning* of its last renewal that
 *   succeeded, others from the moment at which they *have seen* a notice, which is later, and they wait longer;
 * - nobody compares clocks of two machines: each measures how long something took on its own steady clock.
 *
 * A process that stood still finds its time over at the next look at the clock, before it does anything. A
 * steady clock does not count while a whole machine sleeps; so the holder stops, too, when its wall clock has
 * moved on by more than the time it has. A wall clock that was set costs it the turn, and nothing else.
 */
export class LeasedTurn implements Turn {
  /** Until when it is ours, by whichever clock is there first. */
  #until: Moment | undefined;
  /** The last notice that was seen, and since when nothing newer was. */
  #seen: { readonly notice: Notice | undefined; readonly sinceMs: number } | undefined;
  #failure: string | undefined;
  #failures = 0;

  constructor(
    private readonly board: NoticeBoard,
    /** How this instance calls itself: another name at every start. */
    private readonly instance: string,
    private readonly surroundings: Surroundings = machine,
  ) {}

  stands(): WhoseTurn {
    if (this.#held) return { whose: 'ours' };
    if (this.#failure !== undefined) return { whose: 'unknown', failure: this.#failure };
    const { notice, sinceMs } = this.#seen ?? { notice: undefined, sinceMs: 0 };
    const silentMs = this.surroundings.steadyMs() - sinceMs;
    const word = notice && wordOf(notice);
    const isThere = word?.holder !== this.instance && word?.hasLeft === false;
    if (!isThere || silentMs >= TAKEN_AFTER_MS) return { whose: 'unknown' };
    return { whose: 'others', holder: word.holder };
  }

  async attend(ending: AbortSignal, serve: Serve): Promise<void> {
    while (!ending.aborted) {
      const taken = await this.#attempt(() => this.#tryToTake());
      if (taken) await this.#hold(taken, ending, serve);
      else await this.surroundings.pause(this.#untilNextLookMs(), ending);
    }
  }

  get #held(): boolean {
    if (this.#until === undefined) return false;
    const { steadyMs, wallMs } = this.#now();
    return steadyMs < this.#until.steadyMs && wallMs < this.#until.wallMs;
  }

  #now(): Moment {
    return { steadyMs: this.surroundings.steadyMs(), wallMs: this.surroundings.wallMs() };
  }

  /** Looks at the board, and takes the turn if it is free. */
  async #tryToTake(): Promise<Notice | undefined> {
    const latest = await this.board.latest();
    const { steadyMs } = this.#now();
    if (this.#seen === undefined || this.#seen.notice?.id !== latest?.id)
      this.#seen = { notice: latest, sinceMs: steadyMs };
    const word = latest && wordOf(latest);
    const silentMs = steadyMs - this.#seen.sinceMs;
    // What we posted ourselves in an earlier turn stands for nobody else, and that work has ended.
    const isFree = word?.hasLeft === true || word?.holder === this.instance;
    if (!isFree && silentMs < TAKEN_AFTER_MS) return undefined;
    return this.#post(randomUUID(), latest?.revision ?? -1, this.#now());
  }

  /** Posts, and if nobody was faster counts from the beginning of it. */
  async #post(...[id, after, begun]: [string, number, Moment]): Promise<Notice | undefined> {
    const posted = await this.board.post(id, { holder: this.instance }, after);
    if (posted === undefined) return undefined;
    this.#until = {
      steadyMs: begun.steadyMs + HELD_FOR_MS,
      wallMs: begun.wallMs + HELD_FOR_MS,
    };
    return posted;
  }

  /** Serves until the turn is lost or the process ends, and says in the last case that it has gone. */
  async #hold(taken: Notice, ending: AbortSignal, serve: Serve): Promise<void> {
    const over = new AbortController();
    const stillHeld = (): boolean => !over.signal.aborted && this.#held;
    const end = (): void => {
      over.abort();
    };
    ending.addEventListener('abort', end);
    if (ending.aborted) end();
    const renewing = this.#renew(taken, over);
    const expiring = this.#expire(over);
    const serving = serve(over.signal, stillHeld);
    const last = await renewing;
    await expiring;
    if (ending.aborted) {
      const handedOn = new AbortController();
      const inTime = this.surroundings.pause(HAND_ON_MS, handedOn.signal).then(() => false);
      const ended = await Promise.race([serving.then(() => true), inTime]);
      handedOn.abort();
      if (ended && last) await this.#leave(last);
    }
    ending.removeEventListener('abort', end);
    // Nothing of one turn goes on in the next one.
    await serving;
    this.#until = undefined;
  }

  /**
   * Renews as long as that succeeds in time.
   * @returns the last notice, if it is still ours
   */
  async #renew(taken: Notice, over: AbortController): Promise<Notice | undefined> {
    let last = taken;
    let begun = this.#now();
    for (;;) {
      const sinceMs = this.#now().steadyMs - begun.steadyMs;
      await this.surroundings.pause(RENEW_EVERY_MS - sinceMs, over.signal);
      if (over.signal.aborted) return this.#held ? last : undefined;
      begun = this.#now();
      const renewed = await this.#insist(last.revision, begun, over);
      if (renewed === undefined) {
        over.abort();
        return undefined;
      }
      last = renewed;
    }
  }

  /** The same notice again and again, as long as the turn lasts: if it was posted unknown to us, it is found. */
  async #insist(after: number, begun: Moment, over: AbortController): Promise<Notice | undefined> {
    const id = randomUUID();
    while (!over.signal.aborted && this.#held) {
      const answer = await this.#attempt(async () => ({
        posted: await this.#post(id, after, begun),
      }));
      if (answer) return answer.posted;
      await this.surroundings.pause(this.#afterFailureMs(), over.signal);
    }
    return undefined;
  }

  /** Ends the turn when its time is over. */
  async #expire(over: AbortController): Promise<void> {
    while (!over.signal.aborted) {
      if (!this.#held || this.#until === undefined) {
        over.abort();
        return;
      }
      const { steadyMs, wallMs } = this.#now();
      const leftMs = Math.min(this.#until.steadyMs - steadyMs, this.#until.wallMs - wallMs);
      // A wall clock may be set at any moment: it is looked at more often than would else be needed.
      await this.surroundings.pause(Math.min(leftMs, LOOK_EVERY_MS), over.signal);
    }
  }

  async #leave(last: Notice): Promise<void> {
    const word = { holder: this.instance, left: true };
    await this.#attempt(() => this.board.post(randomUUID(), word, last.revision));
  }

  /** Asks the store; if it does not answer, remembers that, and answers with nothing. */
  async #attempt<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer | undefined> {
    try {
      const answer = await ask();
      this.#failure = undefined;
      this.#failures = 0;
      return answer;
    } catch (error) {
      // Whatever it is, the turn must go on being waited for; where it is not the store, say what it is.
      this.#failure = error instanceof StoreUnavailable ? 'the event store is away' : String(error);
      this.#failures++;
      return undefined;
    }
  }

  #untilNextLookMs(): number {
    if (this.#failure !== undefined) return this.#afterFailureMs();
    const { sinceMs } = this.#seen ?? { sinceMs: 0 };
    const freeInMs = sinceMs + TAKEN_AFTER_MS - this.surroundings.steadyMs();
    // Not all at the same moment: whoever loses has asked in vain.
    const lookInMs = LOOK_EVERY_MS * (0.75 + this.surroundings.random() / 4);
    return freeInMs > 0 ? Math.min(lookInMs, freeInMs) : lookInMs;
  }

  /** Twice as long after each failure in a row, at random. */
  #afterFailureMs(): number {
    const ceiling = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(this.#failures, 10), LONGEST_PAUSE_MS);
    return ceiling * (0.5 + this.surroundings.random() / 2);
  }
}

/** What somebody has posted there; nothing for what is none of ours. */
function wordOf({ data }: Notice): Word | undefined {
  const { holder, left } = data;
  if (typeof holder !== 'string') return undefined;
  return { holder, hasLeft: left === true };
}
