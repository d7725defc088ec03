import { Problem, type ProblemDescription } from './problem.js';

/** Everything the HTTP edge itself can answer no to. The same codes stand in docs/errors.md. */
export const httpProblems = {
  'request-malformed': {
    status: 400,
    it: {
      title: 'La richiesta non è HTTP valido',
      detail:
        'Il server non è riuscito a leggere la richiesta: controlla il programma che la invia.',
    },
    en: {
      title: 'The request is not valid HTTP',
      detail: 'The server could not read the request: check the program that sends it.',
    },
  },
  'request-refused': {
    status: 400,
    it: {
      title: 'La richiesta non può essere accolta',
      detail: "La richiesta non ha la forma prevista: confrontala con la descrizione dell'API.",
    },
    en: {
      title: 'The request cannot be accepted',
      detail: 'The request does not have the expected form: compare it with the API description.',
    },
  },
  'request-interrupted': {
    status: 400,
    it: {
      title: 'La richiesta si è interrotta',
      detail: 'La connessione è caduta prima della fine della richiesta: inviala di nuovo.',
    },
    en: {
      title: 'The request was interrupted',
      detail: 'The connection was lost before the end of the request: send it again.',
    },
  },
  'content-length-mismatch': {
    status: 400,
    it: {
      title: 'La lunghezza dichiarata è sbagliata',
      detail: 'I byte ricevuti non sono quanti ne annuncia Content-Length: correggi il valore.',
    },
    en: {
      title: 'The declared length is wrong',
      detail: 'The bytes received are not as many as Content-Length says: correct its value.',
    },
  },
  'address-malformed': {
    status: 400,
    it: {
      title: "L'indirizzo è scritto male",
      detail: "Nell'indirizzo c'è una sequenza % non valida: codificalo di nuovo in UTF-8.",
    },
    en: {
      title: 'The address is malformed',
      detail: 'The address holds an invalid % sequence: encode it again as UTF-8.',
    },
  },
  'body-missing': {
    status: 400,
    it: {
      title: 'Manca il corpo della richiesta',
      detail: 'Qui serve un documento JSON: invialo con Content-Type application/json.',
    },
    en: {
      title: 'The request has no body',
      detail: 'A JSON document is needed here: send it with Content-Type application/json.',
    },
  },
  'body-not-utf8': {
    status: 400,
    it: {
      title: 'Il corpo non è UTF-8',
      detail: 'Ci sono byte che non formano un carattere UTF-8: salva e invia il testo in UTF-8.',
    },
    en: {
      title: 'The body is not UTF-8',
      detail: 'Some bytes do not form a UTF-8 character: save and send the text as UTF-8.',
    },
  },
  'json-malformed': {
    status: 400,
    it: {
      title: 'Il corpo non è JSON valido',
      detail: 'Il testo non segue la grammatica JSON (RFC 8259): correggilo nel punto indicato.',
    },
    en: {
      title: 'The body is not valid JSON',
      detail:
        'The text does not follow the JSON grammar (RFC 8259): correct it at the place given.',
    },
  },
  'json-duplicate-key': {
    status: 400,
    it: {
      title: 'Una chiave è ripetuta',
      detail: 'Lo stesso oggetto ha due volte la stessa chiave: lascia solo quella che intendi.',
    },
    en: {
      title: 'A key is repeated',
      detail: 'The same object holds the same key twice: leave only the one you mean.',
    },
  },
  'json-forbidden-key': {
    status: 400,
    it: {
      title: 'Una chiave non è ammessa',
      detail: 'Le chiavi __proto__, constructor e prototype non sono ammesse: toglile.',
    },
    en: {
      title: 'A key is not allowed',
      detail: 'The keys __proto__, constructor and prototype are not allowed: remove them.',
    },
  },
  'json-lone-surrogate': {
    status: 400,
    it: {
      title: 'Un carattere è spezzato',
      detail:
        'Il testo contiene metà di una coppia surrogata (per esempio \\ud800): scrivi il carattere intero.',
    },
    en: {
      title: 'A character is broken in two',
      detail:
        'The text holds half of a surrogate pair (such as \\ud800): write the whole character.',
    },
  },
  'json-number-too-large': {
    status: 400,
    it: {
      title: 'Un numero è troppo grande',
      detail:
        'Oltre ±9007199254740991 un numero JSON perde cifre: scrivilo come testo tra virgolette.',
    },
    en: {
      title: 'A number is too large',
      detail: 'Beyond ±9007199254740991 a JSON number loses digits: write it as a quoted string.',
    },
  },
  'json-too-deep': {
    status: 400,
    it: {
      title: 'Il JSON è annidato troppo a fondo',
      detail: 'Sono ammessi al massimo 32 livelli di oggetti e liste: appiattisci il documento.',
    },
    en: {
      title: 'The JSON is nested too deeply',
      detail: 'At most 32 levels of objects and arrays are allowed: flatten the document.',
    },
  },
  'token-missing': {
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="traccia"' },
    it: {
      title: 'Manca il token di accesso',
      detail: "Aggiungi alla richiesta l'intestazione Authorization: Bearer seguita dal tuo token.",
    },
    en: {
      title: 'The access token is missing',
      detail: 'Add to the request the header Authorization: Bearer followed by your token.',
    },
  },
  'token-invalid': {
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="traccia", error="invalid_token"' },
    it: {
      title: 'Il token di accesso non vale',
      detail:
        "Il token è scritto male, è scaduto o è stato revocato: controllalo, o chiedine uno nuovo all'amministratore.",
    },
    en: {
      title: 'The access token is not valid',
      detail:
        'The token is misspelt, has expired or was revoked: check it, or ask the administrator for a new one.',
    },
  },
  'session-over': {
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="traccia"' },
    it: {
      title: 'La sessione è finita',
      detail: 'È scaduta, oppure è stata chiusa: accedi di nuovo. Nulla è stato registrato.',
    },
    en: {
      title: 'The session is over',
      detail: 'It has expired, or it was closed: sign in again. Nothing was recorded.',
    },
  },
  'connection-not-secure': {
    status: 403,
    it: {
      title: 'La richiesta è arrivata in chiaro',
      detail:
        'Ripetila con https://. Se hai mandato un token o una password, considerali letti da altri: revoca il token, cambia la password.',
    },
    en: {
      title: 'The request arrived in clear',
      detail:
        'Repeat it with https://. If you sent a token or a password, take them as read by others: revoke the token, change the password.',
    },
  },
  'request-foreign': {
    status: 403,
    it: {
      title: 'La richiesta viene da un altro sito',
      detail:
        'Per sicurezza si cambia qualcosa solo dalle pagine di Traccia: aprile tu e riprova. Un programma deve mostrare un token.',
    },
    en: {
      title: 'The request comes from another site',
      detail:
        'For safety things are changed from the pages of Traccia only: open them yourself and try again. A program has to show a token.',
    },
  },
  'no-role-held': {
    status: 403,
    it: {
      title: 'Non hai nessun ruolo',
      detail:
        'Sappiamo chi sei, ma oggi il registro di nessuna zona ti dà un ruolo: chiedilo a un amministratore.',
    },
    en: {
      title: 'You hold no role',
      detail:
        'We know who you are, but today the register of no zone gives you a role: ask an administrator for one.',
    },
  },
  'session-needed': {
    status: 403,
    it: {
      title: 'Serve una persona che abbia fatto accesso',
      detail: 'Questo non si fa con un token: accedi con il tuo account.',
    },
    en: {
      title: 'It takes a person who has signed in',
      detail: 'This is not done with a token: sign in with your account.',
    },
  },
  'proof-needed': {
    status: 403,
    it: {
      title: 'Conferma che sei tu',
      detail:
        'Per questo passo serve una prova recente: ripeti password e codice, o usa la passkey, poi riprova.',
    },
    en: {
      title: 'Confirm that it is you',
      detail:
        'This step takes a recent proof: give password and code again, or use your passkey, then try again.',
    },
  },
  forbidden: {
    status: 403,
    it: {
      title: 'Non hai il permesso',
      detail: 'Il tuo ruolo non permette questa azione: chiedi a chi ne ha la responsabilità.',
    },
    en: {
      title: 'You are not allowed to do this',
      detail: 'Your role does not permit this action: ask whoever is responsible for it.',
    },
  },
  'not-found': {
    status: 404,
    it: {
      title: 'Non trovato',
      detail: "A questo indirizzo e con questo metodo non c'è nulla: controllali entrambi.",
    },
    en: {
      title: 'Not found',
      detail: 'There is nothing at this address with this method: check both.',
    },
  },
  'method-not-allowed': {
    status: 405,
    it: {
      title: 'Metodo non ammesso',
      detail:
        "Questo indirizzo esiste ma non accetta il metodo usato: vedi la descrizione dell'API.",
    },
    en: {
      title: 'Method not allowed',
      detail: 'This address exists but does not accept the method used: see the API description.',
    },
  },
  'not-acceptable': {
    status: 406,
    it: {
      title: 'Formato non disponibile',
      detail: "La risposta non esiste nel formato chiesto: cambia l'intestazione Accept.",
    },
    en: {
      title: 'Format not available',
      detail: 'The answer does not exist in the format asked for: change the Accept header.',
    },
  },
  'request-timeout': {
    status: 408,
    it: {
      title: 'La richiesta è arrivata troppo lentamente',
      detail: 'La richiesta non è arrivata intera in tempo: controlla la rete e inviala di nuovo.',
    },
    en: {
      title: 'The request arrived too slowly',
      detail: 'The whole request did not arrive in time: check the network and send it again.',
    },
  },
  'body-too-large': {
    status: 413,
    it: {
      title: 'La richiesta è troppo grande',
      detail: 'Sono ammessi al massimo 1.048.576 byte: dividi il contenuto in più richieste.',
    },
    en: {
      title: 'The request is too large',
      detail: 'At most 1,048,576 bytes are allowed: split the content into several requests.',
    },
  },
  'file-too-large': {
    status: 413,
    it: {
      title: 'Il file è troppo grande',
      detail:
        'Sono ammessi al massimo 5 MB: togli immagini e fogli che non servono, o dividi il file. Nulla è stato registrato.',
    },
    en: {
      title: 'The file is too large',
      detail:
        'At most 5 MB are allowed: remove pictures and sheets that are not needed, or split the file. Nothing was recorded.',
    },
  },
  'address-too-long': {
    status: 414,
    it: {
      title: "L'indirizzo è troppo lungo",
      detail: "Una parte dell'indirizzo supera la lunghezza ammessa: controlla gli identificativi.",
    },
    en: {
      title: 'The address is too long',
      detail: 'A part of the address exceeds the length allowed: check the ids in it.',
    },
  },
  'media-type-unsupported': {
    status: 415,
    headers: { accept: 'application/json' },
    it: {
      title: 'Il corpo non è in un formato accettato',
      detail: 'Invia JSON in UTF-8 non compresso, con Content-Type application/json.',
    },
    en: {
      title: 'The body is not in an accepted format',
      detail: 'Send uncompressed JSON in UTF-8, with Content-Type application/json.',
    },
  },
  'file-type-unsupported': {
    status: 415,
    headers: {
      accept:
        'text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, application/octet-stream',
    },
    it: {
      title: 'Il corpo non è un file',
      detail:
        'Invia il file così com’è, non compresso, con Content-Type text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet oppure application/octet-stream.',
    },
    en: {
      title: 'The body is not a file',
      detail:
        'Send the file as it is, uncompressed, with Content-Type text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet or application/octet-stream.',
    },
  },
  'sign-in-delayed': {
    status: 429,
    it: {
      title: 'Aspetta prima di riprovare',
      detail:
        'Ci sono stati troppi tentativi non riusciti: riprova quando il tempo indicato è passato. Una passkey non aspetta.',
    },
    en: {
      title: 'Wait before you try again',
      detail:
        'There were too many attempts that failed: try again when the time given has passed. A passkey need not wait.',
    },
  },
  'too-many-requests': {
    status: 429,
    it: {
      title: 'Troppe richieste',
      detail: 'Hai inviato troppe richieste in poco tempo: aspetta e riprova.',
    },
    en: {
      title: 'Too many requests',
      detail: 'You have sent too many requests in a short time: wait and try again.',
    },
  },
  'headers-too-large': {
    status: 431,
    it: {
      title: 'Le intestazioni sono troppo grandi',
      detail: 'Le intestazioni della richiesta superano il limite: togli quelle che non servono.',
    },
    en: {
      title: 'The headers are too large',
      detail: 'The headers of the request exceed the limit: remove those that are not needed.',
    },
  },
  'internal-error': {
    status: 500,
    it: {
      title: 'Errore interno',
      detail:
        "Qualcosa non ha funzionato e l'abbiamo annotato: se si ripete, segnala il valore di instance.",
    },
    en: {
      title: 'Internal error',
      detail: 'Something failed and was noted: if it happens again, report the value of instance.',
    },
  },
  unavailable: {
    status: 503,
    headers: { 'retry-after': '5' },
    it: {
      title: 'Servizio non disponibile',
      detail: 'Il servizio non può rispondere in questo momento: riprova tra qualche secondo.',
    },
    en: {
      title: 'Service unavailable',
      detail: 'The service cannot answer right now: try again in a few seconds.',
    },
  },
  'access-not-recorded': {
    status: 503,
    headers: { 'retry-after': '5' },
    it: {
      title: 'Accesso non registrabile',
      detail:
        'Di questo accesso deve restare traccia, e ora non si può scrivere: niente è stato mostrato. Riprova tra qualche secondo.',
    },
    en: {
      title: 'Access cannot be recorded',
      detail:
        'This access has to leave a trace, which cannot be written right now: nothing was shown. Try again in a few seconds.',
    },
  },
  'store-unavailable': {
    status: 503,
    headers: { 'retry-after': '5' },
    it: {
      title: 'Il registro dei fatti non è disponibile',
      detail:
        'Forse la richiesta non è stata registrata: riprova tra qualche secondo ripetendo lo stesso identificativo di comando, non sarà registrata due volte.',
    },
    en: {
      title: 'The log of facts is not available',
      detail:
        'What you asked may not have been recorded: try again in a few seconds, repeating the same command id; it is not recorded twice.',
    },
  },
} as const satisfies Record<string, Omit<ProblemDescription, 'code'>>;

export type HttpProblemCode = keyof typeof httpProblems;

/** A place in the body of a request. */
export interface BodyPlace {
  /** As in RFC 9535: `$.schede[3].title`. Absent when the body is no text at all. */
  readonly path?: string;
  /** Counted from 0. */
  readonly offsetBytes: number;
}

/**
 * The problem of this code. With a place, its details and its members say where.
 * @param more.status only for a code that stands for several
 */
export function httpProblem(
  code: HttpProblemCode,
  more: {
    readonly place?: BodyPlace;
    readonly status?: number;
    readonly extensions?: Readonly<Record<string, unknown>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly cause?: unknown;
  } = {},
): Problem {
  const { place, extensions, cause } = more;
  const described: ProblemDescription = { ...httpProblems[code], code };
  const at = place === undefined ? '' : ` (${place.path ?? 'body'}, byte ${place.offsetBytes})`;
  const { it, en } = described;
  return new Problem(
    {
      ...described,
      status: more.status ?? described.status,
      headers: { ...described.headers, ...more.headers },
      it: { title: it.title, detail: it.detail + at },
      en: { title: en.title, detail: en.detail + at },
      extensions: { ...extensions, ...place },
    },
    { cause },
  );
}
