import type { RefusalTexts } from '../refusal-text.js';

/** Who may not, as they came, though their role may: see decisive.ts and token-scopes.ts. */
export const decisiveRefusals = {
  'bootstrap-only': {
    kind: 'authority',
    it: 'Con il codice del primo avvio si può solo aprire il registro e, finché nessuno ha un ruolo, diventarne l’amministratore. Poi accedi con le tue credenziali.',
    en: 'With the code of the first start one can only open the register and, while nobody has a role, become its administrator. Then sign in as yourself.',
  },
  'token-may-not-decide': {
    kind: 'authority',
    it: '{verb} è un atto che decide: lo compie una persona che ha effettuato l’accesso, non un programma con un token.',
    en: '{verbEn} is a decisive act: it takes a person who has signed in, not a program with a token.',
  },
  'token-out-of-scope': {
    kind: 'authority',
    it: '{verb}: questo token non è stato creato per questo. Vale per: {scopes}. Serve un token che comprenda anche quest’uso.',
    en: '{verbEn}: this token was not made for that. It is good for: {scopes}. It takes a token that is for this, too.',
  },
  'emergency-may-not-decide': {
    kind: 'authority',
    it: '{verb} è un atto che decide: con l’accesso di emergenza non si può. Aspetta chi ne ha il ruolo, con le sue credenziali.',
    en: '{verbEn} is a decisive act, and is not for an emergency access. Wait for somebody who has the role, signed in as themselves.',
  },
  'proof-too-old': {
    kind: 'authority',
    it: '{verb} è un atto che decide: conferma chi sei e ripeti la richiesta. La conferma vale {minutes} minuti.',
    en: '{verbEn} is a decisive act: prove again who you are and repeat the request. The proof counts for {minutes} minutes.',
  },
} as const satisfies RefusalTexts;
