import { Logger } from '@nestjs/common';
import type { Work } from '#duties';
import type { EventStore, Position } from '#event-store';
import type { ExternalSeal } from '#ledger';
import type { ConflictsFile } from './conflicts-file.js';
import { isDue } from './due.js';
import {
  CopyFailed,
  HistoryConflict,
  type CopiedLedger,
  type OutsideCopy,
} from './outside-copy.js';
import { recordedSeals } from './recorded-seals.js';

/** What is asked of the ledger besides: how far it has grown. */
export interface GrowingLedger extends CopiedLedger {
  /** Entries at or before a position of the log. */
  sizeAt(position: Position): number;
  /** Whether there is more since so many entries than what is recorded of the ledger and of messages. */
  hasGrownSince(size: number): boolean;
  /** Resolves once the log is sealed up to a position. */
  sealed(position: Position, withinMs: number): Promise<void>;
}

export interface KeepCopiesParts {
  readonly copies: readonly OutsideCopy[];
  readonly ledger: GrowingLedger;
  readonly store: Pick<EventStore, 'read' | 'readAll' | 'follow'>;
  /** Types of the facts with which something is approved. */
  readonly approvals: readonly string[];
  /** Records a seal; the same one, recorded again, is there once. */
  readonly record: (seal: ExternalSeal) => Promise<void>;
  readonly conflicts: ConflictsFile;
  /** Milliseconds since 1970, UTC. */
  readonly nowMs: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** How one way of copying stands at this instance. */
interface Way {
  readonly copy: OutsideCopy;
  last: { readonly size: number; readonly atMs: number } | undefined;
  failures: number;
  failure: string | undefined;
  notBeforeMs: number;
}

const LOOK_EVERY_MS = 60_000;
/** At the first start nothing is signed yet. */
const UNTIL_SEALED_MS = 500;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** How long a copy waits to be made until what it is to cover is sealed. */
const SEALED_WITHIN_MS = 30_000;

/**
 * Sees to it that roots are kept outside: a duty, so that one instance asks for all. What is outside, the log says;
 * so whoever takes over goes on from there. Nobody waits for it, and no command fails because somebody outside is away.
 */
export class KeepCopies {
  readonly #logger = new Logger(KeepCopies.name);
  readonly #ways: readonly Way[];
  #nextRevision = 0;
  #owedPosition: Position = 0;
  #wake = new AbortController();

  constructor(private readonly parts: KeepCopiesParts) {
    this.#ways = parts.copies.map((copy) => ({
      ...{ copy, last: undefined, failures: 0, failure: undefined, notBeforeMs: 0 },
    }));
  }

  /** As a duty. @throws StoreUnavailable: begun again, it goes on */
  readonly keep: Work = async (over, stillHeld) => {
    const ending = new AbortController();
    const ended = AbortSignal.any([over, ending.signal]);
    const watching = this.#watchApprovals(ended);
    try {
      while (!over.aborted && stillHeld()) {
        await Promise.race([this.round(over), watching]);
        const pauseMs = this.parts.ledger.checkpoint() ? LOOK_EVERY_MS : UNTIL_SEALED_MS;
        await this.parts.pause(pauseMs, AbortSignal.any([over, this.#wake.signal]));
      }
    } finally {
      ending.abort();
      await watching.catch(() => undefined);
    }
  };

  /** What somebody should know who looks after the program. */
  readonly remark = (): string | undefined => {
    const failing = this.#ways.flatMap(({ copy, failure }) =>
      failure === undefined ? [] : [`${copy.name}: ${failure}`],
    );
    return failing.length === 0 ? undefined : failing.join(', ');
  };

  /** Makes the copies that are due. @throws StoreUnavailable */
  async round(over: AbortSignal): Promise<void> {
    this.#wake = new AbortController();
    await this.#readSeals();
    const results = await Promise.allSettled(this.#ways.map((way) => this.#attend(way, over)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  async #attend(way: Way, over: AbortSignal): Promise<void> {
    const { ledger, record, nowMs } = this.parts;
    const { copy, last } = way;
    const checkpoint = ledger.checkpoint();
    if (!checkpoint || nowMs() < way.notBeforeMs) return;
    const stands = {
      size: checkpoint.size,
      owedSize: ledger.sizeAt(this.#owedPosition),
      hasGrownSince: (size: number) => ledger.hasGrownSince(size),
      nowMs: nowMs(),
    };
    if (!isDue({ everyMs: copy.everyMs, last }, stands)) return;
    let seal: ExternalSeal;
    try {
      seal = await copy.make(checkpoint, last?.size ?? 0, over);
    } catch (error) {
      if (!over.aborted) this.#failed(way, error);
      return;
    }
    await record(seal);
    way.last = { size: seal.size, atMs: nowMs() };
    way.failures = 0;
    way.failure = undefined;
  }

  #failed(way: Way, error: unknown): void {
    const { conflicts, nowMs, random } = this.parts;
    const { name } = way.copy;
    if (error instanceof HistoryConflict) {
      conflicts.keep({ name, at: new Date(nowMs()).toISOString(), ...error.conflict });
      this.#logger.error(
        `${name} ricorda un’altra storia (remembers another history): ${error.conflict.code}`,
      );
    } else if (!(error instanceof CopyFailed)) {
      // A fault of the program; the other ways are none the worse for it.
      this.#logger.error(`No copy was made with ${name}`, error);
    }
    way.failure =
      error instanceof CopyFailed
        ? error.code
        : error instanceof HistoryConflict
          ? error.conflict.code
          : 'failed';
    const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(way.failures++, 20));
    way.notBeforeMs = nowMs() + ceiling * (0.5 + random() / 2);
  }

  /** What other instances have recorded meanwhile, or this one before it was started anew, counts as well. */
  async #readSeals(): Promise<void> {
    for await (const { seal, recordedMs, revision } of recordedSeals(
      this.parts.store,
      this.#nextRevision,
    )) {
      this.#nextRevision = revision + 1;
      const way = this.#ways.find(({ copy }) => copy.isOurs(seal));
      if (way && seal.size >= (way.last?.size ?? 0))
        way.last = { size: seal.size, atMs: recordedMs };
    }
  }

  /** Hears of approvals, and does not let them wait for the next look. @throws StoreUnavailable */
  async #watchApprovals(signal: AbortSignal): Promise<void> {
    const { store, ledger, approvals } = this.parts;
    const filter = { types: approvals };
    for await (const { position } of store.readAll({ direction: 'backward', max: 1, filter }))
      this.#owedPosition = Math.max(this.#owedPosition, position);
    const after = this.#owedPosition > 0 ? this.#owedPosition - 1 : 0;
    for await (const { events } of store.follow({ after, filter, signal })) {
      const last = events.at(-1);
      if (!last) continue;
      this.#owedPosition = Math.max(this.#owedPosition, last.position);
      // Where that takes longer, the next look finds it.
      await ledger.sealed(last.position, SEALED_WITHIN_MS).catch(() => undefined);
      this.#wake.abort();
    }
  }
}
