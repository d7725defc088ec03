/** Why somebody was not let in or something about their account was not done, as they read it. */
export const accessRefusals = {
  'another-person': {
    it: 'Questa sessione è di un’altra persona: esci e accedi con il tuo account.',
    en: 'This session belongs to another person: sign out and sign in with your own account.',
  },
  'emergency-not-renewed': {
    it: 'Un accesso di emergenza dura 60 minuti e non si prolunga: per continuare accedi con il tuo account.',
    en: 'An emergency access lasts 60 minutes and is not prolonged: sign in with your account to go on.',
  },
} as const satisfies Readonly<Record<string, { readonly it: string; readonly en: string }>>;

export type AccessRefusedCode = keyof typeof accessRefusals;

/** Somebody is not let in, or an account cannot be changed like this. Holds no secret. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
  readonly it: string;
  readonly en: string;

  constructor(readonly code: AccessRefusedCode) {
    const { it, en } = accessRefusals[code];
    super(en);
    this.it = it;
    this.en = en;
  }
}
