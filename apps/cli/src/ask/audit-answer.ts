/** A sentence in both languages. */
interface Words {
  readonly it: string;
  readonly en: string;
}

/** The answer to a question of an audit, as the API gives it. */
export interface AuditAnswerView {
  readonly number: number;
  readonly key: string;
  readonly question: Words;
  readonly source: string;
  readonly cycleId: string;
  readonly at: string | null;
  readonly verdict: 'in-order' | 'findings' | 'not-known';
  readonly sentence: Words;
  readonly tables: readonly {
    readonly title: Words;
    readonly columns: readonly (Words & { readonly key: string })[];
    readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[];
  }[];
  readonly facts: readonly { readonly eventId: string; readonly type: string }[];
  readonly notKnown: readonly Words[];
}

/** A question as it is listed. */
export interface AuditQuestionView {
  readonly number: number;
  readonly key: string;
  readonly question: Words;
}
