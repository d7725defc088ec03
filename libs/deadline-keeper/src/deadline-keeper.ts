import { setTimeout as pause } from 'node:timers/promises';
import { romeDay } from '#calendar';
import type { Work } from '#duties';
import { theProgram } from '#people';
import {
  cycleName,
  idFrom,
  recordMissedDeadline,
  RecordMissedDeadline,
  type Clock,
  type Pipeline,
} from '#planning';
import type { Projector } from '#projections';
import { lastArmed, overdue, type OverdueDeadline } from './armed-deadlines.projection.js';

/** How often it looks whether a day is over or a deadline was set for one that is. */
const LOOK_EVERY_MS = 1_000;
/** So many are read at a time, and so many asked for at once. */
const PAGE = 1_000;
const AT_ONCE = 64;

/** What the keeper works with. */
export interface KeeperParts {
  readonly armed: Pick<Projector, 'read' | 'ready'>;
  readonly pipeline: Pick<Pipeline, 'rehearse' | 'perform'>;
  readonly clock: Clock;
  /** Waits until `missed` knows all that is recorded by now. */
  readonly upToDate: (over: AbortSignal) => Promise<void>;
  /** The deadlines of a cycle that were not met by their last day, as they stand on a day. */
  readonly missed: (cycleId: string, on: string) => ReadonlySet<string>;
}

/** What was looked at before. */
interface Looked {
  readonly day: string;
  readonly position: number;
}

/**
 * Records that deadlines were missed, when their last day is over in Europe/Rome, in the order of those days;
 * after a standstill it goes on where it was. What it asks for is a command like any other, whose id follows
 * from the fact that gave the deadline its day: asked twice, by whomever, it is recorded once, and with a new
 * day it is another command.
 *
 * It sets no timer for a day: every second it asks what day it is. A clock that is set back takes nothing back,
 * one that is set forward is believed, as it is by everything that is recorded.
 */
export class DeadlineKeeper {
  constructor(
    private readonly parts: KeeperParts,
    private readonly lookEveryMs = LOOK_EVERY_MS,
  ) {}

  /** As a duty. @throws StoreUnavailable, TooBusy, ProjectionUnavailable: begun again, it leaves nothing out */
  readonly keep: Work = async (over, stillHeld) => {
    await ended(this.parts.armed.ready(), over);
    let looked: Looked = { day: '', position: 0 };
    while (!over.aborted) {
      looked = await this.#look(looked, over, stillHeld);
      // Only the end of the turn cuts the pause short, and the loop looks at that next.
      await pause(this.lookEveryMs, undefined, { signal: over }).catch(() => undefined);
    }
  };

  async #look(before: Looked, over: AbortSignal, stillHeld: () => boolean): Promise<Looked> {
    const { armed, clock, upToDate } = this.parts;
    const today = romeDay(clock.nowMs());
    // On a new day everything is looked at: also what was not missed before, and is now.
    const since = today === before.day ? before.position : 0;
    const position = armed.read(lastArmed);
    let after: OverdueDeadline | undefined;
    for (let isFirst = true; !over.aborted; isFirst = false) {
      const page = armed.read((database) =>
        overdue(database, { today, since, after, limit: PAGE }),
      );
      after = page.at(-1);
      if (after === undefined) break;
      if (isFirst) await upToDate(over);
      for (const day of Map.groupBy(page, ({ lastDay }) => lastDay).values())
        await this.#fire(day, today, stillHeld);
    }
    return { day: today, position };
  }

  /** Asks for all that were missed of some deadlines of one last day, several at once. */
  async #fire(
    deadlines: readonly OverdueDeadline[],
    today: string,
    stillHeld: () => boolean,
  ): Promise<void> {
    const missed = new Map<string, ReadonlySet<string>>();
    const isMissed = ({ cycleId, deadlineId }: OverdueDeadline): boolean => {
      let ofCycle = missed.get(cycleId);
      if (!ofCycle) missed.set(cycleId, (ofCycle = this.parts.missed(cycleId, today)));
      return ofCycle.has(deadlineId);
    };
    const waiting = deadlines.filter(isMissed).toReversed();
    const work = async (): Promise<void> => {
      for (let next = waiting.pop(); next && stillHeld(); next = waiting.pop())
        await this.#record(next, stillHeld);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #record(
    { cycleId, deadlineId, armedBy }: OverdueDeadline,
    stillHeld: () => boolean,
  ): Promise<void> {
    const zone = cycleName(cycleId)?.zone;
    if (zone === undefined) return;
    const command = Object.assign(new RecordMissedDeadline(), { deadlineId });
    const commandId = idFrom(armedBy, 'missed');
    command.envelope = { commandId, cycleId, person: theProgram(zone) };
    const { pipeline } = this.parts;
    // What is no longer so, since the list was made, is no refusal to be kept for ever.
    const rehearsed = await pipeline.rehearse(recordMissedDeadline, command);
    if (!('facts' in rehearsed) || !stillHeld()) return;
    await pipeline.perform(recordMissedDeadline, command);
  }
}

/** Waits for something, or for the end of the turn. */
async function ended(something: Promise<void>, over: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  const turn = pause(2 ** 31 - 1, undefined, {
    signal: AbortSignal.any([over, waiting.signal]),
    ref: false,
  }).catch(() => undefined);
  try {
    await Promise.race([something, turn]);
  } finally {
    waiting.abort();
  }
}
