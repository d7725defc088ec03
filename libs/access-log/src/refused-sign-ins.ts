import type { AccessFact } from './access-fact.js';

/** The refused attempts at one account, or at none that is known. */
interface Attempts {
  readonly fromMs: number;
  toMs: number;
  count: number;
}

/**
 * Counts refused sign-ins until somebody takes the counts, once a minute: ten thousand wrong passwords are one
 * fact. As many counts as there are accounts at most, and one for all attempts at accounts that nobody has.
 */
export class RefusedSignIns {
  #attempts = new Map<string | null, Attempts>();

  constructor(private readonly nowMs: () => number) {}

  /** @param personId whose account, by our own records; never what somebody typed. Null where there is none */
  add(personId: string | null): void {
    const nowMs = this.nowMs();
    const attempts = this.#attempts.get(personId) ?? { fromMs: nowMs, toMs: nowMs, count: 0 };
    attempts.count += 1;
    attempts.toMs = nowMs;
    this.#attempts.set(personId, attempts);
  }

  /** What was counted since the last time. */
  take(): readonly Extract<AccessFact, { type: 'SignInsRefused' }>[] {
    const taken = [...this.#attempts];
    this.#attempts = new Map();
    return taken.map(([personId, { count, fromMs, toMs }]) => ({
      type: 'SignInsRefused',
      data: { personId, count, from: instant(fromMs), to: instant(toMs) },
    }));
  }
}

const instant = (ms: number): string => new Date(ms).toISOString();
