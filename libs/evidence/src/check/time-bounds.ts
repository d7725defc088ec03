import type { SealedFact } from './entry.js';
import type { AnchorReport, Findings, StampSignature } from './report.js';

/** How long it may take between a seal and the time that somebody outside gives it. */
const ANCHOR_TOLERANCE_MS = 15 * 60_000;

/** That somebody outside has seen a seal of so many facts at a time. */
export interface Anchor {
  readonly size: number;
  /** Milliseconds since 1970, UTC. */
  readonly atMs: number;
  readonly kind: AnchorReport['kind'];
  readonly name: string;
  readonly signature?: StampSignature;
  /** The name of the ledger then, where the seal says it. */
  readonly origin?: string | undefined;
}

/**
 * Holds the dates of facts against times from outside: what an anchor covers was there by then, and what it does
 * not cover was recorded after it. Facts are looked at in the order of their indexes.
 */
export class TimeBounds {
  #anchors: readonly Anchor[] = [];
  /** Of the anchors from each one on, the earliest. */
  #until: readonly number[] = [];
  #passed = 0;
  #sinceMs = 0;

  constructor(
    anchors: readonly Anchor[],
    private readonly findings: Findings,
  ) {
    this.#keep([...anchors].sort((one, other) => one.size - other.size));
  }

  /** What a seal of an epoch before covers beyond the facts that survive says nothing of those that follow. */
  forget(previousOrigin: string, survivingSize: number): void {
    const isKept = ({ origin, size }: Anchor): boolean =>
      origin !== previousOrigin || size <= survivingSize;
    this.#passed = this.#anchors.slice(0, this.#passed).filter(isKept).length;
    this.#keep(this.#anchors.filter(isKept));
  }

  #keep(anchors: readonly Anchor[]): void {
    this.#anchors = anchors;
    let earliest = Infinity;
    this.#until = this.#anchors
      .map(({ atMs }) => atMs)
      .reduceRight<number[]>((until, atMs) => {
        earliest = Math.min(earliest, atMs);
        return [earliest, ...until];
      }, []);
  }

  look({ index, stream, rev, at }: SealedFact): void {
    if (this.#anchors.length === 0 || at === null) return;
    for (let next = this.#anchors[this.#passed]; next !== undefined && next.size <= index;) {
      this.#sinceMs = Math.max(this.#sinceMs, next.atMs);
      next = this.#anchors[++this.#passed];
    }
    const ms = Date.parse(at);
    const where = `${stream} ${rev} (#${index})`;
    if (ms < this.#sinceMs - ANCHOR_TOLERANCE_MS)
      this.findings.add(
        ...(['time', where] as const),
        `è datato ${at}, ma fu aggiunto dopo il ${new Date(this.#sinceMs).toISOString()}`,
        `is dated ${at}, but was added after ${new Date(this.#sinceMs).toISOString()}`,
      );
    const untilMs = this.#until[this.#passed] ?? Infinity;
    if (ms > untilMs + ANCHOR_TOLERANCE_MS)
      this.findings.add(
        ...(['time', where] as const),
        `è datato ${at}, ma c’era già il ${new Date(untilMs).toISOString()}`,
        `is dated ${at}, but was there on ${new Date(untilMs).toISOString()}`,
      );
  }
}
