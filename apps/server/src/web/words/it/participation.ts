/** `al 7 marzo`, `all’8 marzo`, `all’11 marzo`. */
const untilDay = (day: string): string => (/^(?:8|11)\b/u.test(day) ? `all’${day}` : `al ${day}`);

/** What became of a convocation. */
export interface ConvocationCounts {
  readonly told: number;
  readonly arrived: number;
  readonly waiting: number;
  readonly inVain: number;
}

/** Of the pages of participation. */
export const participation = {
  title: 'Partecipazione',
  sections: 'Pagine della partecipazione',
  tabs: {
    meetings: 'Incontri',
    contributions: 'Contributi',
    coProgramming: 'Co-programmazione',
    coverage: 'Copertura',
  },
  lead: 'Chi è stato sentito, quando, e che cosa è stato di ciò che ha detto.',
  complete:
    'Tutte le categorie dovute sono state sentite, o il direttore ha deciso di farne a meno.',
  gaps: (names: string) => `Restano da sentire: ${names}.`,
  law: 'Le categorie sono quelle della LR 40/2005, articolo 15.',
  actions: 'Che cosa puoi fare',
  meetings: 'Incontri',
  noMeetings:
    'Nessun incontro è in calendario. La partecipazione si dimostra con gli incontri: il primo passo è metterne uno in calendario.',
  meeting: 'Incontro',
  day: 'Giorno',
  with: 'Con chi',
  standing: 'A che punto è',
  invited: 'Convocati',
  present: 'Presenti',
  matrix: 'Chi è stato sentito, e in quale incontro',
  category: 'Categoria',
  cells: {
    covered: 'sentita',
    heard: 'sentita, manca il verbale',
    none: '–',
    exempted: 'esonerata',
  },
  inAll: 'In tutto',
  notYet: 'non ancora',
  exemption: (reason: string) => `Il direttore ha deciso di farne a meno: ${reason}`,
  exemptionProposed: (reason: string) => `Proposto di farne a meno: ${reason}`,
  contributionsLead:
    'Che cosa hanno detto gli enti, che cosa è stato risposto, dove è finito nel piano.',
  contributionsCount: (all: number, waiting: number) =>
    `${all === 1 ? 'Un contributo' : `${all} contributi`}, ${waiting === 0 ? 'nessuno' : String(waiting)} in attesa di risposta.`,
  steps: {
    scheduled: 'In calendario',
    convened: 'Convocato',
    held: 'Tenuto',
    minuted: 'Verbale depositato',
    closed: 'Verbale approvato',
  },
  receiveHere: 'Registra un contributo arrivato con questo incontro',
  copy: 'Copia questo incontro in uno nuovo',
  whoCame: 'Chi c’era',
  whoCameHint: 'Tocca gli enti presenti: nessun nome di persona.',
  nobodyInvited: 'Non risulta convocato nessuno: scrivi gli enti presenti qui sotto.',
  others: 'Altri enti presenti',
  categoriesHint: 'Se non lo sai ancora, lascia vuoto: si dice dopo.',
  contentsHint: 'Uno per riga: di che cosa si è parlato, che cosa si è mostrato.',
  heldOn: 'Si è tenuto il',
  lateReason: 'Perché lo registri dopo',
  lateReasonHint: 'Solo se l’incontro si è tenuto in un giorno passato.',
  invitedHint: 'Un ente per riga. Prima vedi a chi arriva e con quali parole, poi confermi.',
  invitedMissing: 'Scrivi almeno un ente da convocare.',
  bodyIds: 'Enti da avvisare anche dal programma',
  bodyIdsHint: 'Tocca gli enti a cui il programma scrive da sé, oltre a convocarli.',
  noBodies: 'Nessun ente è in rubrica: chi cura gli accessi può metterceli.',
  otherBodyIds: 'Altri enti da avvisare, che non sono in elenco',
  otherBodyIdsHint: 'Il loro identificativo in rubrica, uno per riga.',
  protocol: 'Protocollo della convocazione',
  look: 'Guarda l’anteprima',
  lookAgain: 'Aggiorna l’anteprima',
  preview: 'Anteprima della convocazione',
  reaches: (count: number) =>
    count === 1 ? 'Risulterà convocato un ente:' : `Risulteranno convocati ${count} enti:`,
  alsoTold: (ids: string) => `Il programma avvisa anche: ${ids}. Agli altri scrive l’ufficio.`,
  toldByOffice: 'Il programma registra la convocazione; agli enti scrive l’ufficio.',
  words: 'Le parole',
  convocationWords: (title: string, day: string, place: string) =>
    `È convocato l’incontro «${title}»: ${day}. Dove: ${place}.`,
  convocationJoin: (address: string) => `Per collegarsi: ${address}`,
  convocationAgenda: 'Ordine del giorno:',
  joinAt: 'Per collegarsi',
  agenda: 'Ordine del giorno',
  noAgenda: 'non indicato',
  deliveries: {
    title: 'Recapito della convocazione',
    summary: ({ told, arrived, waiting, inVain }: ConvocationCounts) =>
      [
        told === 1 ? 'Avvisato uno dal programma' : `Avvisati ${told} dal programma`,
        arrived === 0
          ? 'nessun messaggio partito'
          : arrived === 1
            ? 'un messaggio partito'
            : `${arrived} messaggi partiti`,
        ...(waiting === 0 ? [] : [`${waiting} in attesa`]),
        inVain === 0
          ? 'nessuno non riuscito'
          : inVain === 1
            ? 'uno non riuscito:'
            : `${inVain} non riusciti:`,
      ].join(', '),
    log: 'Vedi tutti i recapiti',
  },
  absent: 'Assenti',
  byDelegate: 'per delega',
  othersByDelegate: 'Altri enti presenti per delega',
  othersByDelegateHint: 'Uno per riga: il nome dell’ente, non di chi è venuto.',
  materials: 'Documenti mostrati',
  protocolOf: (protocol: string) => `protocollo ${protocol}`,
  sameIn: 'Lo stesso documento è stato mostrato anche a:',
  sameMaterials: 'Documenti già mostrati in altri incontri',
  sameMaterialsHint: 'Tocca quelli mostrati anche qui: il file è lo stesso, non serve caricarlo.',
  late: {
    notRecorded: 'in ritardo: il giorno è passato e non risulta tenuto',
    noMinutes: 'in ritardo: manca il verbale',
  },
  contributions: 'Contributi',
  noContributions: 'Nessun contributo è arrivato.',
  body: 'Da chi',
  receivedOn: 'Arrivato',
  document: 'Documento',
  answer: 'Risposta',
  waiting: 'in attesa di risposta',
  places: 'Dove è finito',
  where: 'Dove',
  moved: 'Prima era',
  categories: 'Categorie sentite',
  contents: 'Contenuti condivisi',
  minutes: 'Verbale',
  noMinutes: 'non ancora depositato',
  minutesAre: {
    draft: 'Bozza',
    underObservation: (day: string) => `In osservazione fino ${untilDay(day)}`,
    observed: (day: string) => `In osservazione fino ${untilDay(day)}: il termine è passato`,
    final: 'Definitivo',
  },
  stillObserved: (day: string) => `Si accolgono osservazioni fino ${untilDay(day)}.`,
  observations: 'Osservazioni sul verbale',
  observationsCount: (count: number) =>
    count === 0
      ? 'Non è arrivata nessuna osservazione.'
      : count === 1
        ? 'È arrivata un’osservazione.'
        : `Sono arrivate ${count} osservazioni.`,
  ownObservationsCount: (count: number) =>
    count === 0
      ? 'Non ne hai inviate.'
      : count === 1
        ? 'Ne hai inviata una.'
        : `Ne hai inviate ${count}.`,
  observationOn: (day: string) => `arrivata il ${day}`,
  observationPlaced: 'collocata in',
  observe: 'Invia un’osservazione',
  receiveObservation: 'Registra un’osservazione arrivata',
  nobody: 'nessuno',
  file: 'Scarica per il calendario',
};
