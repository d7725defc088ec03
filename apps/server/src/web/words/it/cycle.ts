const schede = (count: number): string => (count === 1 ? 'una scheda' : `${count} schede`);

/** Of the page of a cycle and of those below it. */
export const cycle = {
  all: 'Cicli',
  otherYears: 'Altri anni',
  phases: 'A che punto è',
  inPhase: (phase: string) => `Fase in corso: ${phase}.`,
  closes: (away: string, day: string) => `Chiude ${away}, ${day}.`,
  shouldHaveClosed: (away: string, day: string) => `Doveva chiudere ${away}, ${day}.`,
  noDay: 'Nessuna scadenza dice quando chiude.',
  over: 'Il ciclo è chiuso.',
  counters: 'Le schede, per punto in cui sono',
  share: (percent: number, of: number) => `${percent}% di ${of}`,
  heldBack: (title: string) => `Per «${title.toLowerCase()}» manca ancora qualcosa`,
  seeThem: 'Guarda quali:',
  objectives: (objectives: number, programmes: number, count: number) =>
    `${objectives === 1 ? 'Un obiettivo' : `${objectives} obiettivi`}, ${programmes === 1 ? 'un programma' : `${programmes} programmi`}, ${schede(count)}`,
  legend: 'Legenda',
  asTable: 'Mostra come tabella',
  asMosaic: 'Mostra come mosaico',
  tableCaption: 'Obiettivi, programmi e schede, per punto in cui sono le schede',
  twice: (count: number) =>
    `${count === 1 ? 'Una scheda sta' : `${count} schede stanno`} sotto più di un obiettivo: le righe degli obiettivi sommate danno di più.`,
  objectiveOrProgramme: 'Obiettivo o programma',
  total: 'In tutto',
  schedeOf: (count: number) => (count === 1 ? 'La scheda' : `Le ${count} schede`),
  deadlines: 'Prossime scadenze',
  allDeadlines: 'Tutte le scadenze e il calendario delle fasi',
  noDeadlines: 'Nessuna scadenza in programma.',
  whyThisDay: 'Perché questo giorno',
  publicPage: 'Pagina pubblica',
  extend: 'Proroga',
  extendThis: (label: string) => `Proroga: ${label}`,
  owed: (count: number, of: number) => `mancano ${count} di ${schede(of)}`,
  activity: 'Attività recente',
  noActivity: 'Non è ancora successo nulla.',
  wholeHistory: 'Tutto lo storico',
  times: (count: number) => `${count} volte`,
  calendar: 'Calendario delle fasi',
  calendarCaption: 'Le fasi del ciclo con i loro giorni; la riga verticale è oggi',
  phase: 'Fase',
  from: 'Dal',
  to: 'Al',
  bar: 'Nell’anno',
  today: 'oggi',
  noDays: 'senza giorni',
  units: 'Unità',
  unitsHint: 'Prima quelle in ritardo.',
  unit: 'Unità',
  howFar: 'A che punto sono le schede',
  handedIn: 'Trasmesse',
  lateness: 'Scadenze',
  late: (count: number) => (count === 1 ? 'una in ritardo' : `${count} in ritardo`),
  inOrder: 'in regola',
  reminders: 'Solleciti',
  reminded: (times: number) => (times === 1 ? 'un sollecito' : `${times} solleciti`),
  noReminder: 'nessuno',
  remind: 'Sollecita',
  remindUnit: (name: string) => `Sollecita ${name}`,
  remindLate: (count: number) =>
    count === 1 ? 'Sollecita l’unità in ritardo' : `Sollecita le ${count} unità in ritardo`,
  search: 'Cerca unità o responsabile',
  onlyLate: 'Solo in ritardo',
  filter: 'Filtra',
  clear: 'Togli i filtri',
  countOfUnits: (shown: number, of: number) =>
    shown === of
      ? of === 1
        ? 'un’unità'
        : `${of} unità`
      : `${shown} di ${of} unità: le altre le tolgono i filtri`,
  noUnit: 'Nessuna unità è così.',
  noUnits: 'Nessuna unità ha ancora schede in questo ciclo.',
  noTree: 'Non ci sono ancora né obiettivi né programmi: si importano o si aggiungono uno a uno.',
  ready: (count: number, of: number) => `${count} di ${of} pronte`,
  noObjective: 'Senza obiettivo',
  noProgramme: 'nessun programma',
  noSchede: 'nessuna scheda',
  schede: 'Schede',
  subscribe: 'Aggiungi al calendario',
  export: 'Esporta le schede',
  path: 'Percorso',
};

/** The page of the calendar of a cycle. */
export const calendarPage = {
  title: 'Calendario delle fasi e scadenze',
  deadlines: 'Tutte le scadenze',
  deadline: 'Scadenza',
  due: 'Ultimo giorno',
  standing: 'Come sta',
  why: 'Come è stato trovato il giorno, chi lo ha spostato e perché',
  none: 'Nessuna scadenza è ancora fissata.',
};

