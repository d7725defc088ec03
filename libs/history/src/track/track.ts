import { daysBetween, romeDay } from '#calendar';
import type { RecordedEvent } from '#event-store';
import type { Envelope } from '#planning';
import { isDecision } from '../timeline/decisions.js';

/** A pause of at least so many days, Europe/Rome, is one that people ask about. */
const LONG_DAYS = 7;

/** A phase, and the fact with which it began. */
export interface PhaseBegun {
  readonly revision: number;
  /** As the machine calls it, `preparation`. */
  readonly phase: string;
}

/** A time in which nothing was recorded for long. */
export interface Pause {
  /** The fact with which it ended. */
  readonly revision: number;
  /** Calendar days, Europe/Rome. */
  readonly days: number;
}

/** How something is called, in both languages. */
export interface Called {
  readonly it: string;
  readonly en: string;
}

/** A fact that moved a machine: that of the part it is about, or that of the whole. */
export interface Move {
  /** Null for what began with it. */
  readonly from: Called | null;
  readonly to: Called;
}

/**
 * The whole way of a cycle or register in outline, by the revisions of its facts: what somebody needs to find a moment.
 * It holds no text that anybody wrote.
 */
export interface Track {
  /** The revision of the last fact. */
  readonly last: number;
  /** When each fact was recorded, by its revision: milliseconds since 1970, UTC. Never one before the one before it. */
  readonly recordedMs: readonly number[];
  readonly phases: readonly PhaseBegun[];
  /** Decisions, in their order. */
  readonly decisions: readonly number[];
  /** Decisions that name an act, in their order. */
  readonly acts: readonly number[];
  readonly pauses: readonly Pause[];
  /** What moved, by the revision of the fact. */
  readonly moves: ReadonlyMap<number, Move>;
}

/** A track that goes on with its stream. */
export class GrowingTrack implements Track {
  readonly recordedMs: number[] = [];
  readonly phases: PhaseBegun[] = [];
  readonly decisions: number[] = [];
  readonly acts: number[] = [];
  readonly pauses: Pause[] = [];
  readonly moves = new Map<number, Move>();

  get last(): number {
    return this.recordedMs.length - 1;
  }

  /**
   * @param phase in which the life stands after the fact
   * @param move undefined where everything stands where it stood
   */
  add(fact: RecordedEvent, phase: string, move: Move | undefined): void {
    const { revision, type, data, metadata } = fact;
    const { rule, recordedAt } = metadata as unknown as Envelope; // written by our own pipeline
    const before = this.recordedMs.at(-1);
    const ms = Math.max(Date.parse(recordedAt), before ?? 0);
    const days = before === undefined ? 0 : daysBetween(romeDay(before), romeDay(ms));
    this.recordedMs.push(ms);
    if (move) this.moves.set(revision, move);
    if (days >= LONG_DAYS) this.pauses.push({ revision, days });
    if (this.phases.at(-1)?.phase !== phase) this.phases.push({ revision, phase });
    if (!isDecision(type, rule)) return;
    this.decisions.push(revision);
    if (typeof data['act'] === 'string' || typeof data['actDate'] === 'string')
      this.acts.push(revision);
  }
}

/** The last fact that was recorded by an instant, in milliseconds since 1970 (UTC); undefined before the first. */
export function lastBy({ recordedMs }: Track, atMs: number): number | undefined {
  let [low, high] = [0, recordedMs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((recordedMs[middle] ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : low - 1;
}
