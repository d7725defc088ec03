import type { SealedFact } from './entry.js';
import type { Findings } from './report.js';

/** A fact may say that it is so much older than the one before it: clocks of several machines differ. */
const TIME_BACK_MS = 2_000;

/** The streams of cycles and registers: nothing of theirs is dated before what came before it. Elsewhere a fact may be told late. */
const IN_ORDER = /^(cycle|register)-/;

interface Tail {
  readonly rev: number;
  readonly leaf: string;
}

/**
 * Whether the facts follow one another as they must: revisions without gaps, each linked to the one before it
 * in its stream, no id twice in one, and a time that does not go back.
 */
export class EntryRules {
  readonly #tails = new Map<string, Tail>();
  readonly #ids = new Set<string>();
  readonly #latestMs = new Map<string, number>();

  /** @param isWhole whether all of a stream is here; of the others only some facts are, with gaps */
  constructor(
    private readonly findings: Findings,
    private readonly isWhole: (stream: string) => boolean,
  ) {}

  /** Looks at the next fact. @param leaf its own leaf, in hex */
  look(fact: SealedFact, leaf: string): void {
    const where = `${fact.stream} ${fact.rev} (#${fact.index})`;
    const wrong = (it: string, en: string): void => {
      this.findings.add('order', where, it, en);
    };
    if (this.isWhole(fact.stream)) this.#follow(fact, leaf, wrong);
    const id = `${fact.stream}/${fact.id}`;
    if (this.#ids.has(id)) wrong('lo stesso id due volte', 'the same id twice');
    this.#ids.add(id);
    this.#keepTime(fact, wrong);
  }

  #follow({ stream, rev, prev }: SealedFact, leaf: string, wrong: Wrong): void {
    const tail = this.#tails.get(stream);
    const expected = (tail?.rev ?? -1) + 1;
    if (rev !== expected)
      wrong(`è la revisione ${rev}, doveva essere la ${expected}`, `is ${rev}, not ${expected}`);
    if (prev !== (tail?.leaf ?? null))
      wrong('non è legato al fatto che lo precede', 'is not linked to the fact before it');
    this.#tails.set(stream, { rev, leaf });
  }

  #keepTime({ stream, at, meta }: SealedFact, wrong: Wrong): void {
    const { recordedAt } = meta;
    if (recordedAt !== undefined && recordedAt !== at)
      wrong('l’ora non è quella dei metadati', 'its time is not that of its metadata');
    if (at === null) return;
    const ms = Date.parse(at);
    if (Number.isNaN(ms) || !at.endsWith('Z')) {
      wrong('l’ora non è un’ora', 'its time is none');
      return;
    }
    if (!IN_ORDER.test(stream)) return;
    const latestMs = this.#latestMs.get(stream) ?? 0;
    if (ms < latestMs - TIME_BACK_MS)
      wrong('è datato prima del precedente', 'is dated before the one before it');
    this.#latestMs.set(stream, Math.max(latestMs, ms));
  }
}

type Wrong = (it: string, en: string) => void;
