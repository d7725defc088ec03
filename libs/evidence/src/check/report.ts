import { exitCodeOf, stepNames, steps, type Sentence, type StepName } from './steps.js';

/** Something that is not as it must be. */
export interface Finding extends Sentence {
  /** Where: an index, a stream and revision, a file. */
  readonly where: string;
}

/** What became of a step. */
export interface StepReport extends Sentence {
  readonly step: StepName;
  readonly number: number;
  readonly title: Sentence;
  readonly outcome: 'ok' | 'failed' | 'not-done';
  /** The first findings, and how many there were. */
  readonly findings: readonly Finding[];
  readonly found: number;
}

const MOST_TOLD = 20;

/** Gathers what is found, step by step. */
export class Findings {
  readonly #found = new Map<StepName, { readonly told: Finding[]; count: number }>();
  readonly #done = new Set<StepName>();
  readonly #ok = new Map<StepName, Sentence>();
  readonly #partly = new Map<StepName, Sentence>();

  /** The step was done; it is ok unless something is found. @param ok what is said then, where not what always is */
  done(step: StepName, ok?: Sentence): void {
    this.#done.add(step);
    if (ok) this.#ok.set(step, ok);
  }

  /** Some of the step could not be done, which is no reason to believe it or not. @param why the first is told */
  cannot(step: StepName, why: Sentence): void {
    if (!this.#partly.has(step)) this.#partly.set(step, why);
  }

  add(step: StepName, where: string, it: string, en: string): void {
    this.#done.add(step);
    const found = this.#found.get(step) ?? { told: [], count: 0 };
    this.#found.set(step, found);
    found.count += 1;
    if (found.told.length < MOST_TOLD) found.told.push({ where, it, en });
  }

  report(): readonly StepReport[] {
    return stepNames.map((step, at) => {
      const found = this.#found.get(step);
      const partly = this.#partly.get(step);
      const isDone = this.#done.has(step) && partly === undefined;
      const outcome = found ? 'failed' : isDone ? 'ok' : 'not-done';
      const { title, ok, failed, notDone } = steps[step];
      const sentence = { ok: this.#ok.get(step) ?? ok, failed, 'not-done': partly ?? notDone }[
        outcome
      ];
      return {
        ...{ step, number: at + 1, title, outcome, it: sentence.it, en: sentence.en },
        ...{ findings: found?.told ?? [], found: found?.count ?? 0 },
      };
    });
  }
}

/** A decision as it was replayed. */
export interface Decision {
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** When it was recorded, ISO 8601 UTC. */
  readonly at: string;
  /** The day it happened, where the fact says so. */
  readonly on?: string;
  readonly who: string;
  readonly role?: string;
  readonly onBehalfOf?: string;
  /** The act it rests on, in a few words. */
  readonly act?: string;
  readonly reason?: string;
}

/** That personal data of a subject was erased: its texts are ciphertext nobody opens any more. */
export interface Erased extends Sentence {
  readonly subject: string;
  readonly at: string;
  readonly by: string;
  /** How many sealed texts of it stand in the facts that were read. */
  readonly texts: number;
}

/** Where a stream stands once its facts were read again. */
export interface Standing {
  readonly stream: string;
  readonly definition: string;
  readonly facts: number;
  readonly state: string;
  /** By kind, then state: how many. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A time from outside that the history was held against. */
export interface AnchorReport {
  readonly size: number;
  readonly kind: 'witness' | 'timestamp' | 'held' | 'checkpoint' | 'state';
  readonly name: string;
  readonly at?: string;
  /** Of a time stamp: whether somebody has signed it who is believed; or its signature was not looked at. */
  readonly signature?: StampSignature;
}

/** What is known of who has signed a time stamp. */
export type StampSignature = 'trusted' | 'authority-unknown' | 'wrong' | 'not-checked';

/** What a verification has found. */
export interface Report {
  readonly result: 'verified' | 'refused';
  /** 0, or the exit code of the first step that failed. */
  readonly exitCode: number;
  /** Whether the files of a bundle were read, or the copy that its page holds in itself. */
  readonly of: 'files' | 'page';
  readonly origin: string;
  /** Facts that the seal covers. */
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** Facts whose bytes were read. */
  readonly facts: number;
  /** Where the key came from: `bundle` is only as good as the comparison with a printed one. */
  readonly keyFrom: 'policy' | 'bundle' | 'state';
  readonly keys: readonly string[];
  readonly steps: readonly StepReport[];
  readonly notes: readonly Sentence[];
  readonly anchors: readonly AnchorReport[];
  readonly erasures: readonly Erased[];
  readonly decisions: readonly Decision[];
  readonly standings: readonly Standing[];
}

/** The exit code of the first step that failed, 0 where none has. */
export function exitCodeIn(reports: readonly StepReport[]): number {
  const failed = reports.find(({ outcome }) => outcome === 'failed');
  return failed ? exitCodeOf(failed.step) : 0;
}
