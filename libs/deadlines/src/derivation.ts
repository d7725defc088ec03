import type { Day } from '#calendar';

/**
 * How a day was found: plain JSON, small enough to stand in a fact. With the template of its key, which the
 * definition keeps for ever, the words can be made of it again years later.
 */
export interface Derivation {
  /** The key of the template. */
  readonly template: string;
  /** The day that was found. */
  readonly due: Day;
  /** The day it was counted from, and by which name the cycle knew it. */
  readonly anchor: {
    readonly name: string;
    readonly day: Day;
    /** The act that gave it that day; absent where the office chose it. */
    readonly act?: string;
  };
  /** In the order of the template. */
  readonly steps: readonly DerivedStep[];
  /** Where the day counted was none to work on: which one it was, and where it went. */
  readonly rolled?: { readonly from: Day; readonly to: Day };
  /** The days that did not count, in their order. */
  readonly skipped: readonly SkippedDay[];
  /** The version of the calendar it was counted with. */
  readonly calendar: string;
}

/** A step as it was counted: its last day is that on which the next one begins. */
export interface DerivedStep {
  readonly step: string;
  readonly days: number;
  readonly count: 'calendar' | 'working';
  readonly from: Day;
  readonly to: Day;
}

/** A day on which nobody works, and of which kind. */
export interface SkippedDay {
  readonly day: Day;
  readonly kind: string;
}
