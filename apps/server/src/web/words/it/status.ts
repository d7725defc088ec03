/** Delle pagine sullo stato del servizio. */
export const status = {
  title: 'Stato del servizio',
  menu: 'Stato',
  summary: {
    active: 'Il servizio è attivo',
    slowed: 'Il servizio è rallentato',
    stopped: 'Il servizio è fermo',
  },
  meaning: {
    active:
      'Si può leggere e scrivere. Se una pagina non si apre, controlla la tua rete o il tuo computer.',
    slowed:
      'Si può lavorare, ma qualcosa non va come dovrebbe: una pagina può mostrare le cose con qualche minuto di ritardo.',
    stopped:
      'Ora non si può scrivere. Ciò che era salvato c’è ancora. Non dipende dal tuo computer: chi tiene il servizio lo vede.',
  },
  at: 'Situazione:',
  again: 'Guarda di nuovo',
  asJson: 'Lo stesso per i programmi (JSON)',
  detailLink: 'Nel dettaglio',
  summaryLink: 'In breve',
  detailTitle: 'Stato del servizio, nel dettaglio',
  detailLead: 'Che cosa funziona e che cosa no, parte per parte. Nessun contenuto di schede.',
  lights: { good: 'va bene', attention: 'da guardare', bad: 'non va', unknown: 'non si sa' },
  parts: 'Le parti',
  part: 'Parte',
  how: 'Come sta',
  said: 'Che cosa si sa',
  names: {
    web: 'Pagine e API',
    log: 'Registro dei fatti',
    views: 'Viste',
    ledger: 'Catena delle impronte',
    outside: 'Testimoni esterni',
    duties: 'Lavori a turno',
    deliveries: 'Spedizioni',
    disk: 'Disco',
    backup: 'Copie',
  },
  web: (uptime: string) => `In funzione da ${uptime}.`,
  uptime: {
    minutes: (count: number) => (count === 1 ? 'un minuto' : `${count} minuti`),
    hours: (count: number) => (count === 1 ? 'un’ora' : `${count} ore`),
    days: (count: number) => (count === 1 ? 'un giorno' : `${count} giorni`),
  },
  log: (position: string) => `Posizione ${position}.`,
  logLast: (at: string) => `Ultimo fatto: ${at}.`,
  logEmpty: 'Non c’è ancora nessun fatto.',
  logAway: 'Non risponde.',
  definitions: (state: string) => `Modelli: ${state}.`,
  viewsFine: (count: number) =>
    count === 1
      ? 'Una vista, alla pari con il registro.'
      : `${count} viste, tutte alla pari con il registro.`,
  viewsBehind: (count: number, facts: string) =>
    `${count === 1 ? 'Una vista è indietro' : `${count} viste sono indietro`}, al più di ${facts} fatti.`,
  viewsFailing: (count: number) => `${count === 1 ? 'Una è ferma' : `${count} sono ferme`}.`,
  viewsParked: (count: number) =>
    `${count === 1 ? 'Un fatto accantonato' : `${count} fatti accantonati`}.`,
  ledgerSealed: (sealed: string, size: string) => `${sealed} fatti su ${size} firmati.`,
  ledgerAudit: (at: string, facts: string) =>
    `Ultima rilettura da capo: ${at}, ${facts} fatti, intera.`,
  ledgerNotAudited: 'Non ancora riletta da quando il servizio è partito.',
  ledgerBroken: 'La storia non è più quella firmata: non si scrive più nulla.',
  ledgerNoKey: 'Questa istanza non ha la chiave.',
  ledgerAnew: 'Fatta da capo: le firme di prima non sono note qui.',
  ledgerOpening: 'Si sta aprendo.',
  seal: (kind: string, at: string, size: string) =>
    `Ultimo sigillo esterno: ${kind}, ${at}, su ${size} fatti.`,
  noSeal: 'Nessuno fuori di qui ha ancora un’impronta della storia.',
  conflict: 'Qualcuno fuori di qui ricorda una storia diversa: guarda ledger-conflicts.ndjson.',
  known: (witnesses: number, timestamps: number, mail: number) =>
    `Configurati: testimoni ${witnesses}, marche temporali ${timestamps}, indirizzi di posta ${mail}.`,
  dutiesOurs: (instance: string) => `Li fa questa istanza, ${instance}.`,
  dutiesOthers: (holder: string) => `Li fa un’altra istanza, ${holder}.`,
  dutiesUnknown: 'Non si sa chi li fa.',
  dutiesNone: 'Questa istanza non ne fa: è scelto così.',
  dutyNames: {
    deadlines: 'scadenze',
    notices: 'avvisi',
    webhooks: 'webhook',
    'outside-copies': 'copie esterne',
    ledger: 'firma della catena',
  },
  dutyWorking: 'al lavoro',
  dutyResting: 'a riposo',
  waiting: (count: number) => (count === 1 ? 'Un avviso in attesa.' : `${count} avvisi in attesa.`),
  oldest: (at: string) => `Il più vecchio: ${at}.`,
  undelivered: (count: number) =>
    count === 1 ? 'Uno non è arrivato.' : `${count} non sono arrivati.`,
  channels: (names: string) => `Canali attivi: ${names}.`,
  noChannels: 'Nessun canale oltre alla casella di questo servizio.',
  deliveriesLog: 'Guarda i recapiti',
  disk: (free: string, total: string, percent: string) =>
    `${free} GB liberi su ${total} (${percent} %).`,
  backup:
    'Il servizio non sa delle copie: le fa «traccia backup», e si provano con «traccia restore».',
  lostTitle: 'Avvisi che non sono arrivati',
  resend: 'Rispedisci',
  resendTo: (recipient: string) => `Rispedisci a ${recipient}`,
  resendTitle: 'Rispedire questo avviso?',
  resendLead:
    'La spedizione ricomincia da capo, con l’indirizzo che c’è ora in rubrica. Se l’indirizzo era sbagliato, prima correggilo.',
  resent: 'La spedizione ricomincia.',
  notResent: 'Era già in attesa di partire: non è cambiato nulla.',
  viewsTitle: 'Le viste, una per una',
  view: 'Vista',
  lag: 'Indietro di',
  lagFacts: (facts: string) => `${facts} fatti`,
  level: 'alla pari',
  building: 'si ricostruisce',
  parkedColumn: 'Accantonati',
  parkedTitle: 'Fatti accantonati della zona',
  parkedNone: 'Nessuno.',
  parkedFact: 'Fatto',
  parkedWhy: 'Perché',
  parkedWhen: 'Provato',
  retry: 'Riprova i fatti accantonati',
  retryTitle: 'Riprovare i fatti accantonati?',
  retryLead: (count: number) =>
    count === 0
      ? 'Nessuna vista ha fatti accantonati: non c’è nulla da riprovare.'
      : `${count === 1 ? 'Un fatto sarà applicato' : `${count} fatti saranno applicati`} di nuovo alle viste. Il registro dei fatti non cambia. Fallo quando la causa è passata, per esempio dopo un aggiornamento.`,
  retryDo: 'Riprova adesso',
  retryNot: 'Lascia stare',
  retried: (applied: number, parked: number) =>
    `Applicati: ${applied}. Rimasti accantonati: ${parked}.`,
  versionTitle: 'Versione e licenze',
  version: (version: string) => `Traccia ${version}, con licenza EUPL-1.2.`,
  runsOn: (node: string) => `Gira su Node.js ${node}.`,
  sources:
    'Il codice e le licenze delle sue parti stanno con il programma: LICENSE e package-lock.json.',
};
