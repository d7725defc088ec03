import { Refused } from '../refused.js';

/** Why a sign-in with an identity provider came to nothing, as the person reads it. */
export const oidcRefusals = {
  'oidc-provider-unknown': {
    it: 'Questo modo di accedere non esiste: scegline uno dalla pagina di accesso.',
    en: 'There is no such way to sign in: choose one on the sign-in page.',
  },
  'oidc-provider-unavailable': {
    it: 'Il servizio di identità non risponde: riprova tra qualche minuto, oppure accedi in un altro modo.',
    en: 'The identity provider does not answer: try again in a few minutes, or sign in another way.',
  },
  'oidc-provider-misconfigured': {
    it: "Il servizio di identità non corrisponde alla configurazione: avvisa l'amministratore, o accedi in un altro modo.",
    en: 'The identity provider does not match the configuration: tell the administrator, or sign in another way.',
  },
  'oidc-sign-in-expired': {
    it: "L'accesso è durato più di dieci minuti, era già concluso o è cominciato in un altro browser: ricomincia dalla pagina di accesso.",
    en: 'The sign-in took more than ten minutes, was already over or began in another browser: begin again on the sign-in page.',
  },
  'oidc-response-refused': {
    it: "La risposta del servizio di identità non ha superato i controlli, e l'abbiamo annotato: ricomincia; se si ripete, avvisa l'amministratore.",
    en: 'The answer of the identity provider did not pass the checks, and we noted it: begin again; if it happens again, tell the administrator.',
  },
  'oidc-access-denied': {
    it: 'Hai annullato, o il servizio di identità ti ha negato l’accesso: ricomincia se vuoi entrare.',
    en: 'You cancelled, or the identity provider denied you access: begin again if you want to come in.',
  },
  'oidc-login-required': {
    it: 'Il servizio di identità chiede che tu ti identifichi di nuovo: ricomincia dalla pagina di accesso.',
    en: 'The identity provider asks you to identify yourself again: begin again on the sign-in page.',
  },
  'oidc-provider-error': {
    it: "Il servizio di identità ha risposto con un errore, che abbiamo annotato: riprova; se si ripete, avvisa l'amministratore.",
    en: 'The identity provider answered with an error, which we noted: try again; if it happens again, tell the administrator.',
  },
  'oidc-assurance-too-low': {
    it: 'Serve un modo di identificarsi più sicuro di quello che hai usato (per esempio SPID di livello 2): ricomincia e sceglilo.',
    en: 'A stronger way to identify yourself is needed than the one you used (such as SPID level 2): begin again and choose it.',
  },
  'oidc-authentication-too-old': {
    it: 'Il servizio di identità non dice che ti sei identificato da poco: esci da lì, poi ricomincia.',
    en: 'The identity provider does not say that you identified yourself recently: sign out there, then begin again.',
  },
  'oidc-identity-unknown': {
    it: "Ti sei identificato, ma questa identità non è collegata a nessuna persona di Traccia: chiedi all'amministratore un codice di invito.",
    en: 'You are identified, but this identity is not linked to any person of Traccia: ask the administrator for an invitation code.',
  },
  'oidc-identity-taken': {
    it: "Questa identità è già collegata a un'altra persona: il codice di invito non è stato usato. Chiedi all'amministratore.",
    en: 'This identity is already linked to another person: the invitation code was not used. Ask the administrator.',
  },
  'oidc-invitation-invalid': {
    it: "Il codice di invito è scritto male, è scaduto o è già stato usato: controllalo, o chiedine uno nuovo all'amministratore.",
    en: 'The invitation code is misspelt, has expired or was already used: check it, or ask the administrator for a new one.',
  },
  'oidc-other-person': {
    it: "Per confermare devi identificarti come la persona che sta già lavorando: non è stato registrato nulla. Esci, se vuoi entrare come un'altra.",
    en: 'To confirm you must identify yourself as the person already at work: nothing was recorded. Sign out to come in as another.',
  },
  'oidc-logout-token-refused': {
    it: 'Il token di uscita non è valido: nessuna sessione è stata chiusa.',
    en: 'The logout token is not valid: no session was ended.',
  },
} as const satisfies Readonly<Record<string, { readonly it: string; readonly en: string }>>;

export type OidcRefusedCode = keyof typeof oidcRefusals;

/**
 * A sign-in with an identity provider, or a sign-out it asked for, is refused. What a person reads
 * never holds a word of the provider; what exactly was wrong is in `cause`, for the log.
 */
export class OidcRefused extends Refused<OidcRefusedCode> {
  override readonly name = 'OidcRefused';

  constructor(code: OidcRefusedCode, options?: ErrorOptions) {
    super(code, oidcRefusals[code], options);
  }
}
