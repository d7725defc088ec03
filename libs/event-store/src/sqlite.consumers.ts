import type { Bell } from './bell.js';
import { START } from './event-store.js';
import type { ConsumeGroup, Delivery, ParkedEvent } from './event-store.js';
import type { GroupCommit } from './group-commit.js';
import { SqliteGroup } from './sqlite.group.js';
import type { Claim } from './sqlite.group.js';
import type { SqliteLog } from './sqlite.log.js';

/** The consumers of all groups in this process. What they did is durable when their promise resolves. */
export class SqliteConsumers {
  readonly #commits: GroupCommit;
  readonly #bell: Bell;
  readonly #nowMs: () => number;
  /** Groups that have been consumed since this process opened the log. */
  readonly #resumed = new Set<string>();

  constructor(commits: GroupCommit, bell: Bell, nowMs: () => number) {
    this.#commits = commits;
    this.#bell = bell;
    this.#nowMs = nowMs;
  }

  async *consume(name: string, options: ConsumeGroup): AsyncGenerator<Delivery> {
    const { filter, after = START, holdMs = 30_000, maxDeliveries = 10, signal } = options;
    requireWhole({ after, holdMs, maxDeliveries });
    await this.#commits.write((log) => {
      SqliteGroup.make(log, name, after);
      if (!this.#resumed.has(name)) group(log, name).releaseAll();
    });
    this.#resumed.add(name);
    const ended = () => this.#bell.silenced || signal?.aborted === true;
    while (!ended()) {
      const rings = this.#bell.rings;
      const { claim, nextReleaseMs } = await this.#commits.write((log) => ({
        claim: group(log, name).claim(filter, this.#nowMs(), holdMs, maxDeliveries),
        nextReleaseMs: group(log, name).nextReleaseMs(),
      }));
      if (claim === undefined) {
        await this.#bell.rung(rings, signal, nextReleaseMs - this.#nowMs());
      } else if (!ended()) {
        yield this.#delivery(name, claim, maxDeliveries);
      } else if (!this.#bell.silenced) {
        await this.#change(name, (held) => {
          held.unclaim(claim);
        });
      }
    }
  }

  parked(name: string): readonly ParkedEvent[] {
    return this.#commits.read((log) => {
      const rows = SqliteGroup.find(log, name)?.parked() ?? [];
      return rows.map(({ row, ...aside }) => ({ event: log.event(row), ...aside }));
    });
  }

  async replayParked(name: string): Promise<number> {
    const replayed = await this.#commits.write(
      (log) => SqliteGroup.find(log, name)?.replayParked() ?? 0,
    );
    this.#bell.ring();
    return replayed;
  }

  #delivery(name: string, claim: Claim, maxDeliveries: number): Delivery {
    let settled = false;
    const settle = async (change: (held: SqliteGroup) => void) => {
      if (settled) throw new Error('A delivery is settled once');
      settled = true;
      try {
        await this.#change(name, change);
      } catch (error) {
        settled = false; // it can be tried again
        throw error;
      }
    };
    return {
      event: this.#commits.read((log) => log.event(claim.row)),
      attempt: claim.attempt,
      acknowledge: () =>
        settle((held) => {
          held.acknowledge(claim);
        }),
      retry: () =>
        settle((held) => {
          held.giveBack(claim, this.#nowMs(), maxDeliveries);
        }),
      park: (reason) =>
        settle((held) => {
          held.putAside(claim, reason, this.#nowMs());
        }),
    };
  }

  async #change(name: string, change: (held: SqliteGroup) => void): Promise<void> {
    await this.#commits.write((log) => {
      change(group(log, name));
    });
    this.#bell.ring();
  }
}

function group(log: SqliteLog, name: string): SqliteGroup {
  const found = SqliteGroup.find(log, name);
  if (found === undefined) throw new Error(`There is no group ${name}`);
  return found;
}

/** Anything else would fail in the middle of a transaction, with the writes of others. */
function requireWhole(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options))
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${name} must be a whole number, not ${value}`);
}
