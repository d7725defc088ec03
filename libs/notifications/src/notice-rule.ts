/** By what a rule tells: the inbox, which everybody has, and what goes out to an address. */
export type NoticeChannel = 'inbox' | 'email' | 'pec';

/**
 * Which fact is told to whom. Plain JSON, a document of a definition: a process keeps the rules it began with. What
 * a notice is called stands elsewhere, so that a better wording alters no definition.
 */
export interface NoticeRule {
  /** `scheda-returned`: unique in its definition, for ever. */
  readonly ruleId: string;
  /** The types of the facts. */
  readonly on: readonly string[];
  /** Only facts in whose data each of these fields has one of these values. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  /** Audiences by name; somebody in two of them is told once. */
  readonly told: readonly string[];
  readonly channels: readonly NoticeChannel[];
  /** Whoever is told is asked to say that they have seen it. */
  readonly acknowledge?: true;
  /**
   * Whether a person may have it in one mail a day with others; what is `weekly` comes so to everybody, at 08:00 in
   * Rome on the first working day of a week.
   */
  readonly digest: 'may' | 'never' | 'weekly';
  /** It is owed by law or by what the office has agreed: nobody can turn it off. */
  readonly legal?: true;
  /**
   * It is told not at once but of a day to come that the fact foretells, at 08:00 in Rome, so many calendar days
   * after that day (before it when negative).
   */
  readonly foretells?: { readonly day: string; readonly days: number };
  /** Types of later facts about the same thing after which it need not be told any more, where it is not yet. */
  readonly undoneBy?: readonly string[];
  /** The path of the page that a mail opens in the place of the notice itself. */
  readonly opens?: string;
  /** Told also to whoever did it. Else nobody is told of what they did themselves. */
  readonly tellsActor?: true;
}

/** Whether a fact is one that a rule is about. */
export function isAbout(
  { on, when = {} }: Pick<NoticeRule, 'on' | 'when'>,
  fact: { readonly type: string; readonly data: Readonly<Record<string, unknown>> },
): boolean {
  return (
    on.includes(fact.type) &&
    Object.entries(when).every(([field, values]) => values.includes(String(fact.data[field])))
  );
}
