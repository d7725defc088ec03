import type { RefusalTexts } from '../refusal-text.js';

const LR65 = 'LR Toscana 65/2020 art. 9';
const LR65_10 = 'LR Toscana 65/2020 art. 10';

/** Whether to co-programme, and the procedure of doing it. */
export const coProgrammingRefusals = {
  'co-programming-undecided': {
    kind: 'rule',
    it: 'Manca la decisione sulla co-programmazione: va attivata (fino alla relazione pubblicata) o motivata la mancata attivazione.',
    en: 'The decision on co-programming is missing: activate it (up to the published report) or give the reasons for not doing so.',
    law: LR65,
  },
  'motivation-too-short': {
    kind: 'rule',
    it: 'La motivazione deve avere almeno {needed} caratteri: ne ha {given}.',
    en: 'The motivation needs at least {needed} characters: it has {given}.',
    law: LR65,
  },
  'deferral-unsaid': {
    kind: 'rule',
    it: 'Di’ a che cosa è rinviata la co-programmazione, oppure dichiara che non è rinviata.',
    en: 'Say to what co-programming is put off, or declare that it is not put off.',
    law: LR65,
  },
  'derogation-cites-nothing': {
    kind: 'rule',
    it: 'La deroga deve citare il regolamento locale con numero e anno, per esempio «Regolamento zonale n. 12/2021, art. 7».',
    en: 'The derogation must cite the local regulation with its number and year, such as “Regolamento zonale n. 12/2021, art. 7”.',
    law: LR65_10,
  },
  'notice-of-no-day': {
    kind: 'rule',
    it: 'L’avviso chiuderebbe il giorno stesso in cui è pubblicato ({publishedOn}): anche con una deroga dura almeno un giorno.',
    en: 'The notice would close on the very day it is published ({publishedOn}): it lasts one day at least, a derogation or not.',
    law: LR65_10,
  },
  'notice-too-short': {
    kind: 'rule',
    it: 'L’avviso dura {days} giorni: ne servono almeno {needed}, o una deroga che citi il regolamento locale.',
    en: 'The notice lasts {days} days: at least {needed} are needed, or a derogation citing the local regulation.',
    law: LR65_10,
  },
  'notice-still-open': {
    kind: 'rule',
    it: 'L’avviso è aperto fino al {closesOn}: non si può chiudere prima.',
    en: 'The notice is open until {closesOn}: it cannot be closed earlier.',
    law: LR65_10,
  },
  'notice-before-start': {
    kind: 'rule',
    it: 'Il procedimento è avviato dal {startedOn}: l’avviso non si pubblica prima di quel giorno.',
    en: 'The procedure was started on {startedOn}: the notice is not published before that day.',
    law: LR65_10,
  },
  'notice-not-over': {
    kind: 'rule',
    it: 'Ci si candida fino al {closesOn} compreso: solo dal giorno dopo si decide sulle candidature e si tengono le sessioni.',
    en: 'Bodies may apply up to and including {closesOn}: only from the day after are applications judged and sessions held.',
    law: LR65_10,
  },
  'report-before-session': {
    kind: 'rule',
    it: 'L’ultima sessione è del {heldOn}: la relazione motivata, che ne dà conto, non si rilascia prima.',
    en: 'The last session was held on {heldOn}: the reasoned report, which accounts for it, is not issued earlier.',
    law: LR65_10,
  },
  'publication-before-report': {
    kind: 'rule',
    it: 'La relazione motivata è stata rilasciata il {issuedOn}: non si pubblica prima di quel giorno.',
    en: 'The reasoned report was issued on {issuedOn}: it is not published before that day.',
    law: LR65_10,
  },
  'conclusion-before-publication': {
    kind: 'rule',
    it: 'La relazione del procedimento è stata pubblicata il {publishedOn}: non se ne prende atto prima di quel giorno.',
    en: 'The report of the procedure was published on {publishedOn}: its outcome is not taken over before that day.',
    law: LR65_10,
  },
  'no-session-held': {
    kind: 'rule',
    it: 'Prima della relazione serve almeno una sessione tenuta.',
    en: 'At least one session must be held before the report.',
    law: LR65_10,
  },
  'not-responsible-person': {
    kind: 'authority',
    it: 'La relazione motivata è della persona responsabile del procedimento: la rilascia lei.',
    en: 'The reasoned report belongs to the responsible person of the procedure, who issues it.',
    law: LR65_10,
  },
  'application-not-found': {
    kind: 'absence',
    it: 'La candidatura {id} non esiste.',
    en: 'There is no application {id}.',
  },
  'application-too-late': {
    kind: 'rule',
    it: 'L’avviso è scaduto il {closesOn}: una candidatura arrivata dopo non si registra. Se è arrivata in tempo, indica il giorno in cui è arrivata.',
    en: 'The notice ran out on {closesOn}: an application that came later is not registered. If it came in time, give the day it came.',
    law: LR65_10,
  },
  'applications-undecided': {
    kind: 'rule',
    it: 'Candidature né ammesse né non ammesse: {count}. Vanno decise prima della relazione.',
    en: 'Applications neither admitted nor not admitted: {count}. They are to be decided before the report.',
    law: LR65_10,
  },
  'body-not-admitted': {
    kind: 'rule',
    it: 'La candidatura {applicationId} non è ammessa: chi l’ha presentata non partecipa alle sessioni.',
    en: 'The application {applicationId} is not admitted: who made it takes no part in the sessions.',
    law: LR65_10,
  },
  'co-programming-session-not-found': {
    kind: 'absence',
    it: 'La sessione di co-programmazione {id} non esiste.',
    en: 'There is no co-programming session {id}.',
  },
  'already-responsible': {
    kind: 'rule',
    it: 'È già la persona responsabile del procedimento.',
    en: 'This already is the responsible person of the procedure.',
  },
  'procedure-not-found': {
    kind: 'absence',
    it: 'Il procedimento di co-programmazione {cycleId} non esiste in questa zona.',
    en: 'There is no procedure of co-programming {cycleId} in this zone.',
  },
  'procedure-given-up': {
    kind: 'rule',
    it: 'Al procedimento {cycleId} si è rinunciato: non c’è un esito da attendere.',
    en: 'The procedure {cycleId} was given up: there is no outcome to wait for.',
  },
  'procedure-not-published': {
    kind: 'rule',
    it: 'Il procedimento {cycleId} non ha ancora pubblicato la relazione motivata.',
    en: 'The procedure {cycleId} has not published its reasoned report yet.',
    law: LR65_10,
  },
  'other-procedure': {
    kind: 'rule',
    it: 'Il ciclo attende l’esito di un altro procedimento: {awaited}.',
    en: 'The cycle waits for the outcome of another procedure: {awaited}.',
  },
} as const satisfies RefusalTexts;
