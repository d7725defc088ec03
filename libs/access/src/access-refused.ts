import { Refused } from './refused.js';

/** Why somebody was not let in or something about their account was not done, as they read it. */
export const accessRefusals = {
  'account-exists': {
    it: 'Questa persona o questo nome di accesso ha già un account.',
    en: 'This person or this login already has an account.',
  },
  'account-unknown': {
    it: 'Questa persona non ha un account.',
    en: 'This person has no account.',
  },
  'another-person': {
    it: 'Questa sessione è di un’altra persona: esci e accedi con il tuo account.',
    en: 'This session belongs to another person: sign out and sign in with your own account.',
  },
  'code-wrong': {
    it: 'Il codice non è giusto, o è già stato usato: scrivi quello che la tua app mostra adesso.',
    en: 'The code is wrong or was used already: type the one your app shows now.',
  },
  'emergency-not-renewed': {
    it: 'Un accesso di emergenza dura 60 minuti e non si prolunga: per continuare accedi con il tuo account.',
    en: 'An emergency access lasts 60 minutes and is not prolonged: sign in with your account to go on.',
  },
  'emergency-holders-same': {
    it: 'I due codici di emergenza si affidano a due persone diverse.',
    en: 'The two emergency codes are entrusted to two different persons.',
  },
  'emergency-reason-missing': {
    it: 'Scrivi perché apri l’accesso di emergenza, da 10 a 1000 caratteri e senza nomi di persone: lo leggeranno i revisori, e resta per sempre.',
    en: 'Write why you open the emergency access, 10 to 1000 characters and no names of persons: the auditors will read it, and it stays for ever.',
  },
  'emergency-refused': {
    it: 'L’accesso di emergenza non si apre con questi codici, o non è stato preparato.',
    en: 'The emergency access does not open with these codes, or was not prepared.',
  },
  'invitation-at-console': {
    it: 'Questa persona ha ruoli anche in un’altra zona, o entra già con un provider: chi ricevesse un invito di qui entrerebbe anche lì. L’invito lo crea chi è alla macchina, con traccia account invite.',
    en: 'This person has roles in another zone, too, or comes in with a provider already: an invitation from here would open that as well. Whoever is at the machine makes it, with traccia account invite.',
  },
  'invitation-not-valid': {
    it: 'L’invito non è valido, è scaduto o è già stato usato: chiedine un altro a un amministratore.',
    en: 'The invitation is not valid, has expired or was used: ask an administrator for another one.',
  },
  'last-way-in': {
    it: 'Questa è la tua unica passkey e non hai una password: aggiungine prima un’altra.',
    en: 'This is your only passkey and you have no password: add another one first.',
  },
  'login-malformed': {
    it: 'Il nome di accesso ha da 3 a 64 lettere minuscole, cifre, punti, trattini, trattini bassi o chiocciole.',
    en: 'A login has 3 to 64 lower-case letters, digits, dots, hyphens, underscores or at signs.',
  },
  'passkey-not-valid': {
    it: 'La passkey non è stata accettata: ricomincia, e usa una passkey di questo account.',
    en: 'The passkey was not accepted: begin again, and use a passkey of this account.',
  },
  'passkey-name-malformed': {
    it: 'Il nome di una passkey ha da 1 a 60 caratteri.',
    en: 'The name of a passkey has 1 to 60 characters.',
  },
  'passkeys-too-many': {
    it: 'Hai già dieci passkey: togline una che non usi più.',
    en: 'You have ten passkeys already: remove one you no longer use.',
  },
  'password-malformed': {
    it: 'La password contiene caratteri che non si possono conservare: scrivine un’altra.',
    en: 'The password holds characters that cannot be kept: type another one.',
  },
  'password-most-used': {
    it: 'Questa password la usano in molti ed è tra le prime che si provano: scegline un’altra.',
    en: 'Many people use this password and it is among the first to be tried: choose another one.',
  },
  'password-of-known-words': {
    it: 'Senza le parole che qui tutti conoscono (ufficio, zona, il tuo nome di accesso) restano meno di 8 caratteri: aggiungine di tuoi.',
    en: 'Without the words everybody here knows (office, zone, your login) fewer than 8 characters remain: add some of your own.',
  },
  'password-repeats': {
    it: 'La password ripete sempre gli stessi caratteri: scegline un’altra.',
    en: 'The password repeats the same characters over and over: choose another one.',
  },
  'password-too-long': {
    it: 'Una password ha al massimo 256 caratteri.',
    en: 'A password has at most 256 characters.',
  },
  'password-too-short': {
    it: 'Una password ha almeno 15 caratteri: vanno bene anche alcune parole una dopo l’altra.',
    en: 'A password has at least 15 characters: a few words in a row will do.',
  },
  'person-id-malformed': {
    it: 'L’identificativo della persona ha da 1 a 63 lettere minuscole, cifre o trattini, e non comincia con un trattino.',
    en: 'A person’s id has 1 to 63 lower-case letters, digits or hyphens and does not begin with a hyphen.',
  },
  'person-known-already': {
    it: 'Questa persona è già nota a una zona di questa installazione: comincia la nuova zona con un altro identificativo, poi dalle lì il ruolo che le serve.',
    en: 'A zone of this installation knows this person already: begin the new zone with another id, then give them there the role they need.',
  },
  'recovery-not-valid': {
    it: 'Non c’è nessuna richiesta di recupero di questo account da approvare, o è scaduta.',
    en: 'There is no request to recover this account to approve, or it has expired.',
  },
  'recovery-needs-two': {
    it: 'Un account si recupera in due: chi chiede, chi approva e chi recupera sono tre persone diverse; se la persona ha ruoli in più zone, gli amministratori sono di due zone.',
    en: 'It takes two to recover an account: who asks, who approves and whose it is are three persons; where the person has roles in several zones, the administrators are of two.',
  },
  'sign-in-refused': {
    it: 'Non è stato possibile riconoscerti con questi dati.',
    en: 'You could not be recognised by what you gave.',
  },
  'too-busy': {
    it: 'Troppe persone accedono in questo momento: riprova tra qualche secondo.',
    en: 'Too many people are signing in right now: try again in a few seconds.',
  },
} as const satisfies Readonly<Record<string, { readonly it: string; readonly en: string }>>;

export type AccessRefusedCode = keyof typeof accessRefusals;

/** Somebody is not let in, or an account cannot be changed like this. Holds no secret. */
export class AccessRefused extends Refused<AccessRefusedCode> {
  override readonly name = 'AccessRefused';

  constructor(code: AccessRefusedCode, options?: ErrorOptions) {
    super(code, accessRefusals[code], options);
  }
}
