import type { Source } from '../source.js';

/** Something the source does not say. It stays open until a person answers. */
export interface Question {
  readonly questionId: string;
  /** What it is about: `programme P07`, `meeting M1`, `cycle`. */
  readonly subject: string;
  readonly text: string;
  /** A reader's guess, kept apart from the facts. */
  readonly guess?: string;
  readonly source?: Source;
}

export type QuestionFact =
  | { readonly type: 'QuestionRaised'; readonly data: Question }
  | {
      readonly type: 'QuestionAnswered';
      readonly data: {
        readonly questionId: string;
        readonly answer: string;
        readonly basis: string;
      };
    };
