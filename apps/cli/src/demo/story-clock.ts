/** Somebody whose clock is turned together with that of the story. */
type Follower = (aheadMs: number) => Promise<void>;

/** The time of the story: that of the machine, so much ahead of it or behind. */
export class StoryClock {
  #aheadMs: number;
  readonly #followers = new Set<Follower>();

  /** @param beginsMs what it shows at first, in milliseconds since 1970 (UTC) */
  constructor(beginsMs: number) {
    this.#aheadMs = beginsMs - Date.now();
  }

  readonly nowMs = (): number => Date.now() + this.#aheadMs;

  /** By how much it is ahead of the clock of the machine, in milliseconds. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Turns it on, never back, for everybody who follows it: answers when they all have. */
  async turnTo(instantMs: number): Promise<void> {
    this.#aheadMs = Math.max(this.#aheadMs, instantMs - Date.now());
    for (const follow of this.#followers) await follow(this.#aheadMs);
  }

  /** @returns how to follow it no more */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }
}
