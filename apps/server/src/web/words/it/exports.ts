/** Of the pages of what can be taken away as a file, and of the work that makes it. */
export const exporting = {
  menu: 'Esporta',
  title: 'Rapporti ed esportazioni',
  lead: 'Quale documento, di che data, in che formato.',
  noCycle: 'Nella zona non c’è ancora nessun ciclo: non c’è nulla da esportare.',
  choice: 'Di quale ciclo e data',
  cycle: 'Ciclo',
  at: 'Alla data',
  atHint: 'Un giorno o un momento, per esempio 3/4/2024 oppure 3/4/2024 12:30. Vuoto: adesso.',
  atWrong: 'Scrivi un giorno del calendario, per esempio 3/4/2024, o anche l’ora: 3/4/2024 12:30.',
  atBefore: 'In quel momento il ciclo non c’era ancora: scegli una data successiva.',
  show: 'Mostra',
  asOf: (day: string, time: string) =>
    `Tutto ciò che segue, dove non è scritto «oggi», è come era registrato il ${day} alle ${time}.`,
  now: 'adesso',
  today: 'come sta oggi',
  nowOnly:
    'Prendi i file come stanno adesso: quelli di una data passata sono per chi può leggere lo storico.',
  make: 'Prepara',
  makeOf: (what: string) => `Prepara: ${what}`,
  asJob: 'Si prepara in coda: puoi lasciare la pagina e tornare.',
  groups: {
    plan: 'Documento del piano',
    schede: 'Schede',
    progress: 'A che punto siamo',
    proweb: 'Per Proweb',
    coDesign: 'Registro di co-progettazione',
    evidence: 'Fascicolo e prove',
    openData: 'Dati aperti e storia',
  },
  plan: {
    pdf: 'Documento del piano, PDF accessibile',
    pdfWhat: 'Con indice, segnalibri e tabelle leggibili da uno screen reader. Si può stampare.',
    html: 'Documento del piano, HTML',
    htmlWhat: 'Un solo file, che si apre in ogni browser senza rete.',
  },
  schede: {
    pdf: 'Tutte le schede, PDF',
    pdfWhat: 'Una dopo l’altra, senza le altre parti del piano. Una sola: dalla sua pagina.',
    list: 'Elenco delle schede',
    listWhat: 'Con stato, scadenze e ritardi. Per una parte sola: filtra l’elenco delle schede.',
    one: 'Questa scheda in PDF',
  },
  progress: {
    board: 'Quadro di avanzamento',
    boardWhat: 'Quante schede sono in ogni stato, unità per unità.',
    late: 'Elenco dei ritardi',
    lateWhat: 'Le schede per cui una scadenza è passata.',
    reminders: 'Solleciti inviati',
    remindersWhat: 'A quale unità, quando, per quale scadenza.',
  },
  proweb: {
    plan: 'Piano in vigore, per Proweb',
    planWhat:
      'Obiettivi, programmi e schede con i nomi dei campi dell’API, nell’ordine in cui si inseriscono a mano.',
  },
  coDesign: {
    five: 'Registro, le cinque colonne del documento 2024',
    fiveWhat: 'Titolare, attività, soggetti, stato, periodo: con le parole della fonte.',
    whole: 'Registro, tutte le colonne',
    wholeWhat: 'Si può correggere e importare di nuovo.',
  },
  evidence: {
    caseFile: 'Fascicolo informatico',
    caseFileWhat: 'I metadati del procedimento e di ogni documento, per la conservazione.',
    bundle: 'Raccolta di prove',
    bundleWhat: 'Si verifica senza rete e senza Traccia: per chi controlla.',
  },
  specification: 'Specifica',
  schema: 'Schema',
  boardSheet: 'Avanzamento',
  unit: 'Unità',
  total: 'Totale',
  earlier: 'I tuoi file già preparati',
  noEarlier: 'Non hai ancora preparato file di questo ciclo.',
  allJobs: 'Tutti i tuoi lavori',
  full: (most: number) =>
    `Hai già ${most} lavori in coda o in corso: aspetta che finiscano, o annullane uno.`,
  fullForAll: 'La coda è piena: riprova fra qualche minuto.',
} as const;

