import {
  calendarPage,
  cycle,
  cyclesPage,
  diagramPage,
  programmePage,
  reminders,
} from './it/cycle.js';
import { desk } from './it/desk.js';
import { live } from './it/live.js';
import { navigation } from './it/navigation.js';
import { actions } from './it/actions.js';
import { fields } from './it/fields.js';
import { held } from './it/held.js';
import { onBehalf } from './it/on-behalf.js';
import { history } from './it/history.js';
import { verification } from './it/verification.js';
import { revisions } from './it/revisions.js';
import { scheda } from './it/scheda.js';
import { schede } from './it/schede.js';
import { attachments } from './it/attachments.js';
import { agenda } from './it/agenda.js';
import { notices } from './it/notices.js';
import { participation } from './it/participation.js';
import { approval, finalReport, monitoring } from './it/approval.js';
import { coProgramming } from './it/co-programming.js';
import { coDesign } from './it/co-design.js';
import { importing } from './it/importing.js';
import { exporting, jobs } from './it/exports.js';
import { administration } from './it/administration.js';
import { status } from './it/status.js';
import { help } from './it/help.js';
import { search } from './it/search.js';
import { legal } from './it/legal.js';
import { feedback } from './it/feedback.js';
import { keyboard } from './it/keyboard.js';
import { publicPage } from './it/public-page.js';
import { writing } from './it/writing.js';

/** What our pages say, in Italian. What the domain calls things it says itself; this is what stands around it. */
export const it = {
  service: {
    name: 'Traccia',
    what: 'Programmazione operativa annuale',
    zone: (zone: string) => `Zona distretto ${zone}`,
  },
  page: {
    skipToContent: 'Vai al contenuto',
    skipToActions: 'Vai alle azioni',
    sending: 'Invio in corso…',
    skipToNavigation: 'Vai al menu',
    navigation: 'Sezioni',
    tools: 'Strumenti',
    breadcrumb: 'Dove sei',
    footer: 'Informazioni sul servizio',
    timeZone: 'Date e ore sono quelle di Roma.',
    copy: 'Copia',
    copyLink: 'Copia il link a questa pagina',
    print: 'Stampa',
    printedFrom: 'Stampato da',
    printedAt: 'il {day} alle {time}',
    otherYears: 'Altri anni',
    trial: 'AMBIENTE DI PROVA, dati non reali',
    language: 'English',
  },
  account: {
    you: 'Il tuo accesso',
    signOut: 'Esci',
    actAs: 'Cambia ruolo',
  },
  sessionEnd: {
    before: 'Tra',
    after: 'minuti esci da solo, perché non hai fatto nulla da un po’. Ciò che è salvato resta.',
    stay: 'Resta collegato',
  },
  signIn: {
    title: 'Accesso',
    lead: 'Entra per vedere che cosa c’è da fare, e a che punto è il programma.',
    withAccount: 'Con l’account di questo servizio',
    withProvider: (name: string) => `Entra con ${name}`,
    login: 'Nome utente',
    password: 'Password',
    continue: 'Continua',
    code: 'Codice',
    codeHint: 'Le sei cifre dell’app sul tuo telefono, oppure un codice di recupero.',
    enter: 'Entra',
    codeTitle: 'Conferma che sei tu',
    again: 'Ricomincia dall’inizio',
    refused: 'Nome utente, password o codice non sono giusti. Controlla e riprova.',
    delayed: (seconds: number) =>
      `Troppi tentativi: riprova tra ${seconds === 1 ? 'un secondo' : `${seconds} secondi`}.`,
    needed: 'Per vedere questa pagina bisogna entrare.',
    over: 'La tua sessione è finita. Ciò che avevi salvato c’è ancora: entra e riprendi da qui.',
    signedOut: 'Sei uscito. Su un computer che usano altri, chiudi anche il browser.',
    help: 'Non riesci a entrare? L’ufficio di piano può mandarti un nuovo invito.',
  },
  errors: {
    title: 'C’è un problema',
    prefix: 'Errore:',
    required: 'manca',
    back: 'Torna alla pagina di prima',
    home: 'Vai alla tua scrivania',
    askWhom: 'Se pensi che ti spetti, rivolgiti a:',
    quote: 'Se ne parli con qualcuno, cita questo codice:',
    retry: 'Riprova',
  },
  desk,
  live,
  navigation,
  cycle,
  calendarPage,
  reminders,
  diagramPage,
  cyclesPage,
  programmePage,
  phases: {
    draft: 'Bozza',
    kickoff: 'Avvio',
    preparation: 'Preparazione',
    verification: 'Verifica',
    approval: 'Approvazione',
    inForce: 'Attuazione',
    reporting: 'Rendiconto',
    closed: 'Chiuso',
  },
  standings: { done: 'conclusa', current: 'in corso', ahead: 'non ancora iniziata' },
  stages: {
    verified: 'Verificate',
    inVerification: 'In verifica',
    submitted: 'Trasmesse',
    inDrafting: 'In compilazione',
    returned: 'Restituite',
    notStarted: 'Non iniziate',
    other: 'Fuori dal piano',
  },
  lateness: {
    onTime: 'rispettata',
    late: 'rispettata in ritardo',
    missing: 'mancata',
    open: 'in corso',
    notOwed: 'non dovuta',
    noDeadline: 'senza scadenza',
    waived: 'rinunciata',
    cancelled: 'annullata',
  },
  schede,
  scheda,
  revisions,
  verification,
  schedaColumns: {
    title: 'Titolo',
    sha256: 'File e impronta',
    name: 'Nome',
    unit: 'Unità di misura',
    baseline: 'Valore di partenza',
    target: 'Valore atteso',
    source: 'Fonte',
    measuredWhen: 'Quando si misura',
    fund: 'Fondo',
    amount: 'Importo',
    note: 'Nota',
  },
  agenda,
  attachments,
  notices,
  participation,
  administration,
  status,
  approval,
  monitoring,
  finalReport,
  coProgramming,
  coDesign,
  importing,
  exporting,
  jobs,
  help,
  search,
  legal,
  feedback,
  keyboard,
  publicPage,
  actions,
  history,
  fields,
  held,
  onBehalf,
  writing,
} as const;
