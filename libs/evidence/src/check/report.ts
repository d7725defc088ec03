import {
  exitCodeOf,
  LOSS_DECLARED,
  stepNames,
  steps,
  type Sentence,
  type Step,
  type StepName,
} from './steps.js';

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
  /** `lost`: nothing contradicts anything, but facts are missing, and the log says itself that they are. */
  readonly outcome: 'ok' | 'failed' | 'not-done' | 'lost';
  /** The first findings, and how many there were. */
  readonly findings: readonly Finding[];
  readonly found: number;
}

const MOST_TOLD = 20;

/** What was found at a step: something wrong, or only what was declared lost. */
interface Found {
  readonly told: Finding[];
  count: number;
  isWrong: boolean;
}

/** Gathers what is found, step by step. */
export class Findings {
  readonly #found = new Map<StepName, Found>();
  readonly #done = new Set<StepName>();
  readonly #ok = new Map<StepName, Sentence>();
  readonly #partly = new Map<StepName, Sentence>();
  #isPart = false;

  /** Only a part of the facts is here: less is known where nothing is found. */
  ofPart(): void {
    this.#isPart = true;
  }

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
    this.#tell(step, { where, it, en }).isWrong = true;
  }

  /** Something is missing that the log itself declares lost. */
  lost(step: StepName, where: string, it: string, en: string): void {
    this.#tell(step, { where, it, en });
  }

  #tell(step: StepName, finding: Finding): Found {
    this.#done.add(step);
    const found = this.#found.get(step) ?? { told: [], count: 0, isWrong: false };
    this.#found.set(step, found);
    found.count += 1;
    if (found.told.length < MOST_TOLD) found.told.push(finding);
    return found;
  }

  report(): readonly StepReport[] {
    return stepNames.map((step, at) => {
      const found = this.#found.get(step);
      const partly = this.#partly.get(step);
      const isDone = this.#done.has(step) && partly === undefined;
      const outcome = found ? (found.isWrong ? 'failed' : 'lost') : isDone ? 'ok' : 'not-done';
      const { title, okOfPart, failed, lost = failed, notDone, ...whole } = steps[step] as Step;
      const ok = this.#ok.get(step) ?? (this.#isPart ? (okOfPart ?? whole.ok) : whole.ok);
      const sentence = { ok, failed, lost, 'not-done': partly ?? notDone }[outcome];
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

/** The last fact that is here of a stream whose facts are all said to be here. */
export interface StreamEnd {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** When it was recorded, ISO 8601 UTC. */
  readonly at: string;
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

/** That the ledger was opened anew after a loss, as the log declares it. */
export interface EpochReport extends Sentence {
  readonly origin: string;
  readonly previousOrigin: string;
  /** Facts of the epoch before that are still there, and how many are not. */
  readonly survivingSize: number;
  readonly lostCount: number;
  /** Facts that stand in the place of lost ones, and were not sealed like that before. */
  readonly replacedCount: number;
  /** Whether whoever declared it says what had been sealed last. */
  readonly isLossKnown: boolean;
  readonly at: string;
  readonly operator: string;
  readonly reason: string;
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
  /** `lost`: nothing is wrong, but somebody holds a seal of facts that were declared lost, or others stand in their place. */
  readonly result: 'verified' | 'lost' | 'refused';
  /** 0, the exit code of the first step that failed, or that of a declared loss. */
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
  /** The epochs that the log declares, each with what it says was lost. */
  readonly epochs: readonly EpochReport[];
  readonly erasures: readonly Erased[];
  readonly decisions: readonly Decision[];
  readonly standings: readonly Standing[];
  /** Of a bundle of one cycle, where its streams end: what was sealed after that it does not show. */
  readonly ends: readonly StreamEnd[];
}

/** What the steps come to: the exit code of the first that failed; without one, whether something was lost. */
export function resultOf(reports: readonly StepReport[]): Pick<Report, 'result' | 'exitCode'> {
  const failed = reports.find(({ outcome }) => outcome === 'failed');
  if (failed !== undefined) return { result: 'refused', exitCode: exitCodeOf(failed.step) };
  return reports.some(({ outcome }) => outcome === 'lost')
    ? { result: 'lost', exitCode: LOSS_DECLARED }
    : { result: 'verified', exitCode: 0 };
}