/** Of the pages of long work. */
export const jobs = {
  title: 'Lavori',
  lead: 'I file che hai chiesto di preparare. Li vedi solo tu.',
  none: 'Non hai ancora chiesto di preparare nulla.',
  toExports: 'Vai a Rapporti ed esportazioni',
  what: 'File',
  asOf: 'Alla data',
  asked: 'Chiesto',
  state: 'A che punto è',
  states: {
    waiting: 'In coda',
    running: 'In corso',
    stopping: 'Si sta fermando',
    done: 'Pronto',
    failed: 'Non riuscito',
    cancelled: 'Annullato',
    expired: 'File rimosso',
  },
  before: (count: number) =>
    count === 0
      ? 'È il prossimo.'
      : count === 1
        ? 'Prima c’è un altro lavoro.'
        : `Prima ci sono ${count} lavori.`,
  steps: {
    layout: (number: number, of: number) => `Impaginazione: scheda ${number} di ${of}`,
    writing: (number: number, of: number) => `Scrittura: scheda ${number} di ${of}`,
    chapters: 'Scrittura dei capitoli',
    bytes: (size: string) => `Scritti finora ${size}`,
    begun: 'Lettura dei fatti',
  },
  progress: 'Avanzamento',
  left: (minutes: number) =>
    minutes === 0
      ? 'manca meno di un minuto'
      : minutes === 1
        ? 'manca circa un minuto'
        : `mancano circa ${minutes} minuti`,
  ended: 'Lavori finiti',
  leave:
    'Puoi lasciare questa pagina: il lavoro va avanti, il file resta qui, e la scrivania ti dice quando è pronto.',
  refresh: 'Aggiorna',
  cancel: 'Annulla il lavoro',
  resume: 'Ricomincia dall’inizio',
  download: 'Scarica il file',
  size: 'Dimensione',
  hash: 'Impronta SHA-256',
  hashHint: 'Chi riceve il file può ricalcolarla: se è la stessa, il file è quello.',
  keptUntil: (day: string) => `Il file resta qui fino al ${day}, poi viene rimosso.`,
  expired:
    'Il file è stato rimosso, passati i giorni per cui si conserva. Chiedilo di nuovo: con gli stessi fatti e la stessa data è lo stesso, byte per byte.',
  interrupted: (times: number) =>
    times === 1
      ? 'Il servizio si è riavviato durante il lavoro: è ricominciato dall’inizio.'
      : `Il servizio si è riavviato ${times} volte durante il lavoro: ogni volta è ricominciato dall’inizio.`,
  failedAt: (step: string) => `Si è fermato qui: ${step}.`,
  failures: {
    'no-plan': 'In quel momento il ciclo non aveva ancora nulla da scrivere. Scegli un’altra data.',
    'not-whole':
      'Una parte di ciò che è stato approvato non si ritrova intera nella storia: avvisa chi amministra il servizio.',
    'not-allowed': 'Non puoi più leggere ciò che avevi chiesto.',
    'log-away': 'Il registro dei fatti non rispondeva. Ricomincia fra qualche minuto.',
    'no-room': 'Sul disco del servizio non c’è più spazio: avvisa chi lo amministra.',
    interrupted:
      'Il servizio si è riavviato più volte durante questo lavoro, che perciò non è ricominciato.',
    unknown: 'Qualcosa non ha funzionato. Ricomincia; se succede ancora, avvisa chi amministra.',
  },
  cancelledText: 'Lo hai annullato: non è rimasto nessun file.',
  others: 'Lavori di tutti',
  othersLead: 'Che ci sono, di chi e a che punto: non i file.',
  who: 'Chi',
  kinds: {
    'poa-pdf': 'Documento del piano, PDF',
    'poa-html': 'Documento del piano, HTML',
    'schede-pdf': 'Schede, PDF',
    evidence: 'Raccolta di prove',
    'case-file': 'Fascicolo informatico',
    'ocel-json': 'Registro degli eventi, OCEL JSON',
    'ocel-sqlite': 'Registro degli eventi, OCEL SQLite',
    xes: 'Registro degli eventi, XES',
    'prov-json': 'Provenienza, PROV-JSON',
    cloudevents: 'Avvisi, CloudEvents',
    csv: 'Storia, CSV',
    json: 'Storia, JSON',
  },
} as const;
