import type { RefusalTexts } from '../refusal-text.js';

/** What is asked of every command: who may, when, and on what they saw. */
export const commandRefusals = {
  'not-allowed': {
    kind: 'authority',
    it: '«{verb}» non spetta a: {role}. Spetta a: {who}.',
    en: '“{verbEn}” is not for the {roleEn}. It is for: {whoEn}.',
  },
  'not-your-unit': {
    kind: 'authority',
    it: "Riguarda un'altra unità: può agire solo quella unità o l'Ufficio di Piano.",
    en: 'This is about another unit: only that unit or the planning office may act on it.',
  },
  'other-zone': {
    kind: 'authority',
    it: 'Il ciclo appartiene a un’altra zona.',
    en: 'The cycle belongs to another zone.',
  },
  'not-of-this-definition': {
    kind: 'absence',
    it: '«{verb}» non esiste in: {definition}.',
    en: '“{verbEn}” does not exist in: {definitionEn}.',
  },
  'not-now': {
    kind: 'moment',
    it: 'Ora non è possibile. Stato attuale: {standing}. Stato che serve: {needed}.',
    en: 'Not possible now. It stands at: {standingEn}. It would have to be: {neededEn}.',
  },
  'scheda-moved': {
    kind: 'conflict',
    it: 'La scheda è cambiata da quando l’hai letta: {by} l’ha mossa il {at} ({what}). Rileggila e riprova.',
    en: 'The scheda has changed since you read it: {by} moved it at {at} ({what}). Read it again and retry.',
  },
  'if-match-needed': {
    kind: 'conflict',
    it: 'Serve sapere quale stato della scheda hai letto: indica If-Match con la revisione.',
    en: 'We need to know which state of the scheda you read: send If-Match with its revision.',
  },
  'command-id-reused': {
    kind: 'conflict',
    it: 'Questo identificativo di comando è già stato usato per un’altra richiesta: generane uno nuovo.',
    en: 'This command id was already used for another request: make a new one.',
  },
  'reason-needed': {
    kind: 'rule',
    it: 'Serve una motivazione: scrivi perché.',
    en: 'A reason is needed: say why.',
  },
  'late-reason-needed': {
    kind: 'rule',
    it: 'Il fatto risale al {occurredOn}: registrato dopo più di {days} giorni, serve il motivo del ritardo.',
    en: 'It happened on {occurredOn}: recorded more than {days} days later, the reason for the delay is needed.',
  },
  'not-yet-happened': {
    kind: 'rule',
    it: 'La data {date} è nel futuro: si registra solo ciò che è già accaduto.',
    en: 'The date {date} is in the future: only what has already happened is recorded.',
  },
  'too-long-ago': {
    kind: 'rule',
    it: 'La data {date} è di più di {years} anni fa: controlla l’anno.',
    en: 'The date {date} is more than {years} years ago: check the year.',
  },
  'before-its-time': {
    kind: 'rule',
    it:
      'La data {occurredOn} viene prima del {since}: da quel giorno le cose stanno come stanno, e questo può ' +
      'essere accaduto solo dopo. Controlla il giorno.',
    en:
      'The date {occurredOn} comes before {since}: since that day things have stood as they do, and this can ' +
      'only have happened after it. Check the day.',
  },
  'id-taken': {
    kind: 'conflict',
    it: 'L’identificativo {id} è già in uso: i codici non si riusano.',
    en: 'The id {id} is already in use: codes are never reused.',
  },
  'act-needed': {
    kind: 'rule',
    it: 'Indica l’atto.',
    en: 'Name the act.',
  },
  'dates-reversed': {
    kind: 'rule',
    it: 'La data {to} viene prima di {from}.',
    en: 'The date {to} comes before {from}.',
  },
  'same-date': {
    kind: 'rule',
    it: 'La nuova data è uguale a quella attuale ({date}): indicane un’altra, o non serve fare nulla.',
    en: 'The new date is the present one ({date}): name another one, or there is nothing to do.',
  },
  'nothing-changed': {
    kind: 'rule',
    it: 'Non è cambiato nulla: non c’è niente da registrare.',
    en: 'Nothing has changed: there is nothing to record.',
  },
} as const satisfies RefusalTexts;