/** The page on which units are reminded. */
export const reminders = {
  title: 'Solleciti',
  lead: 'Ecco chi riceve il sollecito e che cosa dice. Nulla parte finché non premi il pulsante in fondo.',
  whom: 'A chi',
  unit: 'Unità',
  receives: 'Lo riceve',
  receive: 'Lo ricevono',
  nobody: 'Nessuno: il registro non dice chi ne è responsabile.',
  text: 'Il messaggio',
  reason: 'Perché solleciti',
  reasonHint: 'Resta nello storico; il messaggio non lo riporta.',
  reasonMissing: 'Scrivi perché solleciti: resta nello storico.',
  noneChosen: 'Scegli almeno un’unità da sollecitare.',
  send: (count: number) => (count === 1 ? 'Invia il sollecito' : 'Invia i solleciti scelti'),
  back: 'Torna al ciclo senza inviare nulla',
  nothing: 'Nessuna unità deve ancora qualcosa: non c’è nessuno da sollecitare.',
  nobodyLate: 'Nessuna unità è in ritardo.',
  showAll: 'Mostra tutte le unità che devono ancora qualcosa',
  result: (sent: number, refused: number) =>
    `${sent === 1 ? 'Un sollecito inviato' : `${sent} solleciti inviati`}, ${
      refused === 1 ? 'uno rifiutato' : `${refused} rifiutati`
    }.`,
  refused: 'Rifiutati, e perché',
  sent: 'Inviati',
  undo: {
    still: (count: number) =>
      count === 1 ? 'Puoi annullarlo ancora per' : 'Puoi annullarli ancora per',
    seconds: { one: 'secondo', many: 'secondi' },
    then: (count: number) => (count === 1 ? ': poi parte.' : ': poi partono.'),
    button: (count: number) =>
      count === 1 ? 'Annulla il sollecito' : `Annulla i ${count} solleciti`,
    buttonOf: (button: string, unit: string) => `${button} a ${unit}`,
    over: (count: number) =>
      count === 1
        ? 'Non si può più annullare: il sollecito parte.'
        : 'Non si possono più annullare: i solleciti partono.',
    result: (done: number, refused: number) =>
      `${done === 1 ? 'Un sollecito annullato' : `${done} solleciti annullati`} prima di partire, ${
        refused === 1 ? 'uno non più annullabile' : `${refused} non più annullabili`
      }.`,
    done: 'Annullati: nessuno li riceve',
    refused: 'Non annullati, e perché',
    wasDone: 'annullato prima di partire',
    none: 'Non c’è nessun sollecito da annullare.',
    again: 'Torna ai solleciti',
  },
};

/** The page with the diagrams of the states. */
export const diagramPage = {
  title: 'Percorso',
  lead: 'Gli stati e i passaggi, presi dalla definizione che il ciclo segue. Lo stato di adesso è pieno.',
  ofCycle: 'Il ciclo',
  ofScheda: 'Le schede, e quante sono in ogni stato',
  ofThisScheda: (code: string) => `La scheda ${code}`,
  here: 'adesso',
  waysOut: 'Da molti stati si può passare anche a questi, che il disegno non riporta:',
  fromStates: (count: number) => `da ${count} stati`,
  twin: 'Tutti i passaggi in tabella',
  from: 'Da',
  to: 'A',
  by: 'Con',
  steps: (states: number, steps: number) => `${states} stati e ${steps} passaggi`,
  now: (state: string) => `Adesso: ${state}.`,
};

/** The list of the cycles. */
export const cyclesPage = {
  title: 'Cicli',
  lead: 'Un ciclo per anno, dal più recente.',
  samePage: 'Di ciascuno si apre la stessa pagina da cui vieni.',
  name: 'Ciclo',
  phase: 'Fase',
  act: 'Delibera',
  actOf: (number: string, day: string) => `n. ${number} del ${day}`,
  noAct: 'non ancora approvato',
  titleOf: (year: number) => `Programmazione operativa annuale ${year}`,
  beginFrom: (year: number, from: number) => `Imposta il ciclo ${year} dal modello ${from}`,
  begin: (year: number) => `Imposta il ciclo ${year}`,
  none: 'Non c’è ancora nessun ciclo. Lo imposta l’Ufficio di Piano: quando ci sarà, lo troverai qui.',
};

/** The page of a programme. */
export const programmePage = {
  objective: 'Obiettivo',
  objectives: 'Obiettivi',
  code: 'Codice',
  sector: 'Settore',
  unit: 'Unità che ne risponde',
  none: 'Nessuna scheda: assegnala a un’unità.',
  resources: 'Risorse scritte nelle schede',
  noResources: 'Nessuna scheda dice ancora con quali risorse.',
  source: 'Fonte',
  schede: 'Schede',
  amount: 'Importo',
  noAmount: 'senza importo',
  assign: 'Aggiungi una scheda',
};
