import type { Inquiry } from './inquiry.js';

/** The same in both languages. */
export interface Words {
  readonly it: string;
  readonly en: string;
}

/**
 * What came out: everything asked about is as it has to be; something was found that a person has to look at; or
 * what is recorded does not say.
 */
export type Verdict = 'in-order' | 'findings' | 'not-known';

/** What stands in a cell. Null is not said. */
export type Cell = string | number | boolean | null;

export interface AnswerColumn extends Words {
  readonly key: string;
}

/** Rows of an answer, as a table that people read. */
export interface AnswerTable {
  readonly title: Words;
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** A fact an answer rests on. */
export interface FactReference {
  readonly cycleId: string;
  readonly eventId: string;
  readonly revision: number;
  readonly type: string;
}

/** What an audit is told. */
export interface Answer {
  readonly verdict: Verdict;
  /** The verdict in one sentence. */
  readonly sentence: Words;
  readonly tables: readonly AnswerTable[];
  readonly facts: readonly FactReference[];
  /** What the question asks and no fact says. */
  readonly notKnown: readonly Words[];
}

/** The lives besides the cycle that an answer is made from. */
export type Beside = 'organisation' | 'procedures' | 'other-cycles' | 'zone-register';

/** A question that auditors ask of every cycle. */
export interface AuditQuestion {
  /** 1 to 15. */
  readonly number: number;
  readonly key: string;
  readonly text: Words;
  /** What makes it a question: the rule that is checked. */
  readonly source: string;
  readonly looksAt: readonly Beside[];
  /** Whether it can be asked about one scheda alone. */
  readonly ofScheda?: true;
  /** Pure. */
  readonly answer: (inquiry: Inquiry) => Answer;
}
