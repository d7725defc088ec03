import type { Bell } from './bell.js';
import { START } from './event-store.js';
import type { FollowedBatch, FollowLog, Position } from './event-store.js';
import { wanted } from './esdb.events.js';
import { failureOf, unavailable } from './esdb.failures.js';
import { jittered } from './esdb.patience.js';
import type { EsdbPage, EsdbReading } from './esdb.reading.js';
import type { EsdbWatch } from './esdb.watch.js';

const BATCH = 500;
/** Even when nothing rings somebody looks after this long, in milliseconds. */
const LOOK_MS = 2_000;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Follows the log page by page from a checkpoint: however a connection breaks, the next page begins where
 * the last one ended, so nothing is given twice and nothing left out. At most one page is read ahead.
 * Followers who stand at the same place, as those who have caught up do, read the page together.
 */
export class EsdbFollowing {
  readonly #underWay = new Map<string, Promise<EsdbPage>>();

  constructor(
    private readonly reading: EsdbReading,
    private readonly watch: EsdbWatch,
    private readonly bell: Bell,
  ) {}

  /** @throws StoreUnavailable for what does not pass by waiting, such as refused credentials */
  async *follow(options: FollowLog): AsyncGenerator<FollowedBatch> {
    const { filter, batch = BATCH, signal } = options;
    const isWanted = wanted(filter);
    const ended = (): boolean => this.bell.silenced || signal?.aborted === true;
    let checkpoint = options.after ?? START;
    let caughtUp = false; // whether the follower has been told so
    this.watch.start();
    let ahead = this.#read(checkpoint, batch, ended, signal);
    try {
      while (!ended()) {
        const { page, rings } = await ahead;
        if (ended() || page === undefined) return;
        const end = page.events.at(-1)?.position ?? checkpoint;
        const moved = end > checkpoint;
        checkpoint = end;
        if (!page.last) ahead = this.#read(checkpoint, batch, ended, signal);
        if (moved || page.last !== caughtUp) {
          caughtUp = page.last;
          yield { events: page.events.filter(isWanted), checkpoint, caughtUp };
        }
        if (page.last) {
          await this.bell.rung(rings, signal, LOOK_MS);
          ahead = this.#read(checkpoint, batch, ended, signal);
        }
      }
    } finally {
      ahead.catch(() => undefined); // read ahead for nobody
    }
  }

  /** The next page, however long the store is away; none when the follower has ended. */
  async #read(
    after: Position,
    batch: number,
    ended: () => boolean,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly page: EsdbPage | undefined; readonly rings: number }> {
    for (let failures = 0; ; failures++) {
      const { rings } = this.bell; // whatever is written from here on rings once more
      try {
        return { page: await this.#page(after, batch, rings), rings };
      } catch (error) {
        if (ended()) return { page: undefined, rings };
        if (!failureOf(error).mayPass) throw unavailable(error);
        await this.bell.rung(this.bell.rings, signal, jittered(failures, LONGEST_PAUSE_MS));
        if (ended()) return { page: undefined, rings };
      }
    }
  }

  /** A page that is asked for after that ring; one that was asked for before may be too old. */
  #page(after: Position, batch: number, rings: number): Promise<EsdbPage> {
    const key = `${rings} ${after} ${batch}`;
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const page = this.reading.logPage(after, true, batch).finally(() => {
      this.#underWay.delete(key);
    });
    this.#underWay.set(key, page);
    return page;
  }
}
